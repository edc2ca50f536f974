"""Files on an agent's desk: previews made by us, and what was sent, to be saved only."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pindesk.accounts.models import Membership
from pindesk.files.tests.pictures import a_picture
from pindesk.tickets import actions
from pindesk.tickets.actions.attaching import hand_in
from pindesk.tickets.models import Attachment
from tests.asking import a_ticket, client_for
from tests.cast import Cast

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
