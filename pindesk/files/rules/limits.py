"""How large, how many and how long. A megabyte here is 1024 x 1024 bytes, as systems show it, also in what is said."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

MEGABYTE = 1024 * 1024


class Limits(NamedTuple):
    """What a message may have: `files` of so many `megabytes` each. The company decides; these hold until it does."""

    megabytes: int = 50
    files: int = 10

    @property
    def bytes(self) -> int:
        """Of one file."""
        return self.megabytes * MEGABYTE

    @property
    def waiting_bytes(self) -> int:
        """Of one owner, on their way or waiting to be used, by the lengths announced: a message and a little more."""
        return max(WAITING_MIN_BYTES, (self.files + 2) * self.bytes)


DEFAULT = Limits()
MEGABYTES_OFFERED, FILES_OFFERED = range(1, 501), range(1, 51)  # what a company can choose from
WAITING_MIN_BYTES = 600 * MEGABYTE
WAITING_MAX_UPLOADS = 200  # of one owner, so that files of one byte are no way round it
REFUSED_KEPT = 20  # of one owner, which say again why they are not taken
UPLOAD_KEPT = timedelta(days=7)  # since something last came of it
QUARANTINE_KEPT = timedelta(days=30)  # for whoever runs the server to look into

KEPT_UNUSED = timedelta(days=7)
PUBLIC_CACHE = timedelta(hours=1)  # an article may be withdrawn
