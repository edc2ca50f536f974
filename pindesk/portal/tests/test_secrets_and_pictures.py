"""What a browser says it found in a file, and pictures in the place of their marks, as customer and agent see them."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pindesk.accounts.models import Membership
from pindesk.files.models import Upload
from pindesk.files.tests.pictures import a_picture
from pindesk.tickets.models import Attachment, Ticket
from tests.asking import a_ticket, client_for
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

LOG = b"GET / 200\n" * 50
PROGRAM = b"MZ" + bytes(58) + (64).to_bytes(4, "little") + b"PE\0\0" + bytes(200)
TUS = {"Tus-Resumable": "1.0.0", "Accept": "application/json"}
PART = "application/offset+octet-stream"


def packed(text: str) -> str:
    return b64encode(text.encode()).decode()


def uploaded(
    client: Client, body: bytes = LOG, name: str = "trace.log", claim: str = "", at: str = "/en/uploads/"
) -> str:
    """The address of a file that was sent in one part, with what the browser says of it."""
    metadata = f"filename {packed(name)}" + (f",secrets {claim}" if claim else "")
    begun = client.post(at, headers={**TUS, "Upload-Length": str(len(body)), "Upload-Metadata": metadata})
    address = str(begun["Location"])
    client.patch(address, body, content_type=PART, headers={**TUS, "Upload-Offset": "0"})
    return address


def replied(client: Client, ticket: Ticket, *uploads: str, body: str = "See this.", at: str = "/en/tickets") -> None:
    tokens = [address.rpartition("/")[2] for address in uploads]
    sent = {"body": body, "client_id": str(uuid4()), "upload": tokens}
    assert client.post(f"{at}/{ticket.number}/replies", sent).status_code == 303


def said(**counts: Any) -> str:
    return packed(json.dumps({kind: {"found": n, "removed": is_removed} for kind, (n, is_removed) in counts.items()}))


def pages(ticket: Ticket, alice: Membership, cast: Cast) -> tuple[str, str]:
    """The ticket as Alice and as Ada read it."""
    return (
        client_for(alice).get(f"/en/tickets/{ticket.number}/").text,
        client_for(cast.ada).get(f"/workspace/tickets/{ticket.number}/").text,
    )


def test_what_was_removed_is_told_to_both(alice: Membership, cast: Cast) -> None:
    client, ticket = client_for(alice), a_ticket(alice)
    replied(client, ticket, uploaded(client, claim=said(cookie=(12, True), token=(1, True))))
    theirs, ours = pages(ticket, alice, cast)
    assert "Removed before sending: 12 cookies, 1 token" in theirs
    assert "Removed in the browser before it was sent: 12 cookies, 1 token" in ours
    assert "Do not forward it" not in ours


def test_an_agent_is_warned_of_what_was_left_in(alice: Membership, cast: Cast) -> None:
    client, ticket = client_for(alice), a_ticket(alice)
    replied(client, ticket, uploaded(client, claim=said(token=(3, False))))
    theirs, ours = pages(ticket, alice, cast)
    assert "Still in this file: 3 tokens. Do not forward it." in ours
    assert "Still in this file: 3 tokens" in theirs and "forward" not in theirs


@pytest.mark.parametrize("claim", ["e30=", "%%%", packed('{"<b>": {"found": 1, "removed": true}}'), "A" * 5000])
def test_a_forged_claim_says_nothing_and_keeps_no_file_out(alice: Membership, claim: str) -> None:
    client, ticket = client_for(alice), a_ticket(alice)
    replied(client, ticket, uploaded(client, claim=claim))
    assert Attachment.objects.get().secrets == {}
    assert "Removed" not in client.get(f"/en/tickets/{ticket.number}/").text


def test_the_answer_to_a_head_can_be_read_with_a_get(alice: Membership, mallory: Membership) -> None:
    client = client_for(alice)
    address = uploaded(client, PROGRAM, "photo.png")
    assert Upload.objects.get().refusal == "executable"
    assert client.head(address, headers=TUS).status_code == 415
    answer = client.get(address, headers=TUS)
    assert answer.status_code == 415 and "Programs, scripts" in answer.json()["description"]
    fine = client.get(uploaded(client), headers=TUS)
    assert (fine.status_code, fine["Upload-Offset"]) == (200, str(len(LOG)))
    gone = client_for(mallory).get(address, headers=TUS)
    assert gone.status_code == 404 and "no longer there" in gone.json()["description"]


def test_the_same_holds_in_the_workspace(alice: Membership, cast: Cast) -> None:
    client, ticket = client_for(cast.ada), a_ticket(alice)
    address = uploaded(client, PROGRAM, "photo.png", at="/workspace/uploads/")
    assert "Programs, scripts" in client.get(address, headers=TUS).json()["description"]
    uploads = uploaded(client, a_picture(), "shot.png", said(key=(1, True)), "/workspace/uploads/")
    replied(client, ticket, uploads, body="Press ![shot.png] here.", at="/workspace/tickets")
    theirs, ours = pages(ticket, alice, cast)
    for page in (theirs, ours):
        assert '<p>Press <a class="shown" href="' in page and 'alt="shot.png"' in page


def test_a_file_that_is_gone_is_said_once(alice: Membership) -> None:
    client, ticket = client_for(alice), a_ticket(alice)
    sent = {"body": "See this.", "client_id": str(uuid4()), "upload": ["0" * 40]}
    opened = {**sent, "topic": "sending", "subject": "Mails stay", "language": "en"}
    for address, form in ((f"/en/tickets/{ticket.number}/replies", sent), ("/en/tickets/new", opened)):
        answer = client.post(address, form)
        assert answer.status_code == 404
        assert answer.text.count("This file is no longer there") == 1
        assert "See this." in answer.text


def test_a_picture_stands_in_the_text_and_not_below_it(alice: Membership, cast: Cast) -> None:
    client, ticket = client_for(alice), a_ticket(alice)
    name = "Bild [1] <b>.png"
    replied(
        client, ticket, uploaded(client, a_picture(), name), uploaded(client), body="Before\n![Bild _1_ _b_.png]\nafter"
    )
    file = Attachment.objects.get(name__startswith="Bild")
    for page, base in zip(pages(ticket, alice, cast), ("/en/tickets", "/workspace/tickets"), strict=True):
        address = f"{base}/{ticket.number}/files/{file.key}"
        assert f'<a class="shown" href="{address}" download><img src="{address}/preview" alt="Bild [1] _b_.png"' in page
        assert page.count(f'href="{address}"') == 1 and "trace.log" in page


def test_a_mark_shows_no_file_of_another_message_and_none_without_a_preview(alice: Membership, cast: Cast) -> None:
    client, ticket = client_for(alice), a_ticket(alice)
    replied(client, ticket, uploaded(client, a_picture(), "shot.png"))
    replied(client, ticket, uploaded(client), body="![shot.png] ![trace.log] ![x](https://evil.test/x.png)")
    for page in pages(ticket, alice, cast):
        assert "![shot.png] ![trace.log]" in page
        assert 'class="shown"' not in page and 'src="https://evil' not in page


def test_plain_text_shows_marks_as_they_are(alice: Membership, cast: Cast) -> None:
    client, ticket = client_for(alice), a_ticket(alice)
    replied(client, ticket, uploaded(client, a_picture(), "shot.png"), body="![shot.png]")
    Attachment.objects.get().message.__class__.objects.update(format="text")
    for page in pages(ticket, alice, cast):
        assert "![shot.png]" in page and 'class="shown"' not in page


def test_files_chosen_without_a_script_say_nothing(alice: Membership) -> None:
    client, ticket = client_for(alice), a_ticket(alice)
    sent = {"body": "See this.", "client_id": str(uuid4()), "file": SimpleUploadedFile("a.log", LOG)}
    assert client.post(f"/en/tickets/{ticket.number}/replies", sent).status_code == 303
    assert Attachment.objects.get().secrets == {}
