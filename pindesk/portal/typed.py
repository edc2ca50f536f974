"""What stands in a form, as drafts keep it."""

from __future__ import annotations

from pindesk.accounts.requests import Request


def typed_in(request: Request) -> dict[str, str]:
    """The fields that were posted; those with several values (files, colleagues) in one, with spaces between."""
    uploads = [*request.POST.getlist("upload"), *request.POST.get("uploads", "").split()]
    several = {"uploads": " ".join(dict.fromkeys(uploads)), "copies": " ".join(request.POST.getlist("copies"))}
    return {**request.POST.dict(), **several}
