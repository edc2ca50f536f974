"""The first set-up: opened by one printed link, done once, closed for good."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.http import Http404
from django.utils.crypto import constant_time_compare

from pindesk.accounts import company
from pindesk.accounts.actions.agents import make_agent
from pindesk.accounts.actions.people import add_person
from pindesk.accounts.actions.recording import record_on
from pindesk.accounts.errors import UnknownValue, UnknownZone
from pindesk.accounts.events import CompanySetUp
from pindesk.accounts.models import Agent, Company, Language, Person, language_codes
from pindesk.accounts.rules import clean_name, is_zone
from pindesk.lib import clock

NAMELESS = "Pindesk"  # until the owner has said it


@transaction.atomic
def begin_set_up() -> str:
    """A new token for the link; an earlier one is void. Raises Http404 when the set-up is done."""
    row = _row()
    if row.is_set_up:
        raise Http404
    token = secrets.token_urlsafe(24)
    row.set_up_token_hash = _hash(token)
    row.save(update_fields=["set_up_token_hash"])
    transaction.on_commit(company.forget)
    return token


def check_set_up(token: str) -> Company:
    """The company that is still to be set up. Raises Http404 for a wrong token, or when it is done."""
    row = Company.objects.first()
    if row is None or row.is_set_up or not row.set_up_token_hash:
        raise Http404
    if not constant_time_compare(row.set_up_token_hash, _hash(token)):
        raise Http404
    return row


@transaction.atomic
def finish_set_up(
    token: str,
    *,
    owner_name: str,
    owner_email: str,
    password: str,
    company_name: str,
    languages: Iterable[str],
    zone: str,
    language: str = Language.EN,
    now: datetime | None = None,
) -> Agent:
    """Make the company and its owner, and close the set-up. Records `company.set_up` and the owner's beginnings.

    `zone` is the IANA zone of the opening hours, `languages` those in which customers are served, the first of them the
    default. Plans, topics and teams are the caller's, in the same transaction. Raises Http404 as `check_set_up`,
    ValidationError for a weak password, BadAddress, BadName, UnknownZone, UnknownValue.
    """
    at = now or clock.now()
    Company.objects.select_for_update().first()  # two browsers at once: the second waits here, and finds it done
    row = check_set_up(token)
    codes = language_codes(languages)
    if not codes:
        raise UnknownValue
    if not is_zone(zone):
        raise UnknownZone
    validate_password(password, Person(email=owner_email, name=owner_name))
    row.name, row.languages, row.zone = clean_name(company_name), codes, zone
    row.set_up_at, row.set_up_token_hash = at, ""
    row.save()
    owner = add_person(email=owner_email, name=owner_name, language=language, now=at)
    owner.set_password(password)
    owner.save(update_fields=["password"])
    agent = make_agent(owner, role=Agent.Role.OWNER, languages=codes, by=owner, now=at)
    record_on("company", CompanySetUp(), by=agent, at=at)
    transaction.on_commit(company.forget)
    return agent


def _row() -> Company:
    codes = list(Language.values)
    row, _ = Company.objects.select_for_update().get_or_create(pk=1, defaults={"name": NAMELESS, "languages": codes})
    return row


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
