"""Looking for viruses, where a scanner is set.

While it does not answer, files are taken all the same and scanned later: a scanner that loads its signatures or is down
must not keep customers from asking for help, and nothing of theirs is ever run or shown here. Until then
`StoredFile.awaits_scan` lets staff be warned; what turns out to be infected is not handed out again.
"""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from pindesk.files import clamd
from pindesk.files.models import StoredFile
from pindesk.lib import clock

FILES_AT_ONCE = 200
_log = logging.getLogger("pindesk.files")


class Verdict(NamedTuple):
    """What was found, by name, or empty; `at` is when nothing was, and None while nobody looked."""

    signature: str = ""
    at: datetime | None = None


def scan(file: Path) -> Verdict:
    """What the scanner says of a file; nothing at all where none is set, or while it does not answer."""
    if not clamd.is_on():
        return Verdict()
    try:
        signature = clamd.signature_in(file)
    except clamd.NotScanned as error:
        _log.warning("a file could not be scanned", extra={"reason": str(error)})
        return Verdict()
    return Verdict(signature, None if signature else clock.now())


def scan_waiting(now: datetime | None = None) -> int:
    """Have up to 200 stored files scanned that were taken unscanned; answers how many were. Ends when one cannot be.

    In no order, so that one which clamd does not want, as it is too long for it, holds up no other for ever.
    """
    done = 0
    waiting = StoredFile.objects.filter(scanned_at=None) if clamd.is_on() else StoredFile.objects.none()
    for stored in waiting.order_by("?")[:FILES_AT_ONCE]:
        try:
            verdict = scan(stored.path)
        except FileNotFoundError:
            continue
        if verdict == Verdict():
            break
        if verdict.signature:
            extra = {"signature": verdict.signature, "sha256": stored.sha256}
            _log.warning("a stored file is infected", extra=extra)
        looked_at = now or clock.now()
        StoredFile.objects.filter(pk=stored.pk).update(scanned_at=looked_at, infection=verdict.signature[:200])
        done += 1
    return done
