"""Stored files: each content once, by its SHA-256, under DATA_DIR/files; written before its row, deleted a week after.

Uploads bring them in, part by part; they are kept as sent and only ever saved. Pictures of articles, and previews, are
written anew by a process of their own, and shown. Who may see a file is not known here: rows of other apps point to it,
and their views check before they call `serving`. No addresses, no pages.
"""
