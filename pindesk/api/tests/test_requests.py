"""A customer's requests over the API: opening, reading, listing, going on with one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from pindesk.accounts.actions import add_membership
from pindesk.accounts.models import Agent, Membership
from pindesk.api.tests.asking import AT, Program
from pindesk.lib import clock
from pindesk.tickets import actions
from pindesk.tickets.models import Message, Participant, Ticket
from tests.asking import a_ticket, assert_constant_queries, queries_of
from tests.cast import FRIDAY_1755, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


@pytest.fixture
def program(alice: Membership) -> Program:
    return Program(alice)


def details(program: Program, values: dict[str, Any], path: str = "requests.json", method: str = "post") -> list[str]:
    response = program.ask(method, path, {"request": values})
    assert (response.status_code, response.json()["error"]) == (422, "RecordInvalid"), response.content
    assert all(words[0]["description"] for words in response.json()["details"].values())
    return list(response.json()["details"])


def test_opening_one_answers_it_and_where_it_is(program: Program, alice: Membership) -> None:
    values = {
        "subject": "  It stays  ",
        "comment": {"body": "Since *eight*."},
        "custom_fields": [{"id": "topic", "value": "sending"}],
        "priority": "urgent",
        "tags": ["x"],
    }
    response = program.ask("post", "requests.json", {"request": values})
    found = response.json()["request"]
    ticket = Ticket.objects.get()
    assert (response.status_code, response["Location"]) == (201, found["url"])
    assert found["url"] == f"http://127.0.0.1/api/v2/requests/{ticket.number}.json"
    assert (found["id"], found["subject"], found["description"]) == (ticket.number, "It stays", "Since *eight*.")
    assert (found["status"], found["requester_id"], found["organization_id"]) == (
        "new",
        alice.person_id,
        alice.account_id,
    )
    assert (found["via"]["channel"], found["can_be_solved_by_me"], found["is_public"]) == ("api", True, True)
    assert found["created_at"] == found["updated_at"] == "2027-07-16T15:55:00Z"
    assert found["custom_fields"] == found["fields"] == [{"id": 4, "value": "sending"}]
    assert (ticket.origin, ticket.topic_id, ticket.priority) == ("api", "sending", "normal")
    assert Message.objects.get().via == "api"


def test_a_comment_that_is_refused_copies_nobody_and_solves_nothing(program: Program, alice: Membership) -> None:
    ticket = a_ticket(alice)
    values = {"comment": {"body": "x" * 30_000}, "collaborators": ["bob@example.com"], "solved": True}
    response = program.ask("put", f"requests/{ticket.number}.json", {"request": values})
    assert response.status_code == 422
    ticket.refresh_from_db()
    assert (ticket.status, Participant.objects.filter(ticket=ticket).count()) == ("received", 1)
    program.send(f"requests/{ticket.number}.json", {"request": {**values, "comment": {"body": "x"}}}, "put")
    ticket.refresh_from_db()
    assert (ticket.status, Participant.objects.filter(ticket=ticket).count()) == ("solved", 2)


@pytest.mark.parametrize("topic", ["topic", 4, "4"])
def test_topic_is_named_by_code_or_number(program: Program, topic: Any) -> None:
    program.open(custom_fields=[{"id": 99, "value": None}, {"id": topic, "value": "invoice"}])
    assert Ticket.objects.get().topic_id == "invoice"


def test_without_a_topic_it_is_about_something_else(program: Program) -> None:
    program.open()
    assert Ticket.objects.get().topic_id == "other"


def test_words_come_from_what_there_is(program: Program) -> None:
    html = "<p>Good day</p><p>It &lt;stays&gt;<br>here</p><script>alert(1)</script>"
    program.send("requests.json", {"request": {"subject": "A", "comment": {"html_body": html}}})
    program.send("requests.json", {"request": {"description": "Only this. " + "x" * 300}})
    first, second = Ticket.objects.order_by("number")
    assert first.messages.get().body == "Good day\nIt <stays>\nhere"
    assert second.subject.startswith("Only this.")
    assert len(second.subject) <= 80


@pytest.mark.parametrize(("locale", "language"), [("fr", "fr"), ("es-ES", "es"), (None, "de")])
def test_language_is_the_one_asked_or_the_persons(bob: Membership, locale: str | None, language: str) -> None:
    Program(bob).open(locale=locale)
    assert Ticket.objects.get().language == language


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({}, ["comment"]),
        ({"subject": "x", "comment": {"body": " \x00 "}}, ["comment"]),
        ({"subject": "x", "comment": ["a"]}, ["comment"]),
        ({"subject": "x", "comment": {"body": 7}}, ["body"]),
        ({"subject": 7, "comment": {"body": "x"}}, ["subject"]),
        ({"subject": "\u202e", "comment": {"body": "x"}}, ["subject"]),
        ({"subject": "x" * 201, "comment": {"body": "x"}}, ["subject"]),
        ({"subject": "x" * 500_000, "comment": {"body": "x"}}, ["subject"]),
        ({"subject": "x", "comment": {"body": "x" * 20_001}}, ["comment"]),
        ({"comment": {"body": "x"}, "custom_fields": "topic"}, ["custom_fields"]),
        ({"comment": {"body": "x"}, "custom_fields": [{"id": "topic", "value": "nonsense"}]}, ["custom_fields"]),
        ({"comment": {"body": "x"}, "custom_fields": [{"id": 4, "value": {"a": 1}}]}, ["custom_fields"]),
        ({"comment": {"body": "x"}, "custom_fields": [{"id": 99, "value": "x"}]}, ["custom_fields"]),
        ({"comment": {"body": "x"}, "locale": "it"}, ["locale"]),
        ({"comment": {"body": "x", "uploads": 7}}, ["uploads"]),
        ({"comment": {"body": "x", "uploads": ["f" * 40]}}, ["uploads"]),
        ({"comment": {"body": "x", "uploads": ["a\x00b", "\ud800"]}}, ["uploads"]),
        ({"comment": {"body": "x"}, "collaborators": ["mallory@example.com"]}, ["collaborators"]),
        ({"comment": {"body": "x"}, "email_ccs": [{"user_email": "m@example.com"}]}, ["collaborators"]),
        ({"comment": {"body": "x"}, "collaborators": [999_999, True, None, [], {}, 1.5]}, ["collaborators"]),
        (
            {"comment": {"body": "x"}, "email_ccs": [{"user_email": "bob@example.com", "action": "delete"}]},
            ["collaborators"],
        ),
        ({"comment": {"body": "x"}, "requester": {"email": "bob@example.com"}}, ["requester"]),
        ({"comment": {"body": "x"}, "requester": "bob@example.com"}, ["requester"]),
        ({"comment": {"body": "x"}, "requester_id": 999_999}, ["requester"]),
        ({"comment": {"body": "x"}, "via_followup_source_id": 999_999}, ["via_followup_source_id"]),
    ],
)
def test_what_cannot_be_taken_is_said_by_field(program: Program, values: dict[str, Any], fields: list[str]) -> None:
    assert details(program, values) == fields
    assert not Ticket.objects.exists()


def test_oneself_may_be_named_as_the_requester(program: Program, alice: Membership) -> None:
    program.open(requester={"name": "Alice", "email": " ALICE@example.com"}, requester_id=str(alice.person_id))
    assert Ticket.objects.get().requester_id == alice.person_id


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"\x00", 400),
        (b"[]", 400),
        (b'"request"', 400),
        (b"null", 400),
        (b'{"request": NaN}', 400),
        (b"[" * 200_000, 400),
        (b'{"request":' * 50_000, 400),
        (b'{"request": ' + b"9" * 5000 + b"}", 400),
        (b"{}", 422),
        (b'{"request": []}', 422),
        (b'{"request": "x"}', 422),
        (b'{"request": {"comment": {"body": "' + b"x" * 1_100_000 + b'"}}}', 413),
    ],
)
def test_what_is_no_object_is_refused_in_one_sentence(program: Program, body: bytes, status: int) -> None:
    number = a_ticket(program.owner).number
    for method, path in (("post", "requests.json"), ("put", f"requests/{number}.json")):
        response = program.ask(method, path, body)
        assert response.status_code == status, response.content
        assert set(response.json()) >= {"error", "description"}


def test_nul_and_halves_of_characters_are_left_out(program: Program) -> None:
    found = program.open("a\x00b", "c\x00d \ud800 e")
    assert (found["subject"], found["description"]) == ("ab", "cd  e")


def test_plan_without_tickets_is_refused(frieda: Membership) -> None:
    values = {"request": {"comment": {"body": "x"}}}
    response = Program(frieda).ask("post", "requests.json", values)
    assert (response.status_code, response.json()["error"]) == (403, "not_offered")
    values["request"]["custom_fields"] = [{"id": "topic", "value": "account_unlock"}]  # type: ignore[assignment]
    assert Program(frieda).ask("post", "requests.json", values).status_code == 201


def test_same_key_twice_gives_the_same_request_and_another_one_another(program: Program) -> None:
    values = {"request": {"subject": "Once", "comment": {"body": "Only once."}}}
    numbers = [
        program.send("requests.json", values, **{"Idempotency-Key": key})["request"]["id"]
        for key in ("order_1", "order_1", "order1", "x" * 500, "x" * 501)
    ]
    assert numbers[0] == numbers[1]
    assert len(set(numbers)) == 4
    assert len({program.send("requests.json", values)["request"]["id"] for _ in range(2)}) == 2


def test_same_key_twice_is_one_comment(program: Program) -> None:
    number = program.open()["id"]
    values = {"request": {"comment": {"body": "More."}}}
    for _ in range(2):
        program.send(f"requests/{number}.json", values, "put", **{"Idempotency-Key": "a"})
    assert Message.objects.count() == 2


def test_same_key_with_a_file_that_is_used_by_then_is_the_same_request(program: Program) -> None:
    token = program.upload()["token"]
    values = {"request": {"subject": "Once", "comment": {"body": "With a file.", "uploads": [token]}}}
    for _ in range(2):
        program.send("requests.json", values, **{"Idempotency-Key": "a"})
    assert Message.objects.get().attachments.count() == 1


@pytest.mark.parametrize(
    ("status", "shown"),
    [("in_progress", "open"), ("waiting", "pending"), ("on_hold", "open"), ("solved", "solved")],
)
def test_status_is_what_customers_read(program: Program, ada: Agent, status: str, shown: str) -> None:
    ticket = a_ticket(program.owner)
    actions.change_status(ticket, to=status, by=ada)
    assert program.get(f"requests/{ticket.number}")["request"]["status"] == shown


def test_what_only_staff_knows_moves_nothing(program: Program, ada: Agent) -> None:
    ticket = a_ticket(program.owner)
    before = program.get(f"requests/{ticket.number}.json")
    with clock.frozen(FRIDAY_1755 + timedelta(hours=1)):
        actions.add_note(ticket, by=ada, body="Secret.")
        actions.assign(ticket, to=ada, by=ada)
        actions.change_priority(ticket, to="high", by=ada)
        actions.change_status(ticket, to="in_progress", by=ada)
        in_progress = program.get(f"requests/{ticket.number}.json")
        actions.change_status(ticket, to="on_hold", by=ada)
    assert before["request"]["updated_at"] == "2027-07-16T15:55:00Z"
    with clock.frozen(FRIDAY_1755 + timedelta(hours=2)):
        assert program.get(f"requests/{ticket.number}.json") == in_progress


def test_comment_is_added_and_solves_when_asked(program: Program) -> None:
    number = program.open()["id"]
    assert program.say(number, "More.")["status"] == "new"
    assert program.say(number, "It works.", solved=True)["status"] == "solved"
    assert [row.via for row in Message.objects.all()] == ["api"] * 3
    assert Ticket.objects.get().status == "solved"


def test_solving_needs_no_comment_and_a_comment_opens_again(program: Program) -> None:
    number = program.open()["id"]
    solved = program.send(f"requests/{number}.json", {"request": {"solved": True}}, "put")["request"]
    assert (solved["status"], solved["can_be_solved_by_me"]) == ("solved", False)
    assert program.say(number, "Not yet.")["status"] == "open"
    assert program.send(f"requests/{number}", {"request": {}}, "put")["request"]["status"] == "open"


@pytest.mark.parametrize("values", [{"comment": {"body": "More."}}, {"solved": True}])
def test_closed_one_takes_nothing_more(program: Program, values: dict[str, Any]) -> None:
    ticket = a_ticket(program.owner)
    actions.solve(ticket, by=program.owner.person)
    actions.close_solved(now=FRIDAY_1755 + timedelta(days=15))
    found = program.get(f"requests/{ticket.number}.json")["request"]
    assert (found["status"], found["can_be_solved_by_me"]) == ("closed", False)
    assert details(program, values, f"requests/{ticket.number}.json", "put") == ["status"]


def test_follow_up_names_what_it_follows(program: Program) -> None:
    first = program.open()["id"]
    assert program.open(via_followup_source_id=first)["followup_source_id"] == first


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"comment": {"body": " "}}, ["comment"]),
        ({"comment": {"body": "x" * 20_001}}, ["comment"]),
        ({"comment": {"body": "x", "uploads": ["f" * 40]}}, ["uploads"]),
        ({"comment": {"body": "x"}, "requester": {"email": "bob@example.com"}}, ["requester"]),
        ({"comment": {"body": "x"}, "additional_collaborators": [999_999]}, ["collaborators"]),
    ],
)
def test_comment_that_cannot_be_taken(program: Program, values: dict[str, Any], fields: list[str]) -> None:
    number = a_ticket(program.owner).number
    assert details(program, values, f"requests/{number}.json", "put") == fields
    assert Message.objects.count() == 1


def test_request_of_others_is_as_if_it_were_not_there(cast: Cast) -> None:
    number = a_ticket(cast.alice).number
    for other in (cast.bob, cast.mallory):
        program = Program(other)
        answers = [
            program.ask("get", f"requests/{number}.json"),
            program.ask("get", "requests/999999.json"),
            program.ask("get", "requests/99999999999999999999999.json"),
            program.ask("put", f"requests/{number}.json", {"request": {"comment": {"body": "x"}}}),
            program.ask("get", f"requests/{number}/comments.json"),
            program.ask("get", f"requests/{number}/comments/{Message.objects.get().pk}.json"),
        ]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.content for answer in answers}) == 1
        assert program.get("requests.json")["requests"] == []
    assert Message.objects.count() == 1


def test_token_of_one_account_sees_nothing_of_another(cast: Cast) -> None:
    second = add_membership(cast.mallory.account, cast.alice.person)
    here, there = Program(cast.alice), Program(second)
    number = here.open()["id"]
    assert there.status(f"requests/{number}.json") == 404
    assert there.get("requests.json")["count"] == 0


def test_who_is_copied_reads_it_too(cast: Cast) -> None:
    ticket = a_ticket(cast.alice)
    Participant.objects.create(ticket=ticket, person=cast.bob.person, role="copy", reply_key="k")
    program = Program(cast.bob)
    assert program.get(f"requests/{ticket.number}")["request"]["collaborator_ids"] == [cast.bob.person_id]
    assert [row["id"] for row in program.get("requests/ccd.json")["requests"]] == [ticket.number]
    assert Program(cast.alice).get("requests/ccd.json")["requests"] == []


@pytest.mark.parametrize("form", ["{email}", "{id}", {"email": "BOB@example.com"}, {"user_id": "{id}"}])
def test_colleagues_are_copied_by_number_or_address(cast: Cast, form: Any) -> None:
    person = cast.bob.person

    def named(text: Any) -> Any:
        return text.format(email=person.email, id=person.pk) if isinstance(text, str) else text

    who = {name: named(value) for name, value in form.items()} if isinstance(form, dict) else named(form)
    program = Program(cast.alice)
    assert program.open(collaborators=[who])["collaborator_ids"] == [person.pk]
    later = program.open()["id"]
    assert program.say(later, "Bob knows more.", email_ccs=[who, cast.alice.person_id])["email_cc_ids"] == [person.pk]
    assert program.say(later, "Again.", email_ccs=[who])["email_cc_ids"] == [person.pk]


def test_who_is_copied_copies_nobody(cast: Cast) -> None:
    ticket = a_ticket(cast.alice, copies=[cast.bob.person_id])
    body = {"request": {"collaborators": [cast.alice.person_id], "comment": {"body": "x"}}}
    response = Program(cast.bob).ask("put", f"requests/{ticket.number}.json", body)
    assert (response.status_code, response.json()["error"]) == (403, "copies_not_yours")
    assert Message.objects.count() == 1


def numbers(program: Program, path: str = "requests.json", **query: Any) -> list[int]:
    return [row["id"] for row in program.get(path, **query)["requests"]]


@pytest.fixture
def three(program: Program, ada: Agent) -> list[int]:
    """New, waiting, solved; the first moved last."""
    found = []
    for hours, status in enumerate((None, "waiting", "solved")):
        with clock.frozen(FRIDAY_1755 + timedelta(hours=hours)):
            ticket = a_ticket(program.owner, subject=f"Number {hours}")
            if status:
                actions.change_status(ticket, to=status, by=ada)
            found.append(ticket.number)
    with clock.frozen(FRIDAY_1755 + timedelta(hours=9)):
        actions.reply(Ticket.objects.get(pk=found[0]), by=program.owner.person, body="A needle in it.")
    return found


def test_lists_by_status(program: Program, three: list[int]) -> None:
    first, second, third = three
    assert numbers(program) == three
    assert numbers(program, "requests/open.json") == [first, second]
    assert numbers(program, "requests/solved.json") == [third]
    assert numbers(program, status="pending,solved") == [second, third]
    assert numbers(program, status="hold") == []


def test_lists_in_the_order_asked(program: Program, three: list[int]) -> None:
    first, second, third = three
    assert numbers(program, sort_by="updated_at", sort_order="desc") == [first, third, second]
    assert numbers(program, sort="-updated_at") == [first, third, second]
    assert numbers(program, sort_order="desc") == [third, second, first]


def test_pages_by_number_and_by_cursor_lead_on(program: Program, three: list[int]) -> None:
    page = program.get("requests.json", per_page=2, status="new,pending,solved")
    assert (page["count"], [row["id"] for row in page["requests"]]) == (3, three[:2])
    assert numbers(program, page["next_page"]) == three[2:]
    page = program.get("requests.json", **{"page[size]": 2})
    assert page["meta"]["has_more"]
    assert numbers(program, page["links"]["next"]) == three[2:]


def test_search_looks_into_subjects_replies_and_numbers(program: Program, three: list[int], ada: Agent) -> None:
    actions.add_note(Ticket.objects.get(pk=three[1]), by=ada, body="Haystack")
    path = "requests/search.json"
    assert numbers(program, path, query="NEEDLE number") == three[:1]
    assert numbers(program, path, query=str(three[1])) == three[1:2]
    assert numbers(program, path, query="haystack") == []
    assert numbers(program, path, query="100%_") == []


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("requests.json", {"page": "-1"}),
        ("requests.json", {"page[after]": "x"}),
        ("requests.json", {"per_page": "0"}),
        ("requests.json", {"status": "x" * 10_000}),
        ("requests.json", {"sort_by": "subject"}),
        ("requests.json", {"sort": "-id,x"}),
        ("requests.json", {"sort_order": "up"}),
        ("requests/search.json", {}),
        ("requests/search.json", {"query": "\x00"}),
        ("requests/search.json", {"query": "x" * 10_240}),
        ("requests/search.json", {"query": "a b c d e f g h i j k l m n o p q r s t"}),
        ("requests/{number}/comments.json", {"sort_order": "\x00"}),
    ],
)
def test_bad_parameters_are_named(program: Program, path: str, query: dict[str, str]) -> None:
    path = path.format(number=a_ticket(program.owner).number)
    response = program.client.get(AT + path, query)
    assert (response.status_code, response.json()["error"]) == (400, "InvalidParameters")
    assert len(response.json()["details"]) == 1


@pytest.mark.parametrize(
    ("path", "method", "allowed"),
    [
        ("requests.json", "delete", "GET, HEAD, POST"),
        ("requests/1001.json", "post", "GET, HEAD, PUT"),
        ("requests/1001/comments.json", "post", "GET, HEAD"),
        ("uploads.json", "get", "POST"),
        ("users/me", "put", "GET, HEAD"),
    ],
)
def test_other_methods_are_named(program: Program, path: str, method: str, allowed: str) -> None:
    response = program.ask(method, path)
    assert (response.status_code, response["Allow"]) == (405, allowed)


def test_who_has_the_answer_already_gets_no_second(program: Program) -> None:
    first = program.ask("get", "requests.json")
    assert first["Cache-Control"].startswith("private")
    assert program.ask("get", "requests.json", **{"If-None-Match": first["ETag"]}).status_code == 304


def test_queries_do_not_grow_with_the_rows(program: Program) -> None:
    assert_constant_queries(program.client, f"{AT}requests.json?per_page=100", lambda: a_ticket(program.owner))
    number = Ticket.objects.first().number  # type: ignore[union-attr]
    assert queries_of(program.client, f"{AT}requests/{number}.json") <= 4


def test_fields_have_numbers_and_the_topic_its_choices(program: Program, bob: Membership) -> None:
    found = {field["key"]: field for field in program.get("ticket_fields.json")["ticket_fields"]}
    topic = found["topic"]
    assert (topic["id"], topic["type"], topic["required_in_portal"]) == (4, "tagger", True)
    assert [(one["name"], one["value"]) for one in topic["custom_field_options"]][0] == ("Sending", "sending")
    assert all(isinstance(field["id"], int) for field in found.values())
    assert program.get("ticket_fields/4.json")["ticket_field"] == topic
    assert program.status("ticket_fields/5.json") == 404
    assert Program(bob).get("ticket_fields/4")["ticket_field"]["custom_field_options"][0]["name"] == "Versand"


def test_html_that_breaks_no_line_is_read_at_once(program: Program) -> None:
    html = f"<br{' ' * 150_000}"
    comment = {"body": "", "html_body": html}
    answer = program.ask("post", "requests.json", {"request": {"subject": "A", "comment": comment}})
    assert answer.status_code == 422
    assert not Ticket.objects.exists()
