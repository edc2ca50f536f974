"""Removing stored files that nothing points to any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.db import IntegrityError, transaction

from pindesk.files import content
from pindesk.files.models import StoredFile
from pindesk.files.rules import limits
from pindesk.lib import clock

ROWS_AT_ONCE = 500


def remove_orphans(now: datetime | None = None) -> int:
    """Delete what has been unused for a week; answers how many rows.

    A content goes a week after its row, so that whoever began a backup while the row was there still finds it.
    """
    at = now or clock.now()
    before = at - limits.KEPT_UNUSED
    removed = 0
    for pk, sha256 in list(StoredFile.objects.unused().filter(stored_at__lt=before).values_list("pk", "sha256")):
        content.touch(sha256, at)
        removed += _remove_row(pk, before)
    _remove_strays(before)
    content.remove_drafts()
    return removed


def _remove_row(pk: int, before: datetime) -> int:
    """By one statement, which asks again whether it may: not by Django's `delete`, which follows the rows that point
    here. What begins to point here at this very moment is protected by the foreign key."""
    rows = StoredFile.objects.unused().filter(pk=pk, stored_at__lt=before)
    try:
        with transaction.atomic():
            return int(rows._raw_delete(rows.db))
    except IntegrityError:
        return 0


def _remove_strays(before: datetime) -> None:
    """Contents without a row: it was removed a week ago, or never came to be."""
    for names in _in_batches(content.older_than(before)):
        known = set(StoredFile.objects.filter(sha256__in=names).values_list("sha256", flat=True))
        for sha256 in (name for name in names if name not in known):
            with content.removing(sha256, before) as path:
                if path is not None and not StoredFile.objects.filter(sha256=sha256).exists():
                    path.unlink()


def _in_batches(names: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(names)
    while batch := list(islice(rest, ROWS_AT_ONCE)):
        yield batch
