"""Files on an agent's desk: previews made by us, and what was sent, to be saved only."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pindesk.accounts.models import Membership
from pindesk.files.actions import remove_stale_uploads
from pindesk.files.models import Upload
from pindesk.files.rules import limits
from pindesk.files.tests.pictures import a_picture
from pindesk.lib import clock
from pindesk.tickets import actions
from pindesk.tickets.actions.attaching import hand_in
from pindesk.tickets.models import Attachment
from tests.asking import a_ticket, client_for
from tests.cast import FRIDAY_1755, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(friday: None, alice: Membership) -> Attachment:
    """A screenshot in Alice's ticket."""
    files = hand_in([], [SimpleUploadedFile("screen.png", a_picture())], by=alice.person)
    actions.reply(a_ticket(alice), by=alice.person, body="See this.", uploads=files.tokens)
    return Attachment.objects.get()


def test_an_agent_sees_files_and_saves_them(picture: Attachment, cast: Cast) -> None:
    client, address = client_for(cast.ada), f"/workspace/tickets/{picture.message.ticket_id}/"
    page = client.get(address).text
    assert f"{address}files/{picture.key}" in page and "screen.png" in page
    assert client.get(f"{address}files/{picture.key}")["Content-Disposition"].startswith("attachment")
    assert client.get(f"{address}files/{picture.key}/preview")["Content-Disposition"].startswith("inline")


def test_a_customer_does_not_reach_it_there(picture: Attachment, alice: Membership) -> None:
    address = f"/workspace/tickets/{picture.message.ticket_id}/files/{picture.key}"
    assert client_for(alice).get(address).status_code == 302


@pytest.mark.parametrize(("kind", "is_shown"), [("replies", True), ("notes", False)])
def test_an_agent_sends_files(friday: None, alice: Membership, cast: Cast, kind: str, is_shown: bool) -> None:
    ticket = a_ticket(alice)
    sent = {"body": "Here.", "client_id": str(uuid4()), "file": [SimpleUploadedFile("steps.txt", b"One. Two.")]}
    assert client_for(cast.ada).post(f"/workspace/tickets/{ticket.number}/{kind}", sent).status_code == 303
    assert Attachment.objects.get().name == "steps.txt"
    page = client_for(alice).get(f"/en/tickets/{ticket.number}/").text
    assert ("steps.txt" in page) is is_shown


def test_what_was_not_taken_comes_back_with_the_words(friday: None, alice: Membership, cast: Cast) -> None:
    ticket = a_ticket(alice)
    sent = {"body": "Run this.", "client_id": str(uuid4()), "file": [SimpleUploadedFile("fix.bat", b"del *")]}
    answer = client_for(cast.ada).post(f"/workspace/tickets/{ticket.number}/replies", sent)
    assert answer.status_code == 422
    assert "Run this." in answer.text and "fix.bat" in answer.text


def test_a_number_that_no_ticket_has_is_not_found(picture: Attachment, cast: Cast) -> None:
    assert client_for(cast.ada).get(f"/workspace/tickets/{10**30}/files/{picture.key}").status_code == 404


def test_files_of_a_draft_are_there_on_another_device(friday: None, alice: Membership, cast: Cast) -> None:
    ticket = a_ticket(alice)
    files = hand_in([], [SimpleUploadedFile(f"{one}.log", one.encode()) for one in ("one", "two")], by=cast.ada)
    address = f"/workspace/drafts/reply:{ticket.number}"
    assert client_for(cast.ada).post(address, {"body": "See", "upload": files.tokens}).status_code == 200
    page = client_for(cast.ada).get(f"/workspace/tickets/{ticket.number}/").text
    assert all(f'value="{token}" checked' in page for token in files.tokens)
    assert "one.log" in page and "two.log" in page
    other = client_for(cast.lin).get(f"/workspace/tickets/{ticket.number}/").text
    assert "one.log" not in other


def test_files_alone_are_a_draft_of_a_note_too(friday: None, alice: Membership, cast: Cast) -> None:
    ticket, client = a_ticket(alice), client_for(cast.ada)
    files = hand_in([], [SimpleUploadedFile("one.log", b"one")], by=cast.ada)
    client.post(f"/workspace/drafts/reply:{ticket.number}", {"body": "", "kind": "note", "upload": files.tokens})
    assert "one.log" in client.get(f"/workspace/tickets/{ticket.number}/").text
    client.post(f"/workspace/tickets/{ticket.number}/notes", {"body": "x", "upload": files.tokens})
    assert Attachment.objects.get().name == "one.log"
    assert 'name="upload"' not in client.get(f"/workspace/tickets/{ticket.number}/").text


def test_a_file_of_a_draft_that_is_gone_is_said(friday: None, alice: Membership, cast: Cast) -> None:
    ticket, client = a_ticket(alice), client_for(cast.ada)
    client.post(f"/workspace/drafts/reply:{ticket.number}", {"body": "See", "upload": ["0" * 40]})
    assert "no longer there" in client.get(f"/workspace/tickets/{ticket.number}/").text


def test_files_of_a_draft_somebody_works_at_do_not_end(friday: None, alice: Membership, cast: Cast) -> None:
    ticket, week = a_ticket(alice), timedelta(days=7)
    files = hand_in([], [SimpleUploadedFile("one.log", b"one")], by=cast.ada)
    with clock.frozen(FRIDAY_1755 + week - timedelta(hours=2)):
        client_for(cast.ada).post(f"/workspace/drafts/reply:{ticket.number}", {"body": "x", "upload": files.tokens})
    assert remove_stale_uploads(FRIDAY_1755 + week + timedelta(hours=2)) == 0
    assert remove_stale_uploads(FRIDAY_1755 + 2 * week) == 1


def test_files_that_give_way_are_not_those_of_the_agents_drafts(
    friday: None, alice: Membership, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "WAITING_MAX_UPLOADS", 2)
    client, ticket = client_for(cast.ada), a_ticket(alice)
    kept, left = (
        hand_in([], [SimpleUploadedFile(name, b"1")], by=cast.ada).tokens[0] for name in ("kept.log", "left.log")
    )
    client.post(f"/workspace/drafts/note:{ticket.number}", {"body": "x", "upload": [kept]})
    answer = client.post("/workspace/uploads/", headers={"Tus-Resumable": "1.0.0", "Upload-Length": "5"})
    assert answer.status_code == 201
    waiting = set(Upload.objects.values_list("token", flat=True))
    assert kept in waiting and left not in waiting
