"""Articles as agents work on them: the list, the editor, versions."""
