"""Writing one mail to one follower: their language, their zone, a text and an HTML body from templates."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pindesk.accounts.company import current_company
from pindesk.lib import markdown
from pindesk.lib.addresses import public_url
from pindesk.outbox.actions import send_mail
from pindesk.outbox.models import Delivery
from pindesk.tickets.access import Follower, Notice


def write(
    purpose: str, notice: Notice, follower: Follower, values: dict[str, Any], *, key: str, at: datetime
) -> Delivery:
    """Put the mail `notifications/ticket_<purpose>` into the outbox, in the caller's transaction."""
    company = current_company()
    company_zone = ZoneInfo(company.zone)
    with translation.override(follower.language), timezone.override(follower.zone or company_zone):
        subject = _subject(purpose, notice, values)
        context = {
            "company": company.name,
            "company_zone": company_zone,
            "subject": subject,
            "name": follower.name,
            "ticket": notice,
            "link": _address(notice) + values.get("anchor", ""),
            "language": follower.language,
            **values,
        }
        if "body" in values:
            render = markdown.lite if values["format"] == "markdown" else markdown.plain
            context["body_html"] = render(values["body"])
        return send_mail(
            to=follower.email,
            subject=subject,
            text=render_to_string(f"notifications/ticket_{purpose}.txt", context),
            html=render_to_string(f"notifications/ticket_{purpose}.html", context),
            language=follower.language,
            purpose=f"ticket.{purpose}",
            reference=f"ticket:{notice.number}",
            key=key,
            sender_name=company.name,
            headers=_thread(notice),
            now=at,
        )


def _address(notice: Notice) -> str:
    return public_url() + reverse("portal:ticket", kwargs={"number": notice.number})


def _subject(purpose: str, notice: Notice, values: dict[str, Any]) -> str:
    about = {"number": notice.number, "subject": notice.subject}
    if purpose == "received":
        return _("We received ticket %(number)s: %(subject)s") % about
    if purpose == "copied":
        by = values["added_by"] or current_company().name
        return _("%(name)s copied you on ticket %(number)s: %(subject)s") % {**about, "name": by}
    if purpose == "answered" and not values["is_from_agent"]:
        return _("A message in ticket %(number)s: %(subject)s") % about
    if purpose == "solved" or values.get("is_solved"):
        return _("Ticket %(number)s is solved: %(subject)s") % about
    return _("An answer to ticket %(number)s: %(subject)s") % about


def _thread(notice: Notice) -> dict[str, str]:
    """Keeps all mails about one ticket together in the reader's mail program (RFC 5322, 3.6.4)."""
    host = public_url().partition("://")[2].partition(":")[0]
    return {"References": f"<ticket-{notice.number}@{host}>"}
