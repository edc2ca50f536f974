"""Files of tickets: sent with the form, read by who may read the message, and by nobody else."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pindesk.accounts.models import Membership
from pindesk.files.actions import begin_upload, remove_stale_uploads
from pindesk.files.models import Upload
from pindesk.files.tests.pictures import a_picture, png_of_zeros
from pindesk.files.tests.sent import a_zip
from pindesk.lib import clock
from pindesk.tickets import actions
from pindesk.tickets.actions.attaching import hand_in
from pindesk.tickets.models import Attachment, Message, Ticket
from tests.asking import a_ticket, client_for
from tests.cast import FRIDAY_1755, Cast

pytestmark = pytest.mark.django_db

LOG = b"GET / 200\n" * 100
PROGRAM = b"MZ" + bytes(58) + (64).to_bytes(4, "little") + b"PE\0\0" + bytes(200)


def sent(name: str = "trace.log", body: bytes = LOG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body)


def open_with(client: Client, *files: SimpleUploadedFile, **changes: object):  # type: ignore[no-untyped-def]
    form = {"topic": "sending", "subject": "Mails stay", "body": "Since noon.", "language": "en", "file": list(files)}
    return client.post("/en/tickets/new", {**form, "client_id": str(uuid4()), **changes})


def reply_with(client: Client, ticket: Ticket, *files: SimpleUploadedFile, **changes: object):  # type: ignore[no-untyped-def]
    form = {"body": "See this.", "client_id": str(uuid4()), "file": list(files)}
    return client.post(f"/en/tickets/{ticket.number}/replies", {**form, **changes})


def address_of(file: Attachment) -> str:
    return f"/en/tickets/{file.message.ticket_id}/files/{file.key}"


@pytest.fixture
def attached(friday: None, alice: Membership) -> Attachment:
    """A log in a reply of Alice."""
    reply_with(client_for(alice), a_ticket(alice), sent())
    return Attachment.objects.get()


def test_a_ticket_is_opened_with_its_files(friday: None, alice: Membership) -> None:
    client = client_for(alice)
    answer = open_with(client, sent(), sent("screen.png", a_picture()))
    assert answer.status_code == 303
    page = client.get(answer["Location"]).text
    assert "trace.log" in page and "screen.png" in page
    assert [file.name for file in Attachment.objects.all()] == ["trace.log", "screen.png"]
    assert not Upload.objects.exists()


def test_a_file_is_saved_as_it_was_sent_and_never_opened(attached: Attachment, alice: Membership) -> None:
    answer = client_for(alice).get(address_of(attached))
    assert answer["Content-Disposition"].startswith("attachment")
    assert "trace.log" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-store"
    assert attached.file.path.read_bytes() == LOG


def test_a_picture_is_shown_as_it_was_written_anew(friday: None, alice: Membership) -> None:
    client, ticket = client_for(alice), a_ticket(alice)
    reply_with(client, ticket, sent("screen.png", a_picture() + b"<script>alert(1)</script>"))
    file = Attachment.objects.get()
    assert f"{address_of(file)}/preview" in client.get(f"/en/tickets/{ticket.number}/").text
    answer = client.get(f"{address_of(file)}/preview")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("inline")
    assert file.preview is not None
    assert b"script" not in file.preview.path.read_bytes()


def test_what_is_no_picture_has_no_preview(attached: Attachment, alice: Membership) -> None:
    assert client_for(alice).get(f"{address_of(attached)}/preview").status_code == 404


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "mail.eml"])
def test_what_could_hold_a_script_is_taken_and_only_saved(friday: None, alice: Membership, name: str) -> None:
    client = client_for(alice)
    reply_with(client, a_ticket(alice), sent(name, b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"))
    file = Attachment.objects.get()
    assert client.get(address_of(file))["Content-Disposition"].startswith("attachment")
    assert file.preview is None


def test_nobody_else_reaches_a_file(attached: Attachment, bob: Membership, mallory: Membership) -> None:
    for who in (bob, mallory):
        assert client_for(who).get(address_of(attached)).status_code == 404
    assert client_for().get(address_of(attached)).status_code == 302


def test_a_file_is_found_in_its_own_ticket_alone(attached: Attachment, alice: Membership) -> None:
    other = a_ticket(alice, subject="Another")
    assert client_for(alice).get(f"/en/tickets/{other.number}/files/{attached.key}").status_code == 404


def test_a_file_of_a_note_is_not_for_customers(friday: None, alice: Membership, cast: Cast) -> None:
    ticket = a_ticket(alice)
    files = hand_in([], [sent("inside.txt")], by=cast.ada)
    actions.add_note(ticket, by=cast.ada, body="For us.", uploads=files.tokens)
    file = Attachment.objects.get()
    client = client_for(alice)
    assert client.get(address_of(file)).status_code == 404
    assert "inside.txt" not in client.get(f"/en/tickets/{ticket.number}/").text


def test_a_file_says_enough_without_words_in_a_reply(friday: None, alice: Membership) -> None:
    ticket = a_ticket(alice)
    assert reply_with(client_for(alice), ticket, sent(), body="").status_code == 303
    assert ticket.messages.count() == 2
    assert reply_with(client_for(alice), ticket, body="").status_code == 400


def test_what_is_refused_says_why_and_everything_else_is_kept(friday: None, alice: Membership) -> None:
    client = client_for(alice)
    answer = open_with(client, sent(), sent("photo.png", PROGRAM))
    assert answer.status_code == 422
    assert not Ticket.objects.exists()
    assert "photo.png" in answer.text and "Programs, scripts and installers are not taken" in answer.text
    assert "Since noon." in answer.text
    tokens = re.findall(r'name="upload" value="([0-9a-f]+)" checked', answer.text)
    assert len(tokens) == 1
    assert open_with(client, upload=tokens).status_code == 303
    assert [file.name for file in Attachment.objects.all()] == ["trace.log"]


def test_files_outlive_a_form_with_a_mistake(friday: None, alice: Membership) -> None:
    answer = open_with(client_for(alice), sent(), subject="")
    assert answer.status_code == 422
    assert 'name="upload"' in answer.text and "trace.log" in answer.text


def test_eleven_files_are_refused_with_their_number(friday: None, alice: Membership) -> None:
    answer = open_with(client_for(alice), *(sent(f"{number}.log") for number in range(11)))
    assert answer.status_code == 413
    assert "At most 10 files" in answer.text
    assert not Ticket.objects.exists()


def test_an_upload_of_somebody_else_is_not_there(friday: None, alice: Membership, mallory: Membership) -> None:
    hers = hand_in([], [sent()], by=alice.person).tokens
    answer = open_with(client_for(mallory), upload=hers)
    assert answer.status_code == 404
    assert "no longer there" in answer.text and "Since noon." in answer.text
    assert not Attachment.objects.exists()
    assert Upload.objects.filter(token=hers[0]).exists()


def test_sent_twice_it_is_one_message_with_its_files(friday: None, alice: Membership) -> None:
    client, ticket, name = client_for(alice), a_ticket(alice), str(uuid4())
    for _ in range(2):
        assert reply_with(client, ticket, sent(), client_id=name).status_code == 303
    assert Message.objects.filter(ticket=ticket).count() == 2
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "shown"),
    [("../../etc/passwd", "passwd"), ("report\u202egpj.exe.txt", "report"), ("x" * 300 + ".log", ".log")],
)
def test_names_are_made_harmless(friday: None, alice: Membership, given: str, shown: str) -> None:
    reply_with(client_for(alice), a_ticket(alice), sent(given))
    name = Attachment.objects.get().name
    assert shown in name
    assert len(name) <= 150 and "/" not in name and "\u202e" not in name


def test_queries_do_not_grow_with_files(friday: None, alice: Membership, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    client, ticket = client_for(alice), a_ticket(alice)
    reply_with(client, ticket, sent())
    reply_with(client, ticket, *(sent(f"{number}.log", LOG + bytes([number])) for number in range(9)))
    client.get(f"/en/tickets/{ticket.number}/")
    with django_assert_num_queries(8):
        page = client.get(f"/en/tickets/{ticket.number}/").text
    assert page.count("download>") == 10


TUS = {"Tus-Resumable": "1.0.0"}
PART = "application/offset+octet-stream"


def begun(client: Client, length: int = len(LOG), name: str = "trace.log") -> str:
    """The address of a file that was announced."""
    metadata = f"filename {b64encode(name.encode()).decode()},filetype dGV4dA=="
    headers = {**TUS, "Upload-Length": str(length), "Upload-Metadata": metadata}
    answer = client.post("/en/uploads/", headers=headers)
    assert answer.status_code == 201
    return str(answer["Location"])


def patch(client: Client, address: str, offset: int, body: bytes):  # type: ignore[no-untyped-def]
    return client.patch(address, body, content_type=PART, headers={**TUS, "Upload-Offset": str(offset)})


def test_a_file_comes_part_by_part_and_goes_on_where_it_broke_off(friday: None, alice: Membership) -> None:
    client = client_for(alice)
    address = begun(client)
    assert patch(client, address, 0, LOG[:500])["Upload-Offset"] == "500"
    assert patch(client, address, 300, LOG[300:]).status_code == 409
    assert client.head(address, headers=TUS)["Upload-Offset"] == "500"
    assert patch(client, address, 500, LOG[500:]).status_code == 204
    assert open_with(client, upload=[address.rpartition("/")[2]]).status_code == 303
    assert Attachment.objects.get().file.path.read_bytes() == LOG


def test_what_the_protocol_offers_is_told(friday: None, alice: Membership) -> None:
    answer = client_for(alice).options("/en/uploads/")
    assert answer["Tus-Version"] == "1.0.0"
    assert answer["Tus-Max-Size"] == str(50 * 1024 * 1024)
    refused = client_for(alice).post("/en/uploads/", headers={"Upload-Length": "5", "Accept": "application/json"})
    assert refused.status_code == 412


def test_a_file_that_is_too_large_is_refused_before_a_byte_is_sent(friday: None, alice: Membership) -> None:
    headers = {**TUS, "Upload-Length": str(50 * 1024 * 1024 + 1), "Accept": "application/json"}
    answer = client_for(alice).post("/en/uploads/", headers=headers)
    assert answer.status_code == 413
    assert "larger than 50 MB" in answer.json()["description"]


def test_an_upload_is_its_owners_alone(friday: None, alice: Membership, mallory: Membership) -> None:
    address = begun(client_for(alice))
    other = client_for(mallory)
    assert other.head(address, headers=TUS).status_code == 404
    assert patch(other, address, 0, LOG).status_code == 404
    assert other.delete(address, headers=TUS).status_code == 404
    assert Upload.objects.exists()


def test_an_upload_is_cancelled(friday: None, alice: Membership) -> None:
    client = client_for(alice)
    address = begun(client)
    assert client.delete(address, headers=TUS).status_code == 204
    assert patch(client, address, 0, LOG).status_code == 404


def test_what_has_not_arrived_is_not_sent(friday: None, alice: Membership) -> None:
    client = client_for(alice)
    address = begun(client)
    answer = open_with(client, upload=[address.rpartition("/")[2]])
    assert answer.status_code == 409
    assert "has not arrived completely" in answer.text
    assert not Ticket.objects.exists()


def test_files_of_a_draft_are_there_on_another_device(friday: None, alice: Membership) -> None:
    client = client_for(alice)
    address = begun(client)
    patch(client, address, 0, LOG)
    token = address.rpartition("/")[2]
    client.post("/en/drafts/ticket", {"subject": "Mails stay", "upload": [token]})
    page = client_for(alice).get("/en/tickets/new").text
    assert f'value="{token}" checked' in page
    assert "trace.log" in page


def test_a_file_that_is_gone_is_told_before_anything_is_sent(friday: None, alice: Membership) -> None:
    client, ticket = client_for(alice), a_ticket(alice)
    used = hand_in([], [sent()], by=alice.person).tokens
    assert reply_with(client, ticket, upload=used).status_code == 303
    answer = reply_with(client, ticket, body="See the attached file.", upload=used)
    assert answer.status_code == 404
    assert "See the attached file." in answer.text and used[0] not in answer.text
    assert ticket.messages.count() == 2


def test_another_file_under_the_same_name_of_a_message_is_another_message(friday: None, alice: Membership) -> None:
    client, ticket, name = client_for(alice), a_ticket(alice), str(uuid4())
    for file in ("one.log", "two.log"):
        assert reply_with(client, ticket, sent(file), body="", client_id=name).status_code == 303
    assert sorted(file.name for file in Attachment.objects.all()) == ["one.log", "two.log"]


def test_the_type_of_a_file_is_of_its_own_name(friday: None, alice: Membership, mallory: Membership) -> None:
    body = b'{"a": 1}\n'
    reply_with(client_for(alice), a_ticket(alice), sent("x.json", body))
    reply_with(client_for(mallory), a_ticket(mallory), sent("x.txt", body))
    file = Attachment.objects.get(name="x.txt")
    assert client_for(mallory).get(address_of(file))["Content-Type"].startswith("text/plain")


def test_files_of_a_reply_to_a_closed_ticket_go_into_the_follow_up(friday: None, alice: Membership) -> None:
    ticket = a_ticket(alice)
    Ticket.objects.update(status="closed")
    page = reply_with(client_for(alice), ticket, sent(), body="").text
    assert "trace.log" in page and 'name="upload"' in page and "Send as a follow-up" in page


def test_odd_metadata_is_refused_in_words(friday: None, alice: Membership) -> None:
    headers = {**TUS, "Upload-Length": "5", "Upload-Metadata": "filename \u00e9", "Accept": "application/json"}
    assert client_for(alice).post("/en/uploads/", headers=headers).status_code == 412


def test_a_form_with_a_mistake_says_too_that_a_file_is_gone(friday: None, alice: Membership) -> None:
    answer = open_with(client_for(alice), subject="", upload=["0" * 40])
    assert answer.status_code == 422
    assert "no longer there" in answer.text
    answer = open_with(client_for(alice), sent("setup.exe", PROGRAM), upload=["0" * 40])
    assert answer.status_code == 422
    assert "no longer there" in answer.text and "setup.exe" in answer.text


def test_a_form_sent_again_with_the_same_file_leaves_one_upload(friday: None, alice: Membership) -> None:
    client = client_for(alice)
    for _ in range(3):
        assert open_with(client, sent(), subject="").status_code == 422
    assert Upload.objects.count() == 1
    tokens = list(Upload.objects.values_list("token", flat=True))
    assert open_with(client, sent(), upload=tokens).status_code == 303
    assert Attachment.objects.count() == 1 and not Upload.objects.exists()


def test_a_ticket_or_reply_sent_twice_leaves_no_copies_waiting(friday: None, alice: Membership) -> None:
    client, ticket, one, other = client_for(alice), a_ticket(alice), str(uuid4()), str(uuid4())
    for _ in range(2):
        assert open_with(client, sent(), client_id=one).status_code == 303
        assert reply_with(client, ticket, sent(), client_id=other).status_code == 303
    assert Attachment.objects.count() == 2
    assert not Upload.objects.exists()


def test_an_edited_file_of_the_same_name_and_length_is_not_lost(friday: None, alice: Membership) -> None:
    client, ticket, name = client_for(alice), a_ticket(alice), str(uuid4())
    for content in (b"first ", b"second"):
        assert reply_with(client, ticket, sent("a.log", content), client_id=name).status_code == 303
    assert sorted(file.file.path.read_bytes() for file in Attachment.objects.all()) == [b"first ", b"second"]


def test_more_than_a_hundred_files_come_back_with_everything_typed(friday: None, alice: Membership) -> None:
    answer = open_with(client_for(alice), *(sent(f"{number}.log", b"%d" % number) for number in range(130)))
    assert answer.status_code == 413
    assert "At most 10 files fit into one message." in answer.text
    assert "Mails stay" in answer.text and "Since noon." in answer.text
    assert Upload.objects.count() == 11
    assert not Ticket.objects.exists()


def test_files_of_a_draft_do_not_end_while_somebody_works_at_it(friday: None, alice: Membership) -> None:
    token, week = hand_in([], [sent()], by=alice.person).tokens[0], timedelta(days=7)
    with clock.frozen(FRIDAY_1755 + week - timedelta(hours=2)):
        client_for(alice).post("/en/drafts/ticket", {"subject": "Mails stay", "upload": [token]})
    assert remove_stale_uploads(FRIDAY_1755 + week + timedelta(hours=2)) == 0
    assert remove_stale_uploads(FRIDAY_1755 + 2 * week) == 1


def test_two_hundred_files_left_behind_lock_nobody_out(friday: None, alice: Membership) -> None:
    client = client_for(alice)
    kept = hand_in([], [sent("kept.log")], by=alice.person).tokens[0]
    client.post("/en/drafts/ticket", {"subject": "Mails stay", "upload": [kept]})
    for number in range(199):
        begin_upload(f"person:{alice.person_id}", f"{number}.log", 1)
    assert begun(client)
    assert Upload.objects.count() == 200
    assert f'value="{kept}" checked' in client.get("/en/tickets/new").text


BAD_NAMES = (
    ("..\\..\\windows\\system32\\config", "config"),
    ("/etc/passwd", "passwd"),
    ("invoice.pdf. . .", "invoice.pdf"),
    ("\u202etxt.exe\u202c.log", "txt.exe.log"),
    ("x" * 300 + ".log", "x" * 146 + ".log"),
    ("CON.log", "_CON.log"),
    ("a\x00b\nc.log", "abc.log"),
)


@pytest.mark.parametrize(("given", "kept"), BAD_NAMES)
def test_names_that_come_by_tus_are_made_harmless(friday: None, alice: Membership, given: str, kept: str) -> None:
    client = client_for(alice)
    address = begun(client, name=given)
    assert patch(client, address, 0, LOG).status_code == 204
    reply_with(client, a_ticket(alice), upload=[address.rpartition("/")[2]])
    file = Attachment.objects.get()
    assert file.name == kept
    disposition = client.get(address_of(file))["Content-Disposition"]
    assert not {"\r", "\n", "/", "\\"} & set(disposition)


def test_a_program_is_refused_by_tus_whatever_it_is_called(friday: None, alice: Membership) -> None:
    client = client_for(alice)
    address = begun(client, len(PROGRAM), "photo.png")
    for offset, body in ((0, PROGRAM), (len(PROGRAM), b"x")):
        assert patch(client, address, offset, body).status_code == 415
    refused = open_with(client, upload=[address.rpartition("/")[2]])
    assert refused.status_code == 422 and "photo.png" in refused.text and "Since noon." in refused.text


def test_a_file_of_no_bytes_is_said(friday: None, alice: Membership) -> None:
    client = client_for(alice)
    answer = client.post("/en/uploads/", headers={**TUS, "Upload-Length": "0", "Accept": "application/json"})
    assert (answer.status_code, answer.json()["error"]) == (400, "empty_file")
    answer = open_with(client, sent("empty.log", b""))
    assert answer.status_code == 422
    assert "The file is empty." in answer.text and "empty.log" in answer.text and "Since noon." in answer.text


def test_five_of_a_hundred_megabytes_are_each_refused_before_a_byte(friday: None, alice: Membership) -> None:
    client = client_for(alice)
    for _ in range(5):
        headers = {**TUS, "Upload-Length": str(100 * 1024 * 1024), "Accept": "application/json"}
        answer = client.post("/en/uploads/", headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (413, "file_too_large")
    assert not Upload.objects.exists()


def a_wide_png() -> bytes:
    """30,000 x 30,000 pixels by its head, in a few hundred bytes."""
    return png_of_zeros(30_000, 30_000)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("wide.png", a_wide_png()),
        ("both.png", b"GIF89a" + a_zip(**{"a.html": b"<script>alert(1)</script>"})),
        ("both.gif", b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)//"),
        ("both.pdf", b"%PDF-1.7\n" + a_zip(a=b"x")),
        ("page.png", b"<html><script>alert(1)</script>"),
        ("bomb.zip", a_zip(zeros=bytes(10_000_000))),
    ],
)
def test_what_pretends_or_explodes_is_only_ever_saved(
    friday: None, alice: Membership, name: str, content: bytes
) -> None:
    client, ticket = client_for(alice), a_ticket(alice)
    assert reply_with(client, ticket, sent(name, content)).status_code == 303
    file = Attachment.objects.get()
    assert file.preview is None and file.file.path.read_bytes() == content
    answer = client.get(address_of(file))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
    assert "html" not in answer["Content-Type"] and "svg" not in answer["Content-Type"]
    assert client.get(f"{address_of(file)}/preview").status_code == 404


def test_a_draft_of_somebody_else_names_files_in_vain(friday: None, alice: Membership, mallory: Membership) -> None:
    hers = hand_in([], [sent("secret.log")], by=alice.person).tokens[0]
    client = client_for(mallory)
    client.post("/en/drafts/ticket", {"subject": "Mine", "upload": [hers]})
    page = client.get("/en/tickets/new").text
    assert "secret.log" not in page and hers not in page
    with clock.frozen(FRIDAY_1755 + timedelta(days=6)):
        client_for(mallory).post("/en/drafts/ticket", {"subject": "Mine", "upload": [hers]})
    assert remove_stale_uploads(FRIDAY_1755 + timedelta(days=8)) == 1
