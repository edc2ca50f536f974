"""One-click sign-in and the demo's mailbox; these addresses exist only while the demo runs."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from pindesk.accounts.access import person_by_email
from pindesk.accounts.actions import sign_in
from pindesk.accounts.models import Level, Person
from pindesk.accounts.requests import Request
from pindesk.demo import mailbox
from pindesk.demo.people import CAST, CastMember


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everybody one can be, a button each."""
    return render(request, "demo/people.html", {"cast": CAST, "mails": mailbox.count()})


def sign_in_as(request: Request, who: str) -> HttpResponse:
    """Be that person: a link as printed in the terminal, or the button of the page."""
    one = next((one for one in CAST if one.key == who), None)
    person = person_by_email(one.email) if one else None
    if one is None or person is None:
        raise Http404
    sign_in(request, person, one.audience, level=Level.SIGNED_IN)
    return redirect(_home(one, person))


def _home(one: CastMember, person: Person) -> str:
    return "/workspace/" if one.audience == "agent" else f"/{person.language}/"


@require_GET
def mails(request: HttpRequest) -> HttpResponse:
    """What was sent, newest first."""
    return render(request, "demo/mails.html", {"mails": mailbox.newest(100)})


@require_GET
def mail(request: HttpRequest, number: int) -> HttpResponse:
    """One mail: its headers and its text."""
    return render(request, "demo/mail.html", {"mail": _mail(number)})


@require_GET
def mail_page(request: HttpRequest, number: int) -> HttpResponse:
    """The HTML body as the reader's mail program would show it, in a sandbox of its own."""
    response = HttpResponse(_mail(number).html)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return response


def _mail(number: int) -> mailbox.Mail:
    found = mailbox.mail(number)
    if found is None:
        raise Http404
    return found
