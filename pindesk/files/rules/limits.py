"""How large, how many and how long. A megabyte here is 1024 x 1024 bytes, as systems show it, also in what is said."""

from __future__ import annotations

from datetime import timedelta

MEGABYTE = 1024 * 1024

UPLOAD_MAX_BYTES = 50 * MEGABYTE
# Of one owner, on its way or waiting to be used, by the lengths announced.
WAITING_MAX_BYTES = 600 * MEGABYTE
WAITING_MAX_UPLOADS = 200  # so that files of one byte are no way round it
UPLOAD_KEPT = timedelta(days=7)  # since something last came of it
QUARANTINE_KEPT = timedelta(days=30)  # for whoever runs the server to look into

KEPT_UNUSED = timedelta(days=7)
PUBLIC_CACHE = timedelta(hours=1)  # an article may be withdrawn
