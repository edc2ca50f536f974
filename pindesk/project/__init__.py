"""The joint: settings, root URLs, the server, the command line, the list of consumers and periodic work.

Knows every app; nobody imports it. Holds no table and no rule of the domain.
"""
