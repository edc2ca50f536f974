"""Addresses that exist only in a server under test."""

from __future__ import annotations

import hashlib
import threading

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from pindesk.accounts.actions import sign_in, sign_out_everywhere
from pindesk.accounts.models import Agent, Company, Level, Membership, Person, Team
from pindesk.files.actions import store_image
from pindesk.files.models import StoredFile
from pindesk.files.serving import respond
from pindesk.project.urls import handler400, handler403, handler404, handler500, urlpatterns
from tests.cast import make_cast

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def echo(request: HttpRequest) -> HttpResponse:
    """What arrived of a request, and what Django believes of it."""
    body = request.read()
    return JsonResponse(
        {
            "length": len(body),
            "sha256": hashlib.sha256(body).hexdigest(),
            "declared": request.META.get("CONTENT_LENGTH"),
            "address": request.build_absolute_uri(),
            "client": request.META.get("REMOTE_ADDR"),
            "forwarded": [name for name in request.META if "FORWARDED" in name],
            "thread": threading.current_thread().name,
            "id": request.id,  # type: ignore[attr-defined]
        }
    )


def write(request: HttpRequest) -> HttpResponse:
    """One row, as large as asked for."""
    code = hashlib.sha256(request.body).hexdigest()[:30]
    Team.objects.create(code=code, name=request.body.decode())
    return JsonResponse({"teams": Team.objects.count()})


def file(request: HttpRequest, name: str) -> HttpResponse:
    """A file of the data directory (or, wrongly, of another one), sent by the router."""
    return HttpResponse(
        content_type="application/octet-stream", headers={"X-Pindesk-File": f"{settings.DATA_DIR}/{name}"}
    )


def fail(request: HttpRequest, word: str) -> HttpResponse:
    """A fault that quotes what a person typed."""
    raise ValueError(f"alice@example.com typed {request.GET.get('q')}")


urlpatterns += [
    path("test/echo", echo),
    path("test/write", write),
    path("test/fail/<str:word>", fail),
    path("test/file/<path:name>", file),
]


def be_agent(request: HttpRequest) -> HttpResponse:
    """Sign an agent in, made for the purpose."""
    person = Person.objects.create(email=f"{Person.objects.count()}@larkmail.example", name="Ada")
    person.language = request.GET.get("language", "en")
    person.save()
    Agent.objects.create(person=person, languages=["en"], role=request.GET.get("role", "agent"))
    sign_in(request, person, "agent", level=Level.SIGNED_IN)
    return HttpResponse("signed in")


def be_nobody(request: HttpRequest) -> HttpResponse:
    """End every session of every person."""
    for person in Person.objects.all():
        sign_out_everywhere(person, by=person)
    return HttpResponse("signed out")


def be_customer(request: HttpRequest) -> HttpResponse:
    """Sign Alice in, a customer who may open tickets; made with her company when it is not there yet."""
    alice = Membership.objects.filter(person__name__startswith="Alice").first()
    if alice is None:
        Company.objects.all().delete()  # the one that waits to be set up
        alice = make_cast().alice
    sign_in(request, alice.person, "customer", membership=alice, level=Level.SIGNED_IN)
    return HttpResponse("signed in")


urlpatterns += [
    path("test/agent", be_agent),
    path("test/customer", be_customer),
    path("test/nobody", be_nobody),
]


def take_images(request: HttpRequest) -> HttpResponse:
    """What arrived of a form with a file; a picture of it is kept when asked for."""
    sent = request.FILES["file"]
    about = {"name": sent.name, "length": sent.size, "sha256": hashlib.sha256(sent.read()).hexdigest()}
    if request.POST.get("keep"):
        sent.seek(0)
        about |= {"kept": store_image(sent).sha256}
    return JsonResponse(about)


def show_image(request: HttpRequest, sha256: str) -> HttpResponse:
    return respond(StoredFile.objects.get(sha256=sha256), name="Größe.png", is_public="public" in request.GET)


urlpatterns += [
    path("workspace/test/images", take_images),
    path("test/images", take_images),
    path("test/images/<str:sha256>", show_image),
]
