"""What was typed for a new ticket goes elsewhere: to a ticket that is there already, or aside because it was solved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction

from pindesk.accounts.models import Person
from pindesk.files.access import uploads_of
from pindesk.files.actions import cancel_upload
from pindesk.lib import clock
from pindesk.lib.text import clean_line, clean_text
from pindesk.tickets.actions.attaching import upload_owner
from pindesk.tickets.actions.drafts import discard_draft, has_words, save_draft
from pindesk.tickets.errors import DraftsInTheWay
from pindesk.tickets.models import Draft, Ticket
from pindesk.tickets.rules import aside_form, opening_form

ASIDE_KEPT = timedelta(days=1)


@transaction.atomic
def add_to_ticket(ticket: Ticket, *, by: Person, form: str, typed: Mapping[str, Any]) -> None:
    """Let what was `typed` in the form of a new ticket begin the person's reply to `ticket`; that form's draft goes.

    A reply that is begun already stays, and the words come after it; done twice they come once. Its files come too.
    The caller has checked that the person may write there. Raises TextTooLong.
    """
    name = f"reply:{ticket.number}"
    there = Draft.objects.select_for_update().filter(person=by, form=name).first()
    begun = there.data if there else {}
    uploads = dict.fromkeys(f"{begun.get('uploads', '')} {typed.get('uploads', '')}".split())
    words = _as_reply(ticket, typed)
    body = str(begun.get("body", ""))
    if words and not body.endswith(words):
        body = f"{body}\n\n{words}" if body else words
    save_draft(by, name, {**begun, "body": body, "uploads": " ".join(uploads)})
    discard_draft(by, form)


def _as_reply(ticket: Ticket, typed: Mapping[str, Any]) -> str:
    """Subject and description in one text; a subject that the ticket has already is not said again."""
    subject, body = clean_line(str(typed.get("subject", ""))), clean_text(str(typed.get("body", "")))
    is_said = subject.casefold() in (ticket.subject.casefold(), "")
    return body if is_said else f"{subject}\n\n{body}".strip()


@transaction.atomic
def put_aside(person: Person, form: str, typed: Mapping[str, Any], now: datetime | None = None) -> bool:
    """Take the draft of a form away until tomorrow; answers whether there was anything to keep.

    What was put aside of that form before is dropped, with its files. Raises TextTooLong.
    """
    if not has_words(typed):
        discard_draft(person, form)
        return False
    _drop(Draft.objects.filter(person=person, form=aside_form(form)), keep=str(typed.get("uploads", "")).split())
    kept = save_draft(person, aside_form(form), typed, now)
    discard_draft(person, form)
    return kept is not None


@transaction.atomic
def bring_back(person: Person, form: str) -> str:
    """Let what was put aside be the draft of its form again; answers which form has it now.

    Where that one has begun another meanwhile, the other form of a new ticket takes it. Nothing is aside (any more):
    nothing happens. Raises DraftsInTheWay where each has one: what is aside stays so until tomorrow.
    """
    aside = Draft.objects.select_for_update().filter(person=person, form=aside_form(form)).first()
    if aside is None:
        return form
    places = dict.fromkeys((form, opening_form(None), opening_form(None, is_beside=True)))
    taken = set(Draft.objects.filter(person=person, form__in=places).values_list("form", flat=True))
    free = next((place for place in places if place not in taken), None)
    if free is None:
        raise DraftsInTheWay
    aside.form = free
    aside.save(update_fields=["form"])
    return free


def forget_put_aside(now: datetime | None = None) -> None:
    """Drop what was put aside a day ago, and its files that wait. Safe to run twice."""
    before = (now or clock.now()) - ASIDE_KEPT
    _drop(Draft.objects.filter(form__startswith=aside_form(""), updated_at__lt=before))


def _drop(drafts: Any, keep: list[str] | None = None) -> None:
    """Files go once it is certain that the draft does: no transaction that fails brings them back."""
    for draft in drafts.select_related("person"):
        for upload in uploads_of(upload_owner(draft.person), draft.data.get("uploads", "").split()):
            if upload.token not in (keep or ()):
                transaction.on_commit(partial(cancel_upload, upload))
        draft.delete()
