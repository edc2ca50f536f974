"""Articles as files: JSON lines, or a folder of Markdown files with front matter and pictures.

Reading makes `Record`s, writing takes them; what an installation makes of them is `actions.importing`, and where those
that are written come from is `gathering`. Nothing here changes a row.
"""
