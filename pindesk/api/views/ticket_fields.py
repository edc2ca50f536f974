"""What a ticket asks."""

from __future__ import annotations

from pindesk.accounts.requests import Request
from pindesk.api.answers import Values
from pindesk.api.audiences import signed_in
from pindesk.api.errors import RecordNotFound
from pindesk.api.fields import fields_of
from pindesk.api.pagination import page_of
from pindesk.availability.access import topics


def index(request: Request) -> Values:
    signed_in(request)
    found = {field["id"]: field for field in fields_of(topics(), request.language)}
    page = page_of(request, list(found))
    return {"ticket_fields": [found[number] for number in page.numbers], **page.about}


def show(request: Request, number: int) -> Values:
    signed_in(request)
    found = next((field for field in fields_of(topics(), request.language) if field["id"] == number), None)
    if found is None:
        raise RecordNotFound
    return {"ticket_field": found}
