"""What was typed for a new ticket goes elsewhere, and not a word of it is lost on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from pindesk.accounts.models import Membership
from pindesk.files.actions import begin_upload
from pindesk.files.models import Upload
from pindesk.files.partial import path_of
from pindesk.tickets import actions
from pindesk.tickets.actions.attaching import upload_owner
from pindesk.tickets.errors import DraftsInTheWay, TextTooLong
from pindesk.tickets.models import Draft
from tests.asking import a_ticket
from tests.cast import FRIDAY_1755

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

TYPED = {"topic": "sending", "subject": "It hangs again", "body": "Since noon.", "language": "en"}


def drafts(member: Membership) -> dict[str, str]:
    return {row.form: row.data.get("body", "") for row in Draft.objects.filter(person=member.person)}


def test_words_for_a_new_ticket_begin_the_reply_to_another(alice: Membership) -> None:
    ticket = a_ticket(alice)
    actions.save_draft(alice.person, "ticket", TYPED)
    actions.add_to_ticket(ticket, by=alice.person, form="ticket", typed=TYPED)
    assert drafts(alice) == {f"reply:{ticket.number}": "It hangs again\n\nSince noon."}


def test_a_reply_that_is_begun_stays_and_twice_is_once(alice: Membership) -> None:
    ticket = a_ticket(alice)
    actions.save_draft(alice.person, f"reply:{ticket.number}", {"body": "One more thing", "uploads": "a"})
    for _ in range(2):
        actions.add_to_ticket(ticket, by=alice.person, form="ticket", typed={**TYPED, "uploads": "b"})
    draft = Draft.objects.get()
    assert draft.data["body"] == "One more thing\n\nIt hangs again\n\nSince noon."
    assert draft.data["uploads"] == "a b"


def test_a_subject_that_the_ticket_has_is_not_said_again(alice: Membership) -> None:
    ticket = a_ticket(alice, subject="It hangs AGAIN")
    actions.add_to_ticket(ticket, by=alice.person, form="ticket", typed=TYPED)
    assert Draft.objects.get().data["body"] == "Since noon."


def test_nothing_typed_leaves_a_reply_as_it_is(alice: Membership) -> None:
    ticket = a_ticket(alice)
    actions.save_draft(alice.person, f"reply:{ticket.number}", {"body": "One more thing"})
    actions.add_to_ticket(ticket, by=alice.person, form="ticket", typed={})
    assert drafts(alice) == {f"reply:{ticket.number}": "One more thing"}


def test_what_does_not_fit_stays_where_it_was(alice: Membership) -> None:
    ticket = a_ticket(alice)
    actions.save_draft(alice.person, "ticket", TYPED)
    with pytest.raises(TextTooLong):
        actions.add_to_ticket(ticket, by=alice.person, form="ticket", typed={"body": "x" * 60_001})
    assert drafts(alice) == {"ticket": "Since noon."}


def test_a_draft_is_put_aside_and_brought_back_whole(alice: Membership) -> None:
    actions.save_draft(alice.person, "ticket", {"body": "An older state"})
    assert actions.put_aside(alice.person, "ticket", {**TYPED, "uploads": "a b"})
    assert drafts(alice) == {"aside:ticket": "Since noon."}
    assert actions.bring_back(alice.person, "ticket") == "ticket"
    draft = Draft.objects.get()
    assert (draft.form, draft.data) == ("ticket", {**TYPED, "uploads": "a b"})
    assert actions.bring_back(alice.person, "ticket") == "ticket"
    assert drafts(alice) == {"ticket": "Since noon."}


def test_nothing_typed_puts_nothing_aside(alice: Membership) -> None:
    assert not actions.put_aside(alice.person, "ticket", {"topic": "sending"})
    assert drafts(alice) == {}


def test_a_draft_begun_meanwhile_is_not_overwritten(alice: Membership) -> None:
    actions.put_aside(alice.person, "ticket", TYPED)
    actions.save_draft(alice.person, "ticket", {"body": "Another matter"})
    assert actions.bring_back(alice.person, "ticket") == "ticket-beside"
    assert drafts(alice) == {"ticket": "Another matter", "ticket-beside": "Since noon."}
    actions.put_aside(alice.person, "ticket", {"body": "A third"})
    actions.save_draft(alice.person, "ticket", {"body": "A fourth"})
    with pytest.raises(DraftsInTheWay):
        actions.bring_back(alice.person, "ticket")
    assert drafts(alice) == {"aside:ticket": "A third", "ticket": "A fourth", "ticket-beside": "Since noon."}


def test_what_is_aside_is_somebodys_own(alice: Membership, bob: Membership) -> None:
    actions.put_aside(alice.person, "ticket", TYPED)
    actions.bring_back(bob.person, "ticket")
    assert drafts(alice) == {"aside:ticket": "Since noon."}
    assert drafts(bob) == {}


def test_after_a_day_it_goes_with_its_files(
    alice: Membership, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    upload = begin_upload(upload_owner(alice.person), "trace.log", 10)
    other = begin_upload(upload_owner(alice.person), "other.log", 10)
    actions.put_aside(alice.person, "ticket", {**TYPED, "uploads": upload.token})
    actions.save_draft(alice.person, "ticket-beside", TYPED)
    actions.forget_put_aside(FRIDAY_1755 + timedelta(hours=23))
    assert set(drafts(alice)) == {"aside:ticket", "ticket-beside"}
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            actions.forget_put_aside(FRIDAY_1755 + timedelta(hours=25))
    assert set(drafts(alice)) == {"ticket-beside"}
    assert [row.token for row in Upload.objects.all()] == [other.token]


def test_putting_aside_again_drops_the_files_that_only_the_first_had(
    alice: Membership, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    first, both = (begin_upload(upload_owner(alice.person), f"{name}.log", 10) for name in "ab")
    actions.put_aside(alice.person, "ticket", {**TYPED, "uploads": f"{first.token} {both.token}"})
    with django_capture_on_commit_callbacks(execute=True):
        actions.put_aside(alice.person, "ticket", {**TYPED, "uploads": both.token})
    assert [row.token for row in Upload.objects.all()] == [both.token]


def test_what_cannot_be_put_aside_leaves_the_files_of_what_is(alice: Membership) -> None:
    upload = begin_upload(upload_owner(alice.person), "trace.log", 10)
    arrived = path_of(upload.token)
    arrived.parent.mkdir(parents=True, exist_ok=True)
    arrived.write_bytes(b"half")
    actions.put_aside(alice.person, "ticket", {**TYPED, "uploads": upload.token})
    with pytest.raises(TextTooLong):
        actions.put_aside(alice.person, "ticket", {"body": "x" * 60_001})
    assert drafts(alice) == {"aside:ticket": "Since noon."}
    assert arrived.exists()
