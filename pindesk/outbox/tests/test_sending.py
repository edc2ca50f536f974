"""Mails leave after the commit, once, and failures wait longer each time."""

import smtplib
import ssl
from datetime import UTC, datetime, timedelta
from email.errors import HeaderParseError

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from pindesk.lib import clock
from pindesk.outbox import transport
from pindesk.outbox.actions import queue_unsent, send_mail, try_again
from pindesk.outbox.models import Delivery
from pindesk.outbox.tasks import CLAIM_LASTS, WAITS, deliver

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 7, 16, 12, tzinfo=UTC)


@pytest.fixture
def folder(settings, tmp_path):
    settings.MAIL_FOLDER = str(tmp_path / "mail")
    return tmp_path / "mail"


def a_mail(**changes):
    values = {"to": "alice@example.com", "subject": "Hello", "text": "Grüße", "language": "de"}
    values |= {"purpose": "ticket.received", "reference": "ticket:1001", "now": NOON, **changes}
    with transaction.atomic():
        return send_mail(**values)


def run(delivery):
    deliver.call(delivery.pk)
    delivery.refresh_from_db()
    return delivery


def test_a_mail_leaves_once_with_its_headers(folder):
    delivery = run(run(a_mail(headers={"In-Reply-To": "<x@example.com>"}, sender_name="Larkmail")))
    (file,) = folder.glob("*.eml")
    content = file.read_text()
    assert delivery.state == "sent"
    assert delivery.message_id in content
    assert "Auto-Submitted: auto-generated" in content
    assert "In-Reply-To: <x@example.com>" in content
    assert "From: Larkmail <" in content


def test_the_same_key_is_one_mail(folder):
    assert a_mail(key="received:1001").pk == a_mail(key="received:1001").pk


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_refused():
    with pytest.raises(RuntimeError):
        send_mail(to="a@example.com", subject="x", text="x", language="en", purpose="x", reference="x")


def test_a_secret_is_sealed_and_wiped_once_sent(folder):
    delivery = a_mail(text="Your code is 482913", html="<p>482913</p>", is_secret=True)
    assert "482913" not in delivery.text + delivery.html
    run(delivery)
    assert delivery.text == delivery.html == ""
    assert "482913" in next(folder.glob("*.eml")).read_text()


def test_a_line_break_in_the_subject_makes_no_header(folder):
    run(a_mail(subject="Hello\r\nBcc: eve@example.com"))
    lines = next(folder.glob("*.eml")).read_text().splitlines()
    assert not any(line.startswith("Bcc:") for line in lines)
    assert "Subject: Hello Bcc: eve@example.com" in lines


def test_without_mail_set_up_it_waits_and_is_queued_again(settings, folder):
    settings.MAIL_FOLDER, settings.SMTP = "", None
    delivery = run(a_mail())
    assert (delivery.state, delivery.attempts) == ("queued", 0)
    settings.MAIL_FOLDER = str(folder)
    assert queue_unsent(NOON + timedelta(hours=1)) == 0, "its task still waits"
    DBTaskResult.objects.all().delete()
    assert queue_unsent(NOON) == 0
    assert [queue_unsent(NOON + timedelta(hours=1)) for _ in range(3)] == [1, 0, 0]
    assert run(delivery).state == "sent"


def test_a_dead_server_is_tried_again_and_then_given_up(settings, unused_port):
    settings.MAIL_FOLDER, settings.SMTP = "", {"host": "127.0.0.1", "port": unused_port, "timeout": 2}
    delivery = run(a_mail())
    assert (delivery.state, delivery.attempts, delivery.error) == ("queued", 1, "ConnectionRefusedError")
    for _ in WAITS:
        run(delivery)
    assert delivery.state == "failed"
    try_again(delivery)
    delivery.refresh_from_db()
    assert delivery.state == "queued"


def test_a_refused_recipient_is_given_up_at_once(monkeypatch, folder):
    def refuse(delivery):
        raise smtplib.SMTPRecipientsRefused({"alice@example.com": (550, b"no such user")})

    monkeypatch.setattr(transport, "send", refuse)
    assert run(a_mail()).state == "failed"


def test_a_mail_that_cannot_be_made_is_given_up_at_once(folder):
    delivery = a_mail()
    Delivery.objects.filter(pk=delivery.pk).update(headers={"X-Name": "a\nb"})
    assert run(delivery).state == "failed"


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (HeaderParseError("x"), "failed"),
        (UnicodeEncodeError("ascii", "é", 0, 1, "x"), "failed"),
        (ssl.SSLCertVerificationError("x"), "queued"),
        (TimeoutError(), "queued"),
    ],
)
def test_errors_of_the_mail_are_final_and_those_of_the_way_are_not(monkeypatch, folder, error, state):
    def fail(delivery):
        raise error

    monkeypatch.setattr(transport, "send", fail)
    assert run(a_mail()).state == state


def test_a_claim_of_a_killed_process_is_taken_over_later(folder):
    delivery = a_mail()
    Delivery.objects.update(state="sending", claimed_at=NOON)
    with clock.frozen(NOON + timedelta(seconds=5)):
        assert run(delivery).state == "sending"
    with clock.frozen(NOON + CLAIM_LASTS + timedelta(seconds=1)):
        assert run(delivery).state == "sent"


@pytest.fixture
def unused_port():
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_mail_whose_sender_was_killed_is_looked_at_again_when_the_claim_is_over(folder):
    delivery = a_mail()
    Delivery.objects.filter(pk=delivery.pk).update(state="sending", claimed_at=clock.now())
    before = DBTaskResult.objects.count()
    assert run(delivery).state == "sending"
    again = DBTaskResult.objects.order_by("-enqueued_at")[0]
    assert DBTaskResult.objects.count() == before + 1 and again.run_after > clock.now() + CLAIM_LASTS / 2
    Delivery.objects.filter(pk=delivery.pk).update(claimed_at=clock.now() - CLAIM_LASTS - timedelta(seconds=1))
    assert run(delivery).state == "sent" and len(list(folder.glob("*.eml"))) == 1


def test_what_a_killed_process_was_sending_is_queued_again(folder):
    delivery = a_mail(now=clock.now() - timedelta(hours=1))
    Delivery.objects.filter(pk=delivery.pk).update(state="sending", claimed_at=clock.now() - timedelta(hours=1))
    assert queue_unsent() == 0, "its task is made ready again at the start"
    DBTaskResult.objects.all().delete()
    assert queue_unsent() == 1


def test_a_code_that_is_no_longer_valid_is_not_sent(folder):
    delivery = run(a_mail(is_secret=True, now=clock.now() - timedelta(minutes=11), lasts=timedelta(minutes=10)))
    assert (delivery.state, delivery.error, delivery.text) == ("failed", "Expired", "")
    assert not list(folder.glob("*.eml"))


def test_codes_go_before_everything_else_that_waits(folder):
    a_mail()
    secret = a_mail(is_secret=True)
    first = DBTaskResult.objects.ready().first()
    assert first.args_kwargs["args"] == [secret.pk]
