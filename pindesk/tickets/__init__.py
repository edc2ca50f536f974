"""The spine: tickets, messages, drafts, assignment, status and promises.

Does not know who displays it and sends nothing: it writes rows and one event per change.
"""
