"""Who is told of an event, and how. Reads the log; nobody calls it.

Today: mail to the customer when a ticket is received, answered or solved.
"""
