"""Opening a ticket: topic first, then what happened; nothing typed is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pindesk.accounts.requests import CustomerRequest
from pindesk.availability.access import policy_for, topics
from pindesk.availability.answers import check_all
from pindesk.availability.fields import NO_HELPS, TopicField, help_lines
from pindesk.availability.models import Topic
from pindesk.availability.policy import Channel, Customer, Policy
from pindesk.availability.rules import availability, promise_seconds
from pindesk.knowledge.actions import record_step
from pindesk.knowledge.errors import TooOften
from pindesk.lib import clock
from pindesk.lib.refusals import Refusal
from pindesk.lib.text import clean_line, clean_text, number_or_none
from pindesk.plans.access import plan_code_of
from pindesk.portal.again import keep_other_words
from pindesk.portal.asked import Asked, asked, card_problems, left_over, lines_of
from pindesk.portal.beside import NOTHING, Beside, beside_of, read_articles
from pindesk.portal.files import handed_in, kept_in
from pindesk.portal.followers import choices_for
from pindesk.portal.forms import TicketForm
from pindesk.portal.gate import customer_required
from pindesk.portal.times import zone_note
from pindesk.tickets.access import conversation, draft_of, drafts_of, ticket_for_customer
from pindesk.tickets.actions import open_ticket
from pindesk.tickets.actions.attaching import HandedIn, drop_copies
from pindesk.tickets.errors import FieldsNotTaken, UnknownTopic
from pindesk.tickets.models import Draft, Ticket
from pindesk.tickets.rules import SUBJECT_MAX_CHARS, opening_form

PARTS = ("topic", "promise")
SHOWN_CHARS = 80  # of another draft, in the link to it


@dataclass(frozen=True, slots=True)
class Offer:
    """The topics this customer may open a ticket on, and whether the plan includes tickets as such.

    `languages` are the codes of those in which tickets are answered, `language` the one to begin with. `gone` are the
    codes of topics that are no longer offered.
    """

    languages: tuple[str, ...]
    language: str
    topics: tuple[Topic, ...]
    policy: Policy
    plan: str | None
    is_in_plan: bool
    gone: frozenset[str]

    def fields(self, topic: str) -> tuple[TopicField, ...]:
        """What that topic asks, if it is one on offer."""
        is_offered = any(one.code == topic for one in self.topics)
        return self.policy.topics[topic].fields if is_offered and topic in self.policy.topics else ()


@require_http_methods(["GET", "HEAD", "POST"])
@customer_required
def new(request: CustomerRequest) -> HttpResponse:
    """The form, with what was kept of it; sent twice it is one ticket, and what was added in between is kept."""
    offer = _offer(request)
    if request.method != "POST":
        return _page(request, offer, *_begun(request, offer))
    form, files = TicketForm.of(request.POST, offer.language), handed_in(request)
    rest = _rest(request, offer, form)
    form.rest = lines_of(rest, offer.policy.topics, request.language)
    if "refresh" in request.POST:
        return _page(request, offer, form, None, files)
    form.say_problems(card_problems(rest))
    codes = {topic.code for topic in offer.topics}
    if not form.is_valid(codes, offer.languages, gone=offer.gone, fields=offer.fields(form.topic)):
        return _page(request, offer, form, None, files, status=422)
    try:
        files.check()
        ticket = _open(request, form, files, offer.fields(form.topic))
    except Refusal as refusal:
        _say(form, files, refusal)
        return _page(request, offer, form, None, files, status=refusal.status)
    drop_copies(files)
    _note_that_they_wrote(request, ticket)
    first = _first_words(ticket)
    keep_other_words(request.person, ticket.number, _other_words(request, offer, form, ticket, first), first)
    return HttpResponseRedirect(f"{reverse('portal:ticket', kwargs={'number': ticket.number})}?opened=1", status=303)


@require_safe
@customer_required
def part(request: CustomerRequest, part: str) -> HttpResponse:
    """What the form shows of a topic: what it asks for, and by when a first reply is promised."""
    if part not in PARTS:
        raise Http404
    offer, form = _offer(request), TicketForm(topic=request.GET.get("topic", ""))
    context = _about(request, offer, form) if part == "topic" else _promise(request, offer, form.topic)
    return render(request, f"portal/tickets/_{part}.html", context)


def _say(form: TicketForm, files: HandedIn, refusal: Refusal) -> None:
    """What has changed since the form was looked at stands where it belongs."""
    if isinstance(refusal, UnknownTopic):
        form.say_topic_gone()
    elif isinstance(refusal, FieldsNotTaken):
        form.say_problems(refusal.problems)
    else:
        form.errors[""] = [files.above(refusal)]


def _open(request: CustomerRequest, form: TicketForm, files: HandedIn, fields: tuple[TopicField, ...]) -> Ticket:
    return open_ticket(
        membership=request.membership,
        topic=form.topic,
        subject=form.subject,
        body=form.words,
        language=form.language,
        client_id=form.client_id,
        follows=_followed(request, form.follows),
        is_beside=form.is_beside,
        uploads=files.tokens,
        copies=form.copies,
        articles_read=read_articles(request),
        fields={field.code: form.answers[field.code] for field in fields if field.code in form.answers},
    )


def _note_that_they_wrote(request: CustomerRequest, ticket: Ticket) -> None:
    """For the figures of the help centre: that a visit ended with a ticket, and on what; not whose or which."""
    record_step(
        visit=request.POST.get("visit", ""),
        kind="wrote",
        language=request.language,
        is_customer=True,
        topic=ticket.topic_id,
    )


def _first_words(ticket: Ticket) -> str:
    return next(entry.body for entry in conversation(ticket) if entry.message)


def _other_words(request: CustomerRequest, offer: Offer, form: TicketForm, ticket: Ticket, first: str) -> str:
    """The description, and where the ticket was there before, what the form now says otherwise in its fields."""
    fields = offer.fields(form.topic)
    values, _problems = check_all(fields, form.answers)
    changed = {code: value for code, value in values.items() if ticket.fields.get(code) != value}
    if not changed:
        return form.words
    rows = asked([field for field in fields if field.code in changed], changed, {}, request.language)
    others = [] if clean_text(form.words) == first else [form.words.rstrip()]
    return "\n\n".join([*others, lines_of(rows, offer.policy.topics, request.language)])


def _followed(request: CustomerRequest, number: str) -> Ticket | None:
    """The ticket that the new one follows. Raises Http404 for one that is not theirs."""
    known = number_or_none(number)
    return ticket_for_customer(request.membership, known) if known else None


def _begun(request: CustomerRequest, offer: Offer) -> tuple[TicketForm, Any, HandedIn]:
    """The form as it was left, when, and its files; else an empty one for the topic of the ticket it follows."""
    followed = _followed(request, request.GET.get("follows", ""))
    follows = str(followed.number) if followed else ""
    beside = "" if followed else request.GET.get("beside", "")
    draft = draft_of(request.person, opening_form(followed.number)) if followed else _drafts(request)[beside == "1"]
    if draft:
        form = TicketForm.of({**draft.data, "follows": follows, "beside": beside}, offer.language)
        return form, draft.updated_at, kept_in(request, draft)
    if followed:
        language = followed.language if followed.language in offer.languages else offer.language
        said = {one.code: followed.fields.get(one.code, "") for one in offer.fields(followed.topic_id)}
        return TicketForm(topic=followed.topic_id, language=language, follows=follows, answers=said), None, HandedIn()
    topic = request.GET.get("topic", "")[:40]
    form = TicketForm(topic=topic, subject=_searched(request), language=offer.language, is_beside=beside == "1")
    return form, None, HandedIn()


def _drafts(request: CustomerRequest) -> tuple[Draft | None, Draft | None]:
    """The draft of a new ticket and the one beside it; asked for once in a request."""
    if not hasattr(request, "drafts"):
        names = opening_form(None), opening_form(None, is_beside=True)
        kept = drafts_of(request.person, *names)
        request.drafts = kept.get(names[0]), kept.get(names[1])  # type: ignore[attr-defined]
    found: tuple[Draft | None, Draft | None] = request.drafts  # type: ignore[attr-defined]
    return found


def _searched(request: CustomerRequest) -> str:
    """The words that somebody searched for before they came here, cut to a subject."""
    return clean_line(request.GET.get("subject", "")[: 4 * SUBJECT_MAX_CHARS])[:SUBJECT_MAX_CHARS]


def _offer(request: CustomerRequest) -> Offer:
    now = clock.now()
    policy, plan = policy_for(now), plan_code_of(request.membership.account_id, now)
    customer, languages = Customer(plan=plan), policy.channels[Channel.TICKET].languages
    language = request.language if request.language in languages else languages[0]

    def may_open(topic: str | None) -> bool:
        return availability(policy, customer, topic, language, now)[Channel.TICKET].is_usable

    active = topics()
    offered = tuple(topic for topic in active if may_open(topic.code))
    gone = policy.topics.keys() - {topic.code for topic in active}
    return Offer(languages, language, offered, policy, plan, may_open(None), frozenset(gone))


def _page(
    request: CustomerRequest,
    offer: Offer,
    form: TicketForm,
    draft_at: Any,
    files: HandedIn | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "files": files or HandedIn(),
        "draft_at": draft_at,
        "topics": [(topic.code, topic.name(request.language)) for topic in offer.topics],
        "languages": [(code, name) for code, name in settings.LANGUAGES if code in offer.languages],
        "is_in_plan": offer.is_in_plan,
        "colleagues": choices_for(request.membership, form.copies),
        "draft_form": opening_form(number_or_none(form.follows), form.is_beside),
        "beside": _looked_for(request, form) if request.method == "POST" else NOTHING,
        **_beside(request, form, has_draft=draft_at is not None),
        **_about(request, offer, form),
        **_promise(request, offer, form.topic),
    }
    return render(request, "portal/tickets/new.html", context, status=status)


def _looked_for(request: CustomerRequest, form: TicketForm) -> Beside:
    """What stands beside a form that came back; one without a script has it from here alone."""
    try:
        return beside_of(request, form)
    except TooOften:
        return NOTHING


def _beside(request: CustomerRequest, form: TicketForm, *, has_draft: bool) -> dict[str, Any]:
    """What is not in the form and must not be lost: the other draft of a new ticket, and words of a search.

    `searched` are those that a draft leaves no room for; they begin a ticket beside it unless one is there already.
    """
    if form.follows:
        return {"other": "", "other_href": "", "searched": "", "beside_href": ""}
    address, words = reverse("portal:new_ticket"), _searched(request)
    searched = words if has_draft and words != clean_line(form.subject) else ""
    other = _drafts(request)[not form.is_beside]
    return {
        "other": (other.data.get("subject") or other.data.get("body", ""))[:SHOWN_CHARS] if other else "",
        "other_href": address if form.is_beside else f"{address}?beside=1",
        "searched": searched,
        "beside_href": "" if other or not searched else f"{address}?{urlencode({'beside': '1', 'subject': words})}",
    }


def _promise(request: CustomerRequest, offer: Offer, code: str) -> dict[str, Any]:
    """When a first reply is due if sent now."""
    now = clock.now()
    topic = next((topic for topic in offer.topics if topic.code == code), None)
    seconds = promise_seconds(offer.policy, offer.plan, topic.code if topic else None)
    due_at = now + timedelta(seconds=seconds)
    return {"due_at": due_at, "zone_note": zone_note(request, due_at)}


def _about(request: CustomerRequest, offer: Offer, form: TicketForm) -> dict[str, Any]:
    """What the topic asks for and what helps to answer it; `rest` is what was typed for another one."""
    topic = next((topic for topic in offer.topics if topic.code == form.topic), None)
    note = ""
    if topic and topic.needs_writing:
        note = _("We answer this topic in writing only, so that there is a record and nobody else can ask for it.")
    known = offer.policy.topics.get(topic.code) if topic else None
    return {
        "note": note,
        "asked": asked(offer.fields(form.topic), form.answers, form.errors, request.language),
        "helps": help_lines(known.helps if known else NO_HELPS, request.language),
        "rest": _rest(request, offer, form),
    }


def _rest(request: CustomerRequest, offer: Offer, form: TicketForm) -> list[Asked]:
    """What was typed for a topic that is not the one chosen now, or no more on offer."""
    fields, topics = offer.fields(form.topic), offer.policy.topics
    return left_over(form.answers, fields, form.topic, topics, form.errors, request.language)
