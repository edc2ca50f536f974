"""The audit trail as people read it: who did what to whom, from the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from pindesk.accounts.models import Account, Agent, Invitation, Person, Team
from pindesk.events.models import Event


class TrailEntry(NamedTuple):
    """One line of the trail. `at` is aware UTC; `subject` and `actor` are names, or keys of what is gone."""

    number: int
    at: datetime
    actor: str
    subject: str
    words: str


# What is said of a kind; the data of the event is at hand as `%(field)s`.
WORDS: dict[str, Callable[[], str]] = {
    "person.signed_in": lambda: _("signed in"),
    "person.signed_out": lambda: _("signed out"),
    "person.signed_out_everywhere": lambda: _("was signed out everywhere"),
    "person.added": lambda: _("was added"),
    "person.changed": lambda: _("was changed: %(fields)s"),
    "person.credentials_changed": lambda: _("has new sign-in settings: %(what)s"),
    "person.deactivated": lambda: _("was deactivated"),
    "person.activated": lambda: _("was activated"),
    "account.created": lambda: _("was created as %(reference)s"),
    "account.member_added": lambda: _("has a new member (%(role)s)"),
    "account.member_removed": lambda: _("has a member less"),
    "agent.added": lambda: _("became an agent (%(role)s; %(languages)s)"),
    "agent.changed": lambda: _("%(what)s changed from %(old)s to %(new)s"),
    "agent.presence_changed": lambda: _("is now %(presence)s"),
    "team.saved": lambda: _("team was saved"),
    "invitation.sent": lambda: _("was invited (%(role)s)"),
    "invitation.withdrawn": lambda: _("is no longer invited"),
    "invitation.accepted": lambda: _("accepted the invitation"),
    "company.set_up": lambda: _("was set up"),
    "company.changed": lambda: _("%(what)s is now %(new)s"),
}


def audit_trail(*, before: int | None = None, subjects: Iterable[str] = (), limit: int = 50) -> list[TrailEntry]:
    """The newest entries before the one of number `before`, newest first; of some subjects only, if given."""
    events = Event.objects.filter(kind__in=list(WORDS)).order_by("-id")
    if before is not None:
        events = events.filter(id__lt=before)
    if subjects:
        events = events.filter(subject__in=list(subjects))
    rows = list(events.values_list("id", "at", "actor", "subject", "kind", "data")[:limit])
    names = _names({key for row in rows for key in row[2:4]})
    return [
        TrailEntry(number, at, names.get(actor, actor), names.get(subject, subject), _said(kind, data))
        for number, at, actor, subject, kind, data in rows
    ]


def _said(kind: str, data: dict[str, Any]) -> str:
    return WORDS[kind]() % data


def _names(keys: set[str]) -> dict[str, str]:
    """The names behind keys like `agent:7`, one query for each kind of key."""
    ids: dict[str, list[int]] = {}
    for key in keys:
        kind, _colon, number = key.partition(":")
        if number.isdigit():
            ids.setdefault(kind, []).append(int(number))
    sources = {
        "person": Person.objects.values_list("pk", "name"),
        "agent": Agent.objects.values_list("pk", "person__name"),
        "account": Account.objects.values_list("pk", "name"),
        "team": Team.objects.values_list("pk", "name"),
        "invitation": Invitation.objects.values_list("pk", "name"),
    }
    found = {
        f"{kind}:{pk}": name
        for kind, numbers in ids.items()
        if kind in sources
        for pk, name in sources[kind].filter(pk__in=numbers)
    }
    return {**found, "system": _("Pindesk"), "company": _("The company")}
