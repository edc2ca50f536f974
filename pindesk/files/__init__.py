"""Stored files: each content once, by its SHA-256, under DATA_DIR/files; written before its row, deleted a week after.

Pictures are written anew by a process of their own before they are kept. Who may see a file is not known here: rows of
other apps point to it, and their views check before they call `serving.respond`. No file names, no addresses, no pages.
"""
