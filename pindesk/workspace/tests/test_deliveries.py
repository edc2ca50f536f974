"""Mail that did not leave is shown to leads, and can be tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from pindesk.events.models import Cursor
from pindesk.lib import clock
from pindesk.outbox.actions import send_mail
from pindesk.outbox.models import Delivery
from tests.asking import assert_constant_queries, client_for
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PAGE = "/workspace/deliveries/"


def a_mail(state: str, **changes: object) -> Delivery:
    with transaction.atomic():
        mail = send_mail(
            to="alice@example.com",
            subject="<b>Re</b>: your ticket",
            text="Words of a customer",
            language="en",
            purpose="ticket.answered",
            reference="ticket:1001",
        )
    Delivery.objects.filter(pk=mail.pk).update(state=state, **changes)
    mail.refresh_from_db()
    return mail


def test_a_lead_sees_what_was_given_up_and_tries_it_again(cast: Cast) -> None:
    mail = a_mail("failed", attempts=9, error="SMTPServerDisconnected")
    lead = client_for(cast.lin)
    page = lead.get(PAGE).text
    assert "alice@example.com" in page and "SMTPServerDisconnected" in page
    assert "&lt;b&gt;Re&lt;/b&gt;" in page and "Words of a customer" not in page
    assert f'action="{PAGE}{mail.pk}/attempts"' in page
    response = lead.post(f"{PAGE}{mail.pk}/attempts")
    assert (response.status_code, response["Location"]) == (302, f"{PAGE}?queued=1")
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.error) == ("queued", 0, "")
    assert "alice@example.com" not in lead.get(PAGE).text
    assert lead.post(f"{PAGE}{mail.pk}/attempts").status_code == 302  # twice does no more


def test_a_mail_that_is_tried_again_and_a_reader_that_is_stuck_are_listed(cast: Cast) -> None:
    a_mail("queued", attempts=2, error="ConnectionRefusedError")
    Cursor.objects.create(
        consumer="notifications.ticket_mails",
        position="1.0.1",
        failures=3,
        error="KeyError",
        retry_at=clock.now() + timedelta(minutes=1),
    )
    page = client_for(cast.lin).get(PAGE).text
    assert "ConnectionRefusedError" in page and "1 mail waits to leave." in page
    assert "notifications.ticket_mails" in page and "3 failures" in page and "KeyError" in page


def test_the_code_of_a_mail_that_was_given_up_cannot_be_sent_again(cast: Cast) -> None:
    mail = a_mail("failed", is_secret=True, text="", html="")
    lead = client_for(cast.lin)
    assert f"{mail.pk}/attempts" not in lead.get(PAGE).text
    lead.post(f"{PAGE}{mail.pk}/attempts")
    mail.refresh_from_db()
    assert mail.state == "failed"


def test_it_says_when_no_mail_server_is_set(cast: Cast, settings) -> None:
    lead = client_for(cast.lin)
    settings.MAIL_FOLDER, settings.SMTP = "", None
    assert "No mail server is set." in lead.get(PAGE).text
    settings.SMTP = {"host": "mail.example.com"}
    assert "No mail server is set." not in lead.get(PAGE).text


def test_it_is_for_leads_alone(cast: Cast) -> None:
    mail = a_mail("failed")
    agent = client_for(cast.ada)
    assert agent.get(PAGE).status_code == agent.post(f"{PAGE}{mail.pk}/attempts").status_code == 403
    assert PAGE not in agent.get("/workspace/plans/").text
    assert PAGE in client_for(cast.lin).get("/workspace/plans/").text
    assert Client().get(PAGE).status_code == 302
    assert client_for(cast.alice).get(PAGE).status_code == 302
    mail.refresh_from_db()
    assert mail.state == "failed"


def test_what_is_not_there_and_the_wrong_method_are_refused(cast: Cast) -> None:
    lead = client_for(cast.lin)
    assert lead.post(f"{PAGE}99/attempts").status_code == 404
    assert lead.get(f"{PAGE}99/attempts").status_code == lead.post(PAGE).status_code == 405


def test_it_asks_as_much_for_one_mail_as_for_many(cast: Cast) -> None:
    def add() -> None:
        for state in ("failed", "queued"):
            a_mail(state, attempts=1)

    assert_constant_queries(client_for(cast.lin), PAGE, add, rows=12)
