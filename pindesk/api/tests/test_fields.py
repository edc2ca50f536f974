"""What topics ask, over the API: numbers for codes, values as clients send them, and what is missing by field."""

from __future__ import annotations

from typing import Any

import pytest

from pindesk.accounts.models import Membership
from pindesk.api.fields import id_of
from pindesk.api.tests.asking import AT, Program
from pindesk.tickets.models import Ticket
from tests.asking import queries_of
from tests.topics import ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

DOMAIN = {"code": "domain", "kind": "domain", "names": {"en": "Domain", "de": "Domain"}, "is_required": True}
SINCE = {"code": "since", "kind": "date", "names": {"en": "Since"}, "hints": {"en": "The first day."}}
TESTED = {"code": "tested", "kind": "checkbox", "names": {"en": "Tested"}}
COUNT = {"code": "count", "kind": "number", "names": {"en": "How many"}}


def choice(*codes: str) -> dict[str, Any]:
    choices = [{"code": code, "names": {"en": code.title()}} for code in codes]
    return {"code": "reason", "kind": "choice", "names": {"en": "Reason"}, "choices": choices}


@pytest.fixture
def program(alice: Membership) -> Program:
    ask("deliverability", [DOMAIN, SINCE, TESTED, COUNT, choice("spam", "blocked")])
    ask("invoice", [choice("spam", "twice")])
    return Program(alice)


def opened(program: Program, topic: str = "deliverability", **values: Any) -> Any:
    return program.open(custom_fields=rows(topic, values))


def rows(topic: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": "topic", "value": topic}, *({"id": code, "value": value} for code, value in values.items())]


def refused(program: Program, topic: str = "deliverability", **values: Any) -> dict[str, Any]:
    body = {"request": {"comment": {"body": "x"}, "custom_fields": rows(topic, values)}}
    response = program.ask("post", "requests.json", body)
    assert (response.status_code, response.json()["error"]) == (422, "RecordInvalid")
    assert not Ticket.objects.exists()
    return response.json()["details"]


def test_values_are_kept_and_come_back_by_number(program: Program) -> None:
    found = opened(program, domain="news.example.com", since="2027-07-01", tested=True, count=12)
    assert Ticket.objects.get().fields == {
        "domain": "news.example.com", "since": "2027-07-01", "tested": "1", "count": "12",
    }  # fmt: skip
    assert (
        found["custom_fields"]
        == found["fields"]
        == [
            {"id": 4, "value": "deliverability"},
            {"id": id_of("domain"), "value": "news.example.com"},
            {"id": id_of("since"), "value": "2027-07-01"},
            {"id": id_of("tested"), "value": True},
            {"id": id_of("count"), "value": "12"},
            {"id": id_of("reason"), "value": None},
        ]
    )
    assert program.get("requests.json")["requests"] == [found]


def test_field_is_named_by_its_number_too(program: Program) -> None:
    fields = [{"id": 4, "value": "deliverability"}, {"id": id_of("domain"), "value": "example.com"}]
    program.open(custom_fields=[*fields, {"id": id_of("tested"), "value": False}, {"id": "since", "value": ""}])
    assert Ticket.objects.get().fields == {"domain": "example.com"}


def test_what_is_missing_or_wrong_is_said_by_field(program: Program) -> None:
    assert list(refused(program)) == ["domain"]
    assert list(refused(program, domain="no domain", since="yesterday", reason="none")) == ["domain", "since", "reason"]


def test_what_the_topic_does_not_ask_is_not_dropped(program: Program) -> None:
    assert list(refused(program, "sending", domain="example.com")) == ["domain"]
    assert list(refused(program, "sending", nonsense="x")) == ["custom_fields"]


@pytest.mark.parametrize("value", [["a"], {"a": 1}, [[]]])
def test_value_that_no_form_could_send(program: Program, value: Any) -> None:
    assert list(refused(program, domain=value)) == ["custom_fields"]


def test_whole_card_numbers_are_not_taken(program: Program) -> None:
    assert list(refused(program, domain="example.com", reason="4111 1111 1111 1111")) == ["reason"]


def test_numbers_stay_the_same_and_are_exact_in_javascript() -> None:
    assert (id_of("topic"), id_of("domain")) == (4, 267179237182029)
    assert max(id_of(f"field_{number}") for number in range(1000)) < 2**53


def test_fields_say_their_type_choices_and_topics(program: Program) -> None:
    found = {field["key"]: field for field in program.get("ticket_fields.json")["ticket_fields"]}
    assert [(key, field["type"]) for key, field in found.items()] == [
        ("subject", "subject"),
        ("description", "description"),
        ("status", "status"),
        ("topic", "tagger"),
        ("reason", "tagger"),
        ("domain", "text"),
        ("since", "date"),
        ("tested", "checkbox"),
        ("count", "decimal"),
    ]
    assert found["domain"]["topics"] == [{"value": "deliverability", "required": True}]
    assert [one["value"] for one in found["reason"]["custom_field_options"]] == ["spam", "twice", "blocked"]
    assert (found["since"]["title"], found["since"]["description"]) == ("Since", "The first day.")
    assert len({field["id"] for field in found.values()}) == len(found)
    number = found["domain"]["id"]
    assert program.get(f"ticket_fields/{number}.json")["ticket_field"] == found["domain"]


def test_field_called_like_one_of_every_ticket_is_passed_over(program: Program) -> None:
    ask("sending", [{**SINCE, "code": "status"}])
    keys = [field["key"] for field in program.get("ticket_fields.json")["ticket_fields"]]
    assert keys.count("status") == 1


def test_list_costs_the_same_with_fields(program: Program) -> None:
    opened(program, domain="example.com")
    assert queries_of(program.client, f"{AT}requests.json") <= 6
