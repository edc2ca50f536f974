"""Everything in one file, and back again, while people work.

A backup holds the database as of one moment, then the stored files: those are written before their rows and deleted
a week after, so that every row of the snapshot finds its file. Keys are in it only when asked for.
"""
