"""A request that a customer writes: what is in it, and what is wrong with it, by the name of the field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.http import Http404
from django.utils.translation import gettext as _

from pindesk.accounts.models import Language, Membership
from pindesk.accounts.requests import CustomerRequest
from pindesk.api import bodies, fields
from pindesk.api.errors import RecordInvalid
from pindesk.availability.access import policy_for, topics
from pindesk.availability.answers import YES
from pindesk.availability.policy import Channel
from pindesk.availability.stored import kept_fields
from pindesk.files.access import with_those_beside
from pindesk.files.errors import UploadGone, UploadNotReady
from pindesk.lib import clock
from pindesk.lib.refusals import Refusal
from pindesk.lib.text import number_or_none
from pindesk.tickets.access import ticket_for_customer
from pindesk.tickets.access.people import colleagues_of
from pindesk.tickets.actions.attaching import upload_owner
from pindesk.tickets.errors import (
    EmptyText,
    FieldsNotTaken,
    NotAColleague,
    TextTooLong,
    TicketClosed,
    TooManyCopies,
    TooManyFiles,
    UnknownField,
    UnknownLanguage,
    UnknownTopic,
)
from pindesk.tickets.models import Ticket

ANY_TOPIC = "other"  # of a request that does not say what it is about
_COPIES = ("collaborators", "collaborator_ids", "additional_collaborators", "email_ccs", "cc_emails")
_FIELDS: tuple[tuple[type[Refusal], str], ...] = (
    (TextTooLong, "comment"),
    (EmptyText, "comment"),
    (UnknownTopic, "custom_fields"),
    (UnknownLanguage, "locale"),
    (UploadGone, "uploads"),
    (UploadNotReady, "uploads"),
    (TooManyFiles, "uploads"),
    (NotAColleague, "collaborators"),
    (TooManyCopies, "collaborators"),
    (TicketClosed, "status"),
)


@contextmanager
def by_field() -> Iterator[None]:
    """Say of what an action refuses which field it is about. Raises RecordInvalid in its place."""
    try:
        yield
    except FieldsNotTaken as refusal:
        raise RecordInvalid(refusal.problems) from refusal
    except UnknownField as refusal:
        raise RecordInvalid({refusal.field: str(refusal.sentence)}) from refusal
    except Refusal as refusal:
        name = next((name for kind, name in _FIELDS if isinstance(refusal, kind)), None)
        if name is None:
            raise
        raise RecordInvalid({name: str(refusal)}) from refusal


def client_id_of(request: CustomerRequest) -> str:
    """The name under which it is kept once, made of the header Idempotency-Key; empty when none was sent."""
    key = request.headers.get("Idempotency-Key", "").strip()
    return str(uuid5(NAMESPACE_URL, f"api:{key}")) if key else ""


def check_requester(values: dict[str, Any], membership: Membership) -> None:
    """Nobody writes for somebody else. Raises RecordInvalid."""
    person, who = membership.person, values.get("requester")
    named = who.get("email") if isinstance(who, dict) else who
    is_other = named is not None and str(named).strip().lower() != person.email
    if is_other or str(values.get("requester_id") or person.pk) != str(person.pk):
        raise RecordInvalid(requester=_("A request is always from the person whose token it is. Leave this out."))


def copies_in(values: dict[str, Any], membership: Membership) -> list[int]:
    """The colleagues who are to follow the request, by number, as they are named by number or address. Raises
    RecordInvalid for anybody who is not in the account."""
    given = [one for name in _COPIES for one in _list_of(values.get(name))]
    known = {colleague.email: colleague.person for colleague in colleagues_of(membership)} if given else {}
    found = [_named(one, known) for one in given]
    if None in found:
        raise RecordInvalid(collaborators=str(NotAColleague()))
    return [person for person in dict.fromkeys(found) if person is not None and person != membership.person_id]


def uploads_in(comment: dict[str, Any], membership: Membership) -> Sequence[str]:
    """The tokens of the files, with those added under each. Raises RecordInvalid."""
    tokens = bodies.uploads_of(comment)
    return with_those_beside(upload_owner(membership.person), tokens) if tokens else []


def fields_in(values: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """The code of the topic, `other` where none is given, and what is said in fields, by code. Raises RecordInvalid."""
    given = values.get("custom_fields") or values.get("fields") or []
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise RecordInvalid(custom_fields=_("Give a list of objects with an id and a value."))
    known, found = topics(), dict[str, str]()
    codes = [fields.TOPIC, *(field.code for topic in known for field in kept_fields(topic.fields))]
    for one in given:
        value = _text_of(one.get("value"))
        code = fields.code_named(one.get("id"), codes)
        if code is None and value:
            raise RecordInvalid(custom_fields=_("There is no field of that id; see ticket_fields."))
        if code and value:
            found[code] = value
    topic = found.pop(fields.TOPIC, ANY_TOPIC)
    if topic not in (each.code for each in known):
        raise RecordInvalid(custom_fields=_known_words(each.code for each in known))
    return topic, found


def language_of(values: dict[str, Any], request: CustomerRequest) -> str:
    """The language of `locale`, else the person's if it is served, else the first that is. Raises RecordInvalid."""
    served = policy_for(clock.now()).channels[Channel.TICKET].languages
    given = bodies.text_of(values, "locale")
    if given:
        named = Language.of_locale(given[:20])
        if named not in served:
            raise RecordInvalid(locale=_known_words(served))
        return named
    own = request.person.language
    return own if own in served else served[0]


def followed_by(values: dict[str, Any], membership: Membership) -> Ticket | None:
    """The ticket that this one goes on from. Raises RecordInvalid for one that is not theirs."""
    given = values.get("via_followup_source_id")
    if given is None:
        return None
    number = number_or_none(str(given)[:20])
    try:
        return ticket_for_customer(membership, number or 0)
    except Http404 as error:
        raise RecordInvalid(via_followup_source_id=_("Not found")) from error


def _list_of(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _named(one: Any, known: Mapping[str, int]) -> int | None:
    """The colleague that a number, an address or an object with either of them names; not one to be taken out."""
    if isinstance(one, dict):
        if one.get("action") == "delete":
            return None
        one = next((one[name] for name in ("user_id", "id", "user_email", "email") if one.get(name)), None)
    if isinstance(one, str) and "@" in one:
        return known.get(one.strip().lower())
    number = number_or_none(one) if isinstance(one, str) else one
    return number if type(number) is int and number in known.values() else None


def _text_of(value: Any) -> str:
    """A value as a form would send it; of a checkbox that is not ticked nothing. Raises RecordInvalid."""
    if value is None or value is False:
        return ""
    if value is True:
        return YES
    if not isinstance(value, str | int | float):
        raise RecordInvalid(custom_fields=_("Give a text, a number, true or false as the value."))
    return str(value).strip()


def _known_words(known: Iterable[str]) -> str:
    return _("Give one of %(known)s.") % {"known": ", ".join(known)}
