"""How many files of one form are looked at."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

FILES_MAX = 100  # more than any message may have, so that who sends them is told how many it takes


class FewFiles(FileUploadHandler):
    """Leaves out the files of a form after the first hundred: nobody fills the memory with files of one byte.

    Django's own limit refuses the whole form, and what was typed into it is lost.
    """

    def __init__(self, *values: Any, **named: Any) -> None:
        super().__init__(*values, **named)
        self._seen = 0

    def new_file(self, *values: Any, **named: Any) -> None:
        self._seen += 1
        if self._seen > FILES_MAX:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
