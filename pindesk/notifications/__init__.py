"""Who is told of an event, and how. Reads the log; nobody calls it.

Today: mail to customers when a ticket is received, copied to them, answered or solved.
"""
