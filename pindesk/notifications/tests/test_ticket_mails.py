"""Which mails a ticket causes: to whom, in which language, once, and never with what is internal."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pindesk.accounts.actions import remove_membership
from pindesk.accounts.models import Person
from pindesk.events import consumers
from pindesk.events.models import Cursor
from pindesk.files.tests.pictures import a_picture
from pindesk.notifications.consumers import TICKET_MAILS
from pindesk.outbox.models import Delivery
from pindesk.outbox.transport import compose
from pindesk.tickets.actions import add_note, assign, copy_to, remove_copy, reopen, reply, solve
from pindesk.tickets.actions.attaching import hand_in
from pindesk.tickets.models import Participant
from tests.asking import a_ticket, client_for
from tests.cast import Cast

# On PostgreSQL the log is read up to the oldest open transaction, which would be the test itself.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("friday")]
Read = Callable[[], list[Delivery]]


@pytest.fixture
def mails(cast: Cast) -> Read:
    """Lets the consumer read the log, and gives the mails that it wrote since the last time."""
    consumers.run([TICKET_MAILS])
    seen: set[int] = set()

    def read() -> list[Delivery]:
        consumers.run([TICKET_MAILS])
        new = list(Delivery.objects.exclude(pk__in=seen).order_by("pk"))
        seen.update(mail.pk for mail in new)
        return new

    return read


def copied(ticket, membership) -> None:
    Participant.objects.create(ticket=ticket, person=membership.person, role="copy", reply_key="k" * 24)


def test_a_receipt_tells_number_and_promise_in_the_language_of_the_ticket(cast: Cast, mails: Read) -> None:
    ticket = a_ticket(cast.alice, language="fr", subject="Rien ne part")
    (mail,) = mails()
    assert (mail.to, mail.language, mail.purpose) == (cast.alice.person.email, "fr", "ticket.received")
    assert str(ticket.number) in mail.subject and "Rien ne part" in mail.text
    assert f"/fr/tickets/{ticket.number}/" in mail.text and f"/fr/tickets/{ticket.number}/" in mail.html
    assert "samedi" in mail.text, "the day by which we answer"
    assert "Since this morning" not in mail.text + mail.html, "a receipt carries nothing that was typed but the subject"


def test_a_receipt_names_the_zone_of_its_promise_where_the_readers_clock_is_another(cast: Cast, mails: Read) -> None:
    a_ticket(cast.mallory)
    a_ticket(cast.alice)
    far, near = mails()
    both = "by Saturday 17 July, 17:55 Paris time (11:55 your time)"
    assert both in far.text and both in far.html
    for body in (near.text, near.html):
        assert "by Saturday 17 July, 17:55" in body and "Paris time" not in body


def test_an_answer_is_mailed_with_its_words(cast: Cast, mails: Read) -> None:
    ticket = a_ticket(cast.alice)
    mails()
    reply(ticket, by=cast.ada, body="Try **again**, please.")
    (mail,) = mails()
    assert (mail.to, mail.purpose) == (cast.alice.person.email, "ticket.answered")
    assert "Try **again**, please." in mail.text and "<strong>again</strong>" in mail.html
    assert cast.ada.person.name in mail.text


def test_an_answer_links_to_its_own_place_in_the_conversation(cast: Cast, mails: Read) -> None:
    ticket = a_ticket(cast.alice)
    answer = reply(ticket, by=cast.ada, body="Look at the key.")
    mail = mails()[-1]
    address = f"/en/tickets/{ticket.number}/#message-{answer.pk}"
    assert address in mail.text and address in mail.html
    assert f'id="message-{answer.pk}"' in client_for(cast.alice).get(address).text


def test_a_customers_own_words_are_mailed_to_nobody(cast: Cast, mails: Read) -> None:
    ticket = a_ticket(cast.alice)
    mails()
    reply(ticket, by=cast.alice.person, body="One more thing.")
    solve(ticket, by=cast.alice.person)
    reopen(ticket, by=cast.alice.person)
    assert mails() == []


def test_a_note_and_an_assignment_are_mailed_to_nobody(cast: Cast, mails: Read) -> None:
    ticket = a_ticket(cast.alice)
    mails()
    add_note(ticket, by=cast.ada, body="Do not tell them.")
    assign(ticket, to=cast.ada, by=cast.ada)
    assert mails() == []
    assert not Delivery.objects.filter(text__contains="Do not tell them.").exists()


def test_what_an_agent_solves_is_said_once(cast: Cast, mails: Read) -> None:
    ticket = a_ticket(cast.alice)
    mails()
    solve(ticket, by=cast.ada)
    solve(ticket, by=cast.ada)
    assert [mail.purpose for mail in mails()] == ["ticket.solved"]


def test_an_answer_that_solves_is_one_mail(cast: Cast, mails: Read) -> None:
    ticket = a_ticket(cast.alice)
    mails()
    reply(ticket, by=cast.ada, body="Done.", status="solved")
    (mail,) = mails()
    assert mail.purpose == "ticket.answered" and "14 days" in mail.text


def test_who_is_copied_reads_answers_in_their_own_language(cast: Cast, mails: Read) -> None:
    ticket = a_ticket(cast.alice)
    copied(ticket, cast.bob)
    mails()
    reply(ticket, by=cast.ada, body="An answer.")
    found = {mail.to: mail.language for mail in mails()}
    assert found == {cast.alice.person.email: "en", cast.bob.person.email: "de"}


def test_who_left_the_account_or_was_deactivated_is_told_nothing_more(cast: Cast, mails: Read) -> None:
    ticket = a_ticket(cast.alice)
    copied(ticket, cast.bob)
    mails()
    remove_membership(cast.bob, by=cast.lin)
    reply(ticket, by=cast.ada, body="First.")
    assert [mail.to for mail in mails()] == [cast.alice.person.email]
    Person.objects.filter(pk=cast.alice.person_id).update(is_active=False)
    reply(ticket, by=cast.ada, body="Second.")
    assert mails() == []


def test_an_event_that_is_read_again_mails_nothing_again(cast: Cast, mails: Read) -> None:
    before = Cursor.objects.get(pk=TICKET_MAILS.name).position
    a_ticket(cast.alice)
    assert len(mails()) == 1
    Cursor.objects.update(position=before)
    assert mails() == []


def test_names_and_subjects_can_neither_add_headers_nor_markup(cast: Cast, mails: Read) -> None:
    Person.objects.filter(pk=cast.alice.person_id).update(name="Eve\r\nBcc: x@example.com <b>")
    ticket = a_ticket(cast.alice, subject="Hi\r\nBcc: victim@example.com\r\n\r\n<script>alert(1)</script>")
    Person.objects.filter(pk=cast.ada.person_id).update(name='Ada" <evil@example.com>')
    reply(ticket, by=cast.ada, body="<img src=x onerror=alert(1)> [x](javascript:alert(1))")
    found = mails()
    assert len(found) == 2
    for mail in found:
        assert "\n" not in mail.subject and "\r" not in mail.subject
        message = compose(mail).message()
        assert message["Bcc"] is None and message.get_all("To") == [cast.alice.person.email]
        assert "<script>" not in mail.html and "<img" not in mail.html and 'href="javascript' not in mail.html


def test_a_picture_in_an_answer_is_named_in_the_mail(cast: Cast, mails: Read) -> None:
    ticket = a_ticket(cast.alice)
    files = hand_in([], [SimpleUploadedFile("screen.png", a_picture())], by=cast.ada)
    mails()
    reply(ticket, by=cast.ada, body="Look at ![screen.png] and ![this].", uploads=files.tokens)
    (mail,) = mails()
    assert "Look at screen.png and ![this]." in mail.text
    assert "Look at screen.png and ![this]." in mail.html and "/preview" not in mail.html


def test_who_is_copied_is_told_by_whom_and_reads_how_it_begins(cast: Cast, mails: Read) -> None:
    ticket = a_ticket(cast.alice, subject="For two", copies=[cast.bob.person_id])
    receipt, copy = mails()
    assert (receipt.to, receipt.purpose) == (cast.alice.person.email, "ticket.received")
    assert (copy.to, copy.purpose, copy.language) == (cast.bob.person.email, "ticket.copied", "de")
    assert "Alice Lenoir" in copy.subject and "For two" in copy.subject
    assert "Since this morning" in copy.text and "Since this morning" in copy.html
    assert f"/de/tickets/{ticket.number}/" in copy.text


def test_an_owner_who_adds_somebody_is_named_and_who_adds_themselves_gets_no_mail(cast: Cast, mails: Read) -> None:
    ticket = a_ticket(cast.bob)
    mails()
    copy_to(ticket, [cast.alice.person_id], by=cast.alice)
    assert mails() == []
    remove_copy(ticket, cast.alice.person_id, by=cast.alice)
    copy_to(ticket, [cast.alice.person_id], by=cast.bob)
    (mail,) = mails()
    assert mail.to == cast.alice.person.email and "Bob Garnier" in mail.subject


def test_who_is_taken_off_before_the_mail_gets_none(cast: Cast, mails: Read) -> None:
    ticket = a_ticket(cast.alice)
    mails()
    copy_to(ticket, [cast.bob.person_id], by=cast.alice)
    remove_copy(ticket, cast.bob.person_id, by=cast.alice)
    assert mails() == []


def test_what_a_colleague_writes_reaches_everybody_else_who_follows(cast: Cast, mails: Read) -> None:
    ticket = a_ticket(cast.alice, copies=[cast.bob.person_id])
    mails()
    reply(ticket, by=cast.bob.person, body="I see it **too**.")
    (mail,) = mails()
    assert (mail.to, mail.purpose) == (cast.alice.person.email, "ticket.answered")
    assert "I see it **too**." in mail.text and "<strong>too</strong>" in mail.html
    assert f"Bob Garnier wrote in ticket {ticket.number}:" in mail.text
    assert f"A message in ticket {ticket.number}: " in mail.subject
