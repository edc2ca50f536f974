"""Whether every file that the database names is on the disk."""

from __future__ import annotations

from django.conf import settings

from pindesk.files import content
from pindesk.files.models import StoredFile


def missing_files() -> str:
    """One sentence for the operator when some are not; empty when all are there."""
    names = StoredFile.objects.order_by("pk").values_list("sha256", flat=True)
    missing = [sha256 for sha256 in names.iterator() if not content.is_there(sha256)]
    if not missing:
        return ""
    place, first = settings.DATA_DIR / content.FOLDER, content.member_of(missing[0])
    if len(missing) == 1:
        return f"1 file that the database names is missing in {place}: {first}."
    return f"{len(missing)} files that the database names are missing in {place}, the first is {first}."
