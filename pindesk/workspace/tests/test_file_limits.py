"""How large files may be and how many: leads decide, everybody sends by it, and what was sent stays."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pindesk.accounts import company
from pindesk.accounts.actions import set_file_limits
from pindesk.accounts.models import Agent, Company
from pindesk.events.models import Event
from pindesk.files.rules.limits import MEGABYTE, Limits
from pindesk.tickets import actions
from pindesk.tickets.actions.attaching import hand_in
from pindesk.tickets.models import Attachment
from tests.asking import a_ticket, client_for, queries_of
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
PAGE = "/workspace/files/"
TUS = {"Tus-Resumable": "1.0.0", "Accept": "application/json"}


def saved() -> tuple[int, int]:
    return Company.objects.values_list("file_max_megabytes", "files_max").get()


def decide(megabytes: int, files: int, by: Agent) -> None:
    set_file_limits(Limits(megabytes, files), by=by)
    company.forget()  # as the commit does


def a_file(name: str = "a.log", body: bytes = b"12345") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body)


def test_a_lead_decides_and_the_trail_says_who(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    client = client_for(cast.lin)
    assert 'value="50"' in client.get(PAGE).text
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(PAGE, {"megabytes": " 80 ", "files": "1"})
    page = client.get(answer["Location"]).text
    assert "It is saved." in page and 'value="80"' in page
    assert saved() == (80, 1)
    trail = client.get("/workspace/audit/").text
    assert "takes up to 1 file of 80 MB with a message" in trail and cast.lin.person.name in trail


def test_the_same_again_is_no_news(cast: Cast) -> None:
    for _ in range(2):
        client_for(cast.lin).post(PAGE, {"megabytes": "80", "files": "12"})
    assert Event.objects.filter(kind="company.changed").count() == 1


@pytest.mark.parametrize(
    ("megabytes", "files"),
    [("0", "10"), ("501", "10"), ("50", "0"), ("50", "51"), ("-1", "10"), ("1.5", "10"), ("many", "10"), ("", ""),
     ("9" * 5000, "10"), ("²", "10"), ("<b>", "10")],
)  # fmt: skip
def test_impossible_numbers_are_refused_in_words_and_given_back(cast: Cast, megabytes: str, files: str) -> None:
    answer = client_for(cast.lin).post(PAGE, {"megabytes": megabytes, "files": files})
    assert answer.status_code == 400
    assert "A file may have 1 to 500 MB, and a message 1 to 50 files." in answer.text
    assert f'value="{megabytes[:20]}"' in answer.text or megabytes == "<b>"
    assert saved() == (50, 10)


def test_the_smallest_and_the_largest_are_taken(cast: Cast) -> None:
    for limits in (Limits(1, 1), Limits(500, 50)):
        set_file_limits(limits, by=cast.lin)
        assert saved() == tuple(limits)


def test_agents_who_do_not_lead_and_customers_are_kept_out(cast: Cast) -> None:
    for method in ("get", "post"):
        assert getattr(client_for(cast.ada), method)(PAGE).status_code == 403
        assert getattr(client_for(cast.alice), method)(PAGE).status_code == 302
        assert getattr(client_for(), method)(PAGE).status_code == 302
    assert 'href="/workspace/files/"' not in client_for(cast.ada).get("/workspace/plans/").text
    assert 'href="/workspace/files/"' in client_for(cast.lin).get("/workspace/plans/").text
    assert saved() == (50, 10)


def test_the_page_takes_no_other_method_and_few_queries(cast: Cast) -> None:
    assert client_for(cast.lin).put(PAGE).status_code == 405
    assert queries_of(client_for(cast.lin), PAGE) <= 8


def test_files_are_taken_as_decided(cast: Cast) -> None:
    decide(2, 3, cast.lin)
    client = client_for(cast.alice)
    page = client.get("/en/tickets/new").text
    assert 'data-most="3"' in page and 'data-limit="2"' in page and "Up to 3 files of 2 MB." in page
    assert client.options("/en/uploads/")["Tus-Max-Size"] == str(2 * MEGABYTE)
    refused = client.post("/en/uploads/", headers={**TUS, "Upload-Length": str(3 * MEGABYTE)})
    assert (refused.status_code, refused.json()["error"]) == (413, "file_too_large")
    assert "larger than 2 MB" in refused.json()["description"]
    assert client.post("/en/uploads/", headers={**TUS, "Upload-Length": str(2 * MEGABYTE)}).status_code == 201
    ticket = a_ticket(cast.alice)
    sent: dict[str, Any] = {
        "body": "These.",
        "client_id": str(uuid4()),
        "file": [a_file(f"{one}.log") for one in range(4)],
    }
    replies = f"tickets/{ticket.number}/replies"
    for sender, path in ((client, f"/en/{replies}"), (client_for(cast.ada), f"/workspace/{replies}")):
        for file in sent["file"]:
            file.seek(0)
        answer = sender.post(path, sent)
        assert answer.status_code == 413 and "At most 3 files fit into one message." in answer.text
    too_large = a_file("b.log", bytes(2 * MEGABYTE + 1))
    answer = client.post(f"/en/{replies}", {**sent, "file": [too_large]})
    assert answer.status_code == 422 and "larger than 2 MB" in answer.text and "These." in answer.text


def test_a_larger_file_is_taken_once_it_is_let_in(cast: Cast) -> None:
    client = client_for(cast.alice)
    headers = {**TUS, "Upload-Length": str(400 * MEGABYTE)}
    assert client.post("/en/uploads/", headers=headers).status_code == 413
    decide(500, 50, cast.lin)
    assert "Up to 50 files of 500 MB." in client.get("/en/tickets/new").text


def test_what_was_sent_before_stays(cast: Cast) -> None:
    ticket = a_ticket(cast.alice)
    files = hand_in([], [a_file(f"{one}.log", bytes([one]) * 2 * MEGABYTE) for one in range(3)], by=cast.alice.person)
    actions.reply(ticket, by=cast.alice.person, body="Three.", uploads=files.tokens, client_id="once")
    waiting = hand_in([], [a_file("w.log", bytes(2 * MEGABYTE))], by=cast.alice.person)
    decide(1, 1, cast.lin)
    client = client_for(cast.alice)
    page = client.get(f"/en/tickets/{ticket.pk}/").text
    assert page.count("download>") == 3
    file = Attachment.objects.all()[0]
    assert client.get(f"/en/tickets/{ticket.pk}/files/{file.key}").status_code == 200
    again = actions.reply(ticket, by=cast.alice.person, body="Three.", uploads=files.tokens, client_id="once")
    assert again.attachments.count() == 3
    assert actions.reply(ticket, by=cast.alice.person, body="", uploads=waiting.tokens).attachments.count() == 1
