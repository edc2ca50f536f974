"""The one process that serves: a path router in front of Django's pages, event streams and files.

Bodies are read and files are sent by the event loop, so that a slow visitor never holds one of the page threads.
What brings a file has threads of its own: looking at it takes long.
"""
