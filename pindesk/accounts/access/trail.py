"""The audit trail as people read it: who did what to whom, from the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindesk.accounts import words
from pindesk.accounts.models import Account, Agent, Invitation, Person, Team
from pindesk.events.models import Event

Names = Mapping[str, str]


class TrailEntry(NamedTuple):
    """One line of the trail. `at` is aware UTC; `subject` and `actor` are names, or keys of what is gone.

    `subject` is empty where it is who did it.
    """

    number: int
    at: datetime
    actor: str
    subject: str
    words: str


def _person_changed(data: dict[str, Any], names: Names) -> str:
    fields = ", ".join(words.field_words().get(field, field) for field in data["fields"].split())
    return _("was changed: %(fields)s") % {"fields": fields}


def _credentials_changed(data: dict[str, Any], names: Names) -> str:
    what = words.credential_words().get(data["what"], data["what"])
    return _("has new sign-in settings: %(what)s") % {"what": what}


def _member(sentence: Callable[[], str]) -> Callable[[dict[str, Any], Names], str]:
    def say(data: dict[str, Any], names: Names) -> str:
        role = words.member_role_words().get(data.get("role", ""), "")
        return sentence() % {"name": names.get(f"person:{data['person']}", "?"), "role": role}

    return say


def _agent_added(data: dict[str, Any], names: Names) -> str:
    values = {"role": words.role_words()[data["role"]], "languages": words.language_words(data["languages"])}
    return _("became an agent (%(role)s; %(languages)s)") % values


def _agent_changed(data: dict[str, Any], names: Names) -> str:
    what, old, new = data["what"], data["old"], data["new"]
    if what == "is_active":
        return _("is an agent again") if new == "True" else _("is no longer an agent")
    if what == "role":
        return _("has a new role: %(new)s") % {"new": words.role_words()[new]}
    if what == "keys":
        return _("uses single letters as shortcuts") if new == "True" else _("uses no single letters as shortcuts")
    if what == "languages":
        return _("now answers in %(new)s") % {"new": words.language_words(new)}
    named = {code: ", ".join(names.get(f"code:{one}", one) for one in code.split()) for code in (old, new)}
    return _("is now in the teams: %(new)s") % {"new": named[new]} if new else _("is in no team any longer")


def _presence(data: dict[str, Any], names: Names) -> str:
    return _("has a new presence: %(presence)s") % {"presence": words.presence_words()[data["presence"]]}


def _invited(data: dict[str, Any], names: Names) -> str:
    roles = words.role_words() | words.member_role_words()
    return _("was invited (%(role)s)") % {"role": roles.get(data["role"], data["role"])}


def _company_changed(data: dict[str, Any], names: Names) -> str:
    if data["what"] == "file_limits":
        megabytes, files = data["new"].split()
        sentence = ngettext(
            "takes up to %(files)s file of %(megabytes)s MB with a message",
            "takes up to %(files)s files of %(megabytes)s MB with a message",
            int(files),
        )
        return sentence % {"files": files, "megabytes": megabytes}
    if data["new"] == "True":
        return _("asks every agent for a second step at sign-in")
    return _("asks no longer for a second step at sign-in")


def _plain(sentence: Callable[[], str]) -> Callable[[dict[str, Any], Names], str]:
    return lambda data, names: sentence() % data


# What is said of a kind, after the name of what it is about; the data of the event and the names behind keys are given.
WORDS: dict[str, Callable[[dict[str, Any], Names], str]] = {
    "person.signed_in": _plain(lambda: _("signed in")),
    "person.signed_out": _plain(lambda: _("signed out")),
    "person.signed_out_everywhere": _plain(lambda: _("was signed out everywhere")),
    "person.token_created": _plain(lambda: _("has a new API token")),
    "person.token_revoked": _plain(lambda: _("had an API token revoked")),
    "person.added": _plain(lambda: _("was added")),
    "person.changed": _person_changed,
    "person.credentials_changed": _credentials_changed,
    "person.deactivated": _plain(lambda: _("was deactivated")),
    "person.activated": _plain(lambda: _("was activated")),
    "account.created": _plain(lambda: _("was created as %(reference)s")),
    "account.member_added": _member(lambda: _("has a new member: %(name)s (%(role)s)")),
    "account.member_removed": _member(lambda: _("has lost a member: %(name)s")),
    "agent.added": _agent_added,
    "agent.changed": _agent_changed,
    "agent.presence_changed": _presence,
    "team.saved": _plain(lambda: _("was saved as a team")),
    "invitation.sent": _invited,
    "invitation.withdrawn": _plain(lambda: _("is no longer invited")),
    "invitation.accepted": _plain(lambda: _("accepted the invitation")),
    "company.set_up": _plain(lambda: _("was set up")),
    "company.changed": _company_changed,
}


def tell(kind: str, sentence: Callable[[], str]) -> None:
    """Show a kind of another app in the trail too. Its events are staff's; `sentence` may name fields of their data."""
    WORDS[kind] = _plain(sentence)


def audit_trail(*, before: int | None = None, subjects: Iterable[str] = (), limit: int = 50) -> list[TrailEntry]:
    """The newest entries before the one of number `before`, newest first; of some subjects only, if given."""
    events = Event.objects.filter(kind__in=list(WORDS)).order_by("-id")
    if before is not None:
        events = events.filter(id__lt=before)
    if subjects:
        events = events.filter(subject__in=list(subjects))
    rows = list(events.values_list("id", "at", "actor", "subject", "kind", "data")[:limit])
    keys = {key for row in rows for key in row[2:4]} | {f"person:{row[5].get('person', '')}" for row in rows}
    names = _names(keys, has_teams=any(row[5].get("what") == "teams" for row in rows))
    return [
        TrailEntry(number, at, names.get(actor, actor), _about(kind, actor, subject, names), WORDS[kind](data, names))
        for number, at, actor, subject, kind, data in rows
    ]


def _about(kind: str, actor: str, subject: str, names: Names) -> str:
    """Whom or what an entry is about; who accepts an invitation is the person that it invited."""
    return "" if actor == subject or kind == "invitation.accepted" else names.get(subject, subject)


def _names(keys: set[str], *, has_teams: bool) -> dict[str, str]:
    """The names behind keys like `agent:7`, and those of teams by `code:...` when asked for; one query at most."""
    ids: dict[str, list[int]] = {}
    for key in keys:
        kind, _colon, number = key.partition(":")
        if kind in _NAMED and number.isdigit():
            ids.setdefault(kind, []).append(int(number))
    rows = [
        _keyed(_NAMED[kind][0].filter(pk__in=numbers), kind, "pk", _NAMED[kind][1]) for kind, numbers in ids.items()
    ]
    if has_teams:
        rows.append(_keyed(Team.objects.order_by(), "code", "code", "name"))
    found = rows[0].union(*rows[1:], all=True) if rows else []
    names = {f"{kind}:{key}": name for kind, key, name in found}
    fixed = {"system": _("Pindesk"), "company": _("The company"), "billing": _("The billing system")}
    return {**names, **fixed}


def _keyed(rows: QuerySet[Any], kind: str, key: str, name: str) -> QuerySet[Any, Any]:
    columns = {"kind": Value(kind, TextField()), "key": Cast(key, TextField()), "shown": F(name)}
    return rows.annotate(**columns).values_list("kind", "key", "shown")


# The rows behind each kind of key, and which column names them.
_NAMED: dict[str, tuple[QuerySet[Any], str]] = {
    "person": (Person.objects.order_by(), "name"),
    "agent": (Agent.objects.order_by(), "person__name"),
    "account": (Account.objects.order_by(), "name"),
    "team": (Team.objects.order_by(), "name"),
    "invitation": (Invitation.objects.order_by(), "name"),
}
