"""What a new ticket says in the fields of its topic: checked by the action, whoever calls it."""

from __future__ import annotations

from typing import Any

import pytest

from pindesk.accounts.models import Membership
from pindesk.availability.models import Topic
from pindesk.tickets.access import draft_of
from pindesk.tickets.actions import save_draft
from pindesk.tickets.errors import FieldsNotTaken, TextTooLong, UnknownField
from pindesk.tickets.models import Draft, Message, Ticket
from tests.asking import a_ticket
from tests.cast import Cast
from tests.topics import BOUNCE, CARD_END, DOMAIN, REASON, SINCE, ask

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def topics(cast: Cast) -> None:
    ask("deliverability", [DOMAIN, SINCE, BOUNCE])
    ask("invoice", [REASON, CARD_END])


def opened(member: Membership, **fields: str) -> Ticket:
    return a_ticket(member, topic="deliverability", fields=fields)


def test_it_is_kept_clean_by_code(alice: Membership) -> None:
    ticket = opened(alice, domain=" https://News.Example.com/ ", since="2027-7-1", bounce="")
    ticket.refresh_from_db()
    assert ticket.fields == {"domain": "news.example.com", "since": "2027-07-01"}


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        ({}, {"domain"}),
        ({"domain": " \x00"}, {"domain"}),
        ({"domain": "x" * 10_000}, {"domain"}),
        ({"domain": "a.example", "since": "2027-02-31"}, {"since"}),
        ({"domain": "no", "since": "soon", "bounce": "b" * 10_000}, {"domain", "since", "bounce"}),
        ({"domain": "a.example", "bounce": "4111 1111 1111 1111"}, {"bounce"}),
    ],
)
def test_what_is_missing_or_wrong_is_refused_by_name_and_nothing_is_written(
    alice: Membership, fields: dict[str, str], problems: set[str]
) -> None:
    with pytest.raises(FieldsNotTaken) as caught:
        opened(alice, **fields)
    assert caught.value.problems.keys() == problems
    assert all(caught.value.names[code] in str(caught.value) for code in problems)
    assert not Ticket.objects.exists() and not Message.objects.exists()


@pytest.mark.parametrize("code", ["forged", "reason", "Domain", "x" * 5000, "a\x00"])
def test_a_field_that_the_topic_does_not_have_is_refused_not_dropped(alice: Membership, code: str) -> None:
    with pytest.raises(UnknownField) as caught:
        opened(alice, domain="a.example", **{code: "x"})
    assert (caught.value.field, caught.value.status) == (code[:80], 400)
    assert not Ticket.objects.exists()


def test_a_forged_choice_is_refused(alice: Membership) -> None:
    with pytest.raises(FieldsNotTaken):
        a_ticket(alice, topic="invoice", fields={"reason": "everything"})
    assert a_ticket(alice, topic="invoice", fields={"reason": "twice"}).fields == {"reason": "twice"}


def test_where_nobody_was_asked_nothing_is_missing_and_what_is_wrong_still_is(alice: Membership) -> None:
    for origin in ("mail", "phone", "chat", "workspace"):
        assert a_ticket(alice, topic="deliverability", origin=origin).fields == {}
    with pytest.raises(FieldsNotTaken):
        a_ticket(alice, topic="deliverability", origin="api")
    with pytest.raises(FieldsNotTaken):
        a_ticket(alice, topic="deliverability", origin="mail", fields={"domain": "no"})


def test_fields_as_they_are_now_count_not_those_of_a_moment_ago(alice: Membership) -> None:
    ask("deliverability", [SINCE])
    with pytest.raises(UnknownField):
        opened(alice, domain="a.example")
    Topic.objects.filter(code="deliverability").update(fields=[{"kind": "of a newer release"}])
    assert opened(alice).fields == {}


def drafted(alice: Membership, **typed: Any) -> dict[str, str]:
    save_draft(alice.person, "ticket", {name.replace("__", "."): value for name, value in typed.items()})
    draft = draft_of(alice.person, "ticket")
    return draft.data if draft else {}


def test_a_draft_keeps_what_is_typed_in_any_field_of_any_topic(alice: Membership) -> None:
    typed = drafted(alice, topic="invoice", field__domain=" a.example\x00", field__gone="kept", client_id="x")
    assert typed == {"topic": "invoice", "field.domain": "a.example", "field.gone": "kept"}


def test_a_field_alone_is_a_draft_and_blank_ones_are_none(alice: Membership) -> None:
    assert drafted(alice, field__since="2027-07-01") == {"field.since": "2027-07-01"}
    assert drafted(alice, topic="api", language="fr", field__since="  ") == {}
    assert not Draft.objects.exists()


def test_forged_fields_by_the_hundred_are_not_kept(alice: Membership) -> None:
    forged: dict[str, Any] = {f"field__f{place}": "x" for place in range(900)}
    typed = drafted(alice, body="Words", **forged, **{"field__" + "y" * 41: "x", "field__A b": "x"})
    assert typed["body"] == "Words"
    assert len(typed) == 41
    with pytest.raises(TextTooLong):
        drafted(alice, **{f"field__g{place}": "x" * 10_000 for place in range(40)})


def test_a_card_number_is_not_kept_in_a_draft(alice: Membership) -> None:
    typed = drafted(alice, body="Words", field__card_end="4111 1111 1111 1111", field__domain="a.example")
    assert typed == {"body": "Words", "field.domain": "a.example"}
