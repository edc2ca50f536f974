"""Files over the API: handing them in, finding them in comments, fetching them; and what nobody else gets."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from pindesk.accounts.models import Agent, Membership
from pindesk.api.tests.asking import AT, Program
from pindesk.files import partial
from pindesk.files.actions import append, begin_upload
from pindesk.files.models import Upload
from pindesk.files.tests.pictures import a_picture
from pindesk.tickets import actions
from pindesk.tickets.actions.attaching import upload_owner
from pindesk.tickets.models import Attachment, Message, Ticket
from tests.asking import a_ticket, queries_of
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

HTML = b"<html><script>alert(1)</script>"


@pytest.fixture(autouse=True)
def data(tmp_path, settings) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def program(alice: Membership) -> Program:
    return Program(alice)


def fetched(program: Program, address: str) -> Any:
    """The answer to an address that the API gave; its content is named to the server, which sends it."""
    return program.ask("get", address.removeprefix("http://127.0.0.1/api/v2/"))


def test_upload_waits_under_a_token_with_what_it_is(program: Program) -> None:
    found = program.upload(name="rows.csv")
    assert found["expires_at"] == "2027-07-23T15:55:00Z"
    assert found["attachments"] == [found["attachment"]]
    file = found["attachment"]
    assert (file["file_name"], file["content_type"], file["size"]) == ("rows.csv", "text/csv", 8)
    assert program.get(file["url"])["attachment"] == file
    assert "X-Pindesk-File" in fetched(program, file["content_url"])


def test_comments_carry_their_files_and_who_wrote(program: Program, ada: Agent) -> None:
    number = program.open(uploads=[program.upload()["token"]])["id"]
    actions.reply(Ticket.objects.get(), by=ada, body="**Thanks**, see <b>there</b>.")
    program.say(number, "", program.upload(name="more.csv")["token"])
    found = program.get(f"requests/{number}/comments.json")
    first, second, third = found["comments"]
    assert (first["body"], first["public"], first["via"]["channel"]) == ("Since eight.", True, "api")
    assert second["html_body"].startswith("<p><strong>Thanks</strong>, see &lt;b&gt;")
    assert (second["author_id"], second["via"]["channel"]) == (ada.person_id, "web")
    assert [file["file_name"] for file in third["attachments"]] == ["more.csv"]
    assert found["users"] == [
        {"id": program.owner.person_id, "name": "Alice Lenoir", "agent": False, "photo": None,
         "organization_id": program.owner.account_id},
        {"id": ada.person_id, "name": "Ada Okafor", "agent": True, "photo": None, "organization_id": None},
    ]  # fmt: skip
    assert program.get(f"requests/{number}/comments/{first['id']}.json")["comment"] == first
    assert program.get(f"requests/{number}/comments.json", sort_order="desc")["comments"][0] == third


def test_content_is_only_ever_saved(program: Program) -> None:
    program.open(uploads=[program.upload(HTML, "page.html")["token"]])
    file = program.get(f"attachments/{Attachment.objects.get().pk}.json")["attachment"]
    assert file["content_type"] == "application/octet-stream"
    response = fetched(program, file["content_url"])
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="page.html"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"


def test_picture_has_a_thumbnail_that_was_made_here(program: Program) -> None:
    program.open(uploads=[program.upload(a_picture("PNG"), "shot.png")["token"]])
    pk = Attachment.objects.get().pk
    thumbnail = program.get(f"attachments/{pk}.json")["attachment"]["thumbnails"][0]
    response = fetched(program, thumbnail["content_url"])
    assert (response.status_code, response["Content-Type"]) == (200, thumbnail["content_type"])
    assert response["Content-Disposition"].startswith("inline")


def test_picture_that_the_text_names_stands_in_the_html(program: Program) -> None:
    token = program.upload(a_picture("PNG"), 'a "shot".png')["token"]
    number = program.open(body="Before ![a _shot_.png] and ![none.png] <b>", uploads=[token])["id"]
    pk = Attachment.objects.get().pk
    found = program.get(f"requests/{number}/comments.json")["comments"][0]
    address = f"http://127.0.0.1/api/v2/attachments/{pk}"
    shown = f'<a href="{address}/content"><img src="{address}/thumbnail" alt="a _shot_.png"></a>'
    assert found["html_body"] == f"<p>Before {shown} and ![none.png] &lt;b&gt;</p>\n"
    assert found["plain_body"] == "Before a _shot_.png and ![none.png] <b>"


def test_file_without_a_picture_has_no_thumbnail(program: Program) -> None:
    file = program.upload()["attachment"]
    assert file["thumbnails"] == []
    assert program.status(f"attachments/{file['id']}/thumbnail") == 404


def test_several_files_under_one_token(program: Program) -> None:
    first = program.upload(name="one.csv")
    second = program.upload(name="two.csv", token=first["token"])
    assert second["token"] == first["token"]
    assert second["attachment"]["file_name"] == "two.csv"
    assert [file["file_name"] for file in second["attachments"]] == ["one.csv", "two.csv"]
    program.open(uploads=[first["token"]])
    assert [file.name for file in Attachment.objects.all()] == ["one.csv", "two.csv"]
    assert not Upload.objects.exists()


def test_what_is_dropped_is_gone_with_all_under_its_token(program: Program) -> None:
    token = program.upload()["token"]
    program.upload(name="two.csv", token=token)
    assert program.status(f"uploads/{token}.json", "delete") == 204
    assert not Upload.objects.exists()
    assert program.status(f"uploads/{token}.json", "delete") == 404


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("/mnt/alice/logs/today.csv", "today.csv"),
        ("C:\\Users\\alice\\today.csv", "today.csv"),
        ("../../etc/passwd.csv", "passwd.csv"),
        ("a\r\nX-Evil: 1.csv", "aX-Evil_ 1.csv"),
        ("Größe \u202egpj.csv", "Größe gpj.csv"),
    ],
)
def test_name_is_made_safe(program: Program, name: str, kept: str) -> None:
    file = program.upload(name=name)["attachment"]
    assert file["file_name"] == kept
    assert "\n" not in fetched(program, file["content_url"])["Content-Disposition"]


def test_long_name_is_cut_and_keeps_its_ending(program: Program) -> None:
    name = program.upload(name="x" * 300 + ".csv")["attachment"]["file_name"]
    assert len(name) <= 150
    assert name.endswith(".csv")


@pytest.mark.parametrize(
    ("query", "body", "kind", "status"),
    [
        ("", b"x", "text/plain", 400),
        ("filename=", b"x", "text/plain", 400),
        ("filename=a.csv", b"", "text/plain", 400),
        ("filename=a.exe", b"x", "text/plain", 415),
        ("filename=a.txt", b"MZ\x90\x00" + b"\x00" * 60, "text/plain", 415),
        ("filename=a.csv", b"x", "multipart/form-data; boundary=x", 415),
        ("filename=a.csv&token=" + "f" * 40, b"x", "text/plain", 404),
        ("filename=a.csv&token=%00", b"x", "text/plain", 404),
    ],
)
def test_what_is_not_taken_leaves_nothing(program: Program, query: str, body: bytes, kind: str, status: int) -> None:
    response = program.client.post(f"{AT}uploads.json?{query}", body, content_type=kind)
    assert response.status_code == status, response.content
    assert set(response.json()) >= {"error", "description"}
    assert not Upload.objects.exists()
    assert not partial.path_of("x").parent.exists() or not list(partial.path_of("x").parent.iterdir())


def test_type_that_a_program_says_is_not_believed(program: Program) -> None:
    response = program.client.post(f"{AT}uploads.json?filename=a.csv", b"a,b", content_type="application/json")
    assert response.json()["upload"]["attachment"]["content_type"] == "text/csv"


def test_files_of_others_are_as_if_they_were_not_there(cast: Cast) -> None:
    alice = Program(cast.alice)
    waiting = alice.upload()
    number = alice.open(uploads=[alice.upload()["token"]])["id"]
    pk = Attachment.objects.get().pk
    for other in (Program(cast.bob), Program(cast.mallory)):
        for path in (f"attachments/{pk}", f"attachments/{waiting['attachment']['id']}", "attachments/99999999"):
            assert [other.status(path + end) for end in ("", ".json", "/content", "/thumbnail")] == [404] * 4
        assert other.status(f"uploads/{waiting['token']}.json", "delete") == 404
        body = {"request": {"comment": {"body": "x", "uploads": [waiting["token"]]}}}
        assert other.status("requests.json", "post", body) == 422
        assert (
            other.client.post(f"{AT}uploads?filename=a.csv&token={waiting['token']}", b"x", "text/csv").status_code
            == 404
        )
    assert Upload.objects.count() == 1
    assert Ticket.objects.get().number == number


def test_notes_and_their_files_are_of_no_customer(program: Program, ada: Agent) -> None:
    ticket = a_ticket(program.owner)
    upload = append(begin_upload(upload_owner(ada), "secret.csv", 3), 0, BytesIO(b"a,b"))
    note = actions.add_note(ticket, by=ada, body="Secret.", uploads=[upload.token])
    pk = note.attachments.get().pk
    found = program.get(f"requests/{ticket.number}/comments.json")
    assert [comment["id"] for comment in found["comments"]] == [Message.objects.get(kind="reply").pk]
    assert program.status(f"requests/{ticket.number}/comments/{note.pk}.json") == 404
    assert [program.status(f"attachments/{pk}{end}") for end in ("", "/content", "/thumbnail")] == [404] * 3


@pytest.mark.parametrize("number", [2**52, 2**52 + 1, 2**63 - 1, 2**63, 10**30])
def test_numbers_that_nothing_has(program: Program, number: int) -> None:
    assert program.status(f"attachments/{number}.json") == 404


def test_queries_do_not_grow_with_the_comments(program: Program) -> None:
    number = program.open()["id"]
    address = f"{AT}requests/{number}/comments.json"
    few = queries_of(program.client, address)
    for place in range(20):
        program.say(number, "More.", program.upload(name=f"{place}.csv")["token"])
    assert queries_of(program.client, address) <= few + 1  # that of previews, where there is a file
    assert few <= 7


def test_tokens_by_the_thousand_are_too_many_files(program: Program) -> None:
    tokens = [f"{number:040x}" for number in range(3_000)]
    comment = {"body": "B", "uploads": tokens}
    answer = program.ask("post", "requests.json", {"request": {"subject": "A", "comment": comment}})
    assert answer.status_code == 422
    assert "uploads" in answer.json()["details"]
    assert not Ticket.objects.exists()
