"""What customers say in the fields of a topic: checked when they send it, and put into words where it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import islice
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator, validate_email
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindesk.availability.fields import CODE, MAX_CHARS, Kind, TopicField
from pindesk.availability.policy import TopicPolicy
from pindesk.lib.cards import holds_card_number
from pindesk.lib.text import clean_line, clean_text, is_far_longer
from pindesk.ui import formats

PREFIX = "field."
ANSWERS_MAX = 40  # of one form: what it asks, and what was typed for topics chosen before
YES = "1"
_TICKED = {YES, "on", "true", "yes"}
_EARLIEST, _LATEST = 1900, 2100
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
# As people write them, with points, commas or spaces between the digits: which is which depends on the language.
_NUMBER = re.compile(r"[+-]?\d+(?:[ .,'’\u00a0\u202f]\d+)*", re.ASCII)
_LAST_FOUR = re.compile(r"\d{4}", re.ASCII)
_AROUND_DOMAIN = re.compile(r"^[a-z][a-z+.-]*://|^.*@|[/?#:].*$|\.$", re.IGNORECASE)
_is_domain = DomainNameValidator(accept_idna=True)


class Checked(NamedTuple):
    """A value as it is kept, "" for none; or in one sentence of the active language why it cannot be taken."""

    value: str
    problem: str = ""


class Told(NamedTuple):
    """One thing that a customer said, in the words of a reader."""

    name: str
    value: str
    is_long: bool = False


def answers_in(data: Mapping[str, str]) -> dict[str, str]:
    """What a form, or a draft of it, holds for fields of topics, as typed, by code; blank ones are left out.

    Names that no field can have are no fields of ours; of the others the first forty count.
    """
    codes = (name.removeprefix(PREFIX) for name in data if name.startswith(PREFIX) and str(data[name]).strip())
    return {code: str(data[PREFIX + code]) for code in islice(filter(CODE.fullmatch, codes), ANSWERS_MAX)}


def check(field: TopicField, typed: str) -> Checked:
    """Clean what was typed and look whether the field can take it."""
    limit = MAX_CHARS[field.kind]
    if is_far_longer(typed, limit):
        return Checked("", _too_long(len(typed), limit))
    text = (clean_text if field.kind == Kind.TEXT else clean_line)(typed)
    if not text:
        return Checked("", _missing(field) if field.is_required else "")
    if len(text) > limit:
        return Checked("", _too_long(len(text), limit))
    if holds_card_number(text):
        return Checked("", card_sentence())
    return _CHECKS.get(field.kind, _any)(field, text)


def check_all(fields: Iterable[TopicField], typed: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The values to keep and the problems, both by code; what is not among the fields is not looked at."""
    found = {field.code: check(field, typed.get(field.code, "")) for field in fields}
    values = {code: checked.value for code, checked in found.items() if checked.value}
    return values, {code: checked.problem for code, checked in found.items() if checked.problem}


def told(answers: Mapping[str, str], topic: str, topics: Mapping[str, TopicPolicy], language: str) -> list[Told]:
    """What was said, in the order in which the topic asks; after it what only other topics ask, then what none does."""
    return [_told(code, answers[code], known, language) for code, known in known_fields(answers, topic, topics)]


def known_fields(
    codes: Iterable[str], topic: str, topics: Mapping[str, TopicPolicy]
) -> list[tuple[str, TopicField | None]]:
    """Each code with the field that it names: the topic's own in its order, then another topic's, then None."""
    wanted = set(codes)
    own = topics[topic].fields if topic in topics else ()
    others = (field for each in topics.values() for field in each.fields)
    found: dict[str, TopicField | None] = {}
    for field in (*own, *others):
        if field.code in wanted:
            found.setdefault(field.code, field)
    return [*found.items(), *((code, None) for code in sorted(wanted - found.keys()))]


def plain_name(code: str) -> str:
    """A name for a field that no topic has any more."""
    return code.replace("_", " ").capitalize()


def card_sentence() -> str:
    return _("This looks like a whole card number. Never write one to us: the last four digits are enough.")


def _told(code: str, value: str, field: TopicField | None, language: str) -> Told:
    if field is None:
        return Told(plain_name(code), value, is_long=len(value) > MAX_CHARS[Kind.LINE])
    return Told(field.name(language), said(field, value, language), is_long=field.kind == Kind.TEXT)


def said(field: TopicField, value: str, language: str) -> str:
    """A kept value as people read it; one that the field could not have been given is shown as it is."""
    if field.kind == Kind.CHOICE:
        choice = field.choice(value)
        return choice.name(language) if choice else value
    if field.kind == Kind.CHECKBOX and value == YES:
        return _("Yes")
    if field.kind == Kind.DATE and (day := _day(value)):
        return formats.date_of(day, language)
    return value


def _too_long(length: int, limit: int) -> str:
    over = length - limit
    sentence = ngettext(
        "This is %(over)s character too long. %(limit)s fit.",
        "This is %(over)s characters too long. %(limit)s fit.",
        over,
    )
    return sentence % {"over": over, "limit": limit}


def _missing(field: TopicField) -> str:
    if field.kind == Kind.CHOICE:
        return _("Choose what fits best.")
    if field.kind == Kind.CHECKBOX:
        return _("Tick this box to go on.")
    return _("Fill this in: without it, we would have to ask you first.")


def _any(field: TopicField, text: str) -> Checked:
    return Checked(text)


def _choice(field: TopicField, text: str) -> Checked:
    return Checked(text) if field.choice(text) else Checked("", _("Choose one of the values in the list."))


def _date(field: TopicField, text: str) -> Checked:
    if not _DAY.fullmatch(text):
        return Checked("", _("Write the date as year-month-day, such as 2027-03-28."))
    day = _day(text)
    return Checked(day.isoformat()) if day else Checked("", _("There is no such day in the calendar."))


def _day(text: str) -> date | None:
    parts = _DAY.fullmatch(text)
    if not parts or not _EARLIEST <= int(parts[1]) <= _LATEST:
        return None
    try:
        return date(*map(int, parts.groups()))
    except ValueError:
        return None


def _number(field: TopicField, text: str) -> Checked:
    return Checked(text) if _NUMBER.fullmatch(text) else Checked("", _("Write a number in digits, such as 250."))


def _email(field: TopicField, text: str) -> Checked:
    address = text.removeprefix("mailto:").removeprefix("<").removesuffix(">")
    try:
        validate_email(address)
    except ValidationError:
        return Checked("", _("Write one e-mail address, such as ana@example.com."))
    return Checked(address)


def _domain(field: TopicField, text: str) -> Checked:
    """The name alone, of an address of a page or of a mail, too."""
    name = text
    for _part in range(3):
        name = _AROUND_DOMAIN.sub("", name).strip().lower()
    try:
        _is_domain(name)
    except ValidationError:
        return Checked("", _("Write the domain alone, such as news.example.com."))
    return Checked(name)


def _last_four(field: TopicField, text: str) -> Checked:
    return (
        Checked(text) if _LAST_FOUR.fullmatch(text) else Checked("", _("Write the last four digits, and only those."))
    )


def _checkbox(field: TopicField, text: str) -> Checked:
    return Checked(YES) if text in _TICKED else Checked("", _("Choose one of the values in the list."))


_CHECKS: Mapping[str, Callable[[TopicField, str], Checked]] = {
    Kind.CHOICE: _choice,
    Kind.DATE: _date,
    Kind.NUMBER: _number,
    Kind.EMAIL: _email,
    Kind.DOMAIN: _domain,
    Kind.LAST_FOUR: _last_four,
    Kind.CHECKBOX: _checkbox,
}
