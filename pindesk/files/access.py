"""Fetching uploads: only ever those of one owner, whoever knows the token."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.http import Http404

from pindesk.files.models import Upload, Uploads


def upload_of(owner: str, token: str) -> Upload:
    """The upload, with its file and preview; one query. Raises Http404 when it is gone, or somebody else's."""
    found = _of(owner).filter(token=token).first()
    if found is None:
        raise Http404
    return found


def uploads_of(owner: str, tokens: Iterable[str]) -> list[Upload]:
    """Those that are there and the owner's, in the order given, each once; one query.

    What is gone is left out, so that a form can be shown again with the rest: compare how many come back.
    """
    asked = list(dict.fromkeys(tokens))
    found = {upload.token: upload for upload in _of(owner).filter(token__in=asked)}
    return [found[token] for token in asked if token in found]


def with_those_beside(owner: str, tokens: Iterable[str]) -> list[str]:
    """The tokens asked, in their order, each followed by those of files that were added under it; one query."""
    asked = list(dict.fromkeys(tokens))
    beside = Q()
    for token in asked:
        beside |= Q(token__startswith=f"{token}-")
    rows = Upload.objects.filter(beside, owner=owner).order_by("pk") if asked else Upload.objects.none()
    found = list(rows.values_list("token", flat=True))
    return [each for token in asked for each in (token, *(more for more in found if more.startswith(f"{token}-")))]


def upload_by_number(owner: str, pk: int) -> Upload | None:
    """The owner's ready upload of that number; one query."""
    return _of(owner).filter(pk=pk, state=Upload.State.READY).first()


def _of(owner: str) -> Uploads:
    found: Uploads = Upload.objects.filter(owner=owner).select_related("stored", "preview")
    return found
