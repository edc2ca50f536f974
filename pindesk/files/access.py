"""Fetching uploads: only ever those of one owner, whoever knows the token."""

from __future__ import annotations

from collections.abc import Iterable

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


def _of(owner: str) -> Uploads:
    found: Uploads = Upload.objects.filter(owner=owner).select_related("stored", "preview")
    return found
