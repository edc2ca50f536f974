"""Beside the form of a new ticket: what is suggested to whom, where the words go, and what an agent learns of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pindesk.accounts.models import Membership
from pindesk.knowledge import actions as knowledge
from pindesk.knowledge import limits
from pindesk.knowledge.models import Answer, Step
from pindesk.tickets import actions
from pindesk.tickets.models import Draft, Ticket
from tests.articles import an_article, translated
from tests.asking import a_ticket, client_for
from tests.cast import Cast
from tests.html import Node, parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

PART = "/en/tickets/new/parts/beside"
TYPED = {
    "topic": "sending",
    "subject": "The newsletter does not leave the queue",
    "body": "Since this morning nothing of the campaign has been sent.",
    "language": "en",
}
SOLUTION = "/en/tickets/new/solution"


def ask(client: Client, path: str = PART, **changes: str) -> str:
    response = client.post(path, {**TYPED, **changes})
    assert response.status_code == 200
    return response.text


def suggested(html: str) -> list[int]:
    found = (node.attributes.get("data-article") for node in parse(html).walk() if "data-read" in node.attributes)
    return [int(number) for number in found if number]


def same(html: str) -> list[int]:
    found = (node.attributes.get("data-beside-same") for node in parse(html).walk())
    return [int(number) for number in found if number]


def fields_of(html: str, form: str) -> dict[str, str]:
    """The fields of the form of that id or address, as a browser without a script sends them."""
    node = next(
        node for node in parse(html).walk() if form in (node.attributes.get("id"), node.attributes.get("action"))
    )
    return {one.attributes["name"]: _value(one) for one in node.walk() if "name" in one.attributes}


def _value(node: Node) -> str:
    return node.text if node.tag == "textarea" else node.attributes.get("value", "")


def test_articles_and_a_ticket_about_the_same_are_shown(alice: Membership) -> None:
    article = an_article("Why a campaign stays in the queue")
    an_article("Download an invoice", "Under Billing.")
    ticket = a_ticket(alice)
    html = ask(client_for(alice))
    assert (suggested(html), same(html)) == ([article.article_id], [ticket.number])
    assert f'href="/en/tickets/{ticket.number}/"' in html
    assert "Received" in html
    assert "first reply promised by Sat 17:55" in html
    assert "You have a ticket about this, and 1 article may answer it." in html


def test_a_colleague_and_a_stranger_are_shown_nothing_of_it(cast: Cast) -> None:
    ticket = a_ticket(cast.alice)
    for member in (cast.bob, cast.mallory):
        html = ask(client_for(member))
        assert same(html) == []
        assert ticket.subject not in html


def test_what_it_is_said_not_to_be_and_what_it_follows_are_not_shown(alice: Membership) -> None:
    client, ticket = client_for(alice), a_ticket(alice)
    assert same(ask(client, other_than=f"999 {ticket.number}")) == []
    assert same(ask(client, follows=str(ticket.number))) == []
    assert same(ask(client, other_than="x -1 9e9 " + "7" * 50)) == [ticket.number]


def test_restricted_and_withdrawn_articles_are_nowhere(cast: Cast) -> None:
    article = an_article("Why a campaign stays in the queue", visibility="plans:premium")
    client, stranger = client_for(cast.alice), client_for(cast.mallory)
    words = f"/en/tickets/new/parts/articles/{article.article_id}"
    assert suggested(ask(client)) == [article.article_id]
    assert client.get(words).status_code == 200
    assert suggested(ask(stranger)) == []
    assert stranger.get(words).status_code == 404
    assert stranger.post(SOLUTION, {**TYPED, "form": "ticket", "article": article.article_id}).status_code == 404
    knowledge.withdraw(article, by=None)
    assert suggested(ask(client)) == []
    assert client.get(words).status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "", "body": ""},
        {"subject": "Hello", "body": ""},
        {"subject": "Hello", "body": "I have a problem, please help me. Thanks!"},
        {"subject": "\x00 \x00", "body": "\x00"},
    ],
)
def test_hardly_any_words_show_nothing(alice: Membership, changes: dict[str, str]) -> None:
    an_article("A problem? Hello")
    a_ticket(alice, subject="Hello", body="I have a problem")
    html = ask(client_for(alice), **changes)
    assert (suggested(html), same(html)) == ([], [])


def test_nul_markup_and_a_very_long_text_are_no_trouble(alice: Membership) -> None:
    article = an_article("Why a campaign stays in the queue")
    client, evil = client_for(alice), '"><script>alert(1)</script>\x00 queue of the campaign'
    html = ask(client, subject=evil, body=evil, topic=evil, language=evil, other_than=evil, follows=evil)
    assert "<script>" not in html
    assert suggested(html) == [article.article_id]
    assert suggested(ask(client, subject="", body="é\u0301 campaign queue " * 2_000)) == [article.article_id]
    a_ticket(alice, subject="<b>Newsletter</b> does not leave the queue")
    assert "<b>Newsletter" not in ask(client)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_each_language_has_its_page_and_its_articles(alice: Membership, language: str) -> None:
    article = an_article("Why a campaign stays in the queue")
    if language != "en":
        translated(article, language, "Campaign queue, translated")
    path = f"/{language}/tickets/new/parts/beside"
    html = ask(client_for(alice), path, subject="Campaign queue", body="", language="")
    assert suggested(html) == [article.article_id]
    assert f'href="/{language}/articles/{article.article_id}-' in html
    page = client_for(alice).get(f"/{language}/tickets/new/parts/articles/{article.article_id}").text
    assert f'<article class="prose" lang="{language}">' in page


def test_the_language_of_the_answer_decides_where_it_is_another_than_the_page_s(alice: Membership) -> None:
    article = an_article("Why a campaign stays in the queue")
    translated(article, "fr", "Pourquoi une campagne attend", "La campagne attend dans la file.")
    html = ask(client_for(alice), subject="La campagne attend", body="", language="fr")
    assert suggested(html) == [article.article_id]
    assert f'data-read="/fr/tickets/new/parts/articles/{article.article_id}"' in html


def test_a_text_in_another_language_finds_what_is_in_its_own(alice: Membership) -> None:
    article = an_article("Why a campaign stays in the queue")
    translated(article, "fr", "Pourquoi une campagne attend", "La campagne attend dans la file.")
    typed = {
        "subject": "La campagne attend",
        "body": "Depuis ce matin, elle reste dans la file et nous ne savons que faire.",
    }
    html = ask(client_for(alice), **typed, language="en")
    assert "Pourquoi une campagne attend" in html
    assert f'href="/fr/articles/{article.article_id}-' in html


def test_it_is_no_search_and_the_last_words_are_not_kept(alice: Membership) -> None:
    an_article("Why a campaign stays in the queue")
    ask(client_for(alice))
    assert not Step.objects.exists()
    assert not Draft.objects.exists()


def test_who_asks_too_often_is_told_when_to_come_back(alice: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    from pindesk.lib.rate import Bucket

    monkeypatch.setattr("pindesk.portal.beside.SEARCHES", Bucket(rate=0.5, burst=1, clock=lambda: 0.0))
    client = client_for(alice)
    ask(client)
    response = client.post(PART, TYPED)
    assert (response.status_code, response["Retry-After"], response.content) == (429, "2", b"")
    assert client.post("/en/tickets/new", {**TYPED, "subject": ""}).status_code == 422, "the form itself goes on"
    limits.forget()


def test_signed_out_another_writer_and_wrong_methods(cast: Cast) -> None:
    article = an_article("Why a campaign stays in the queue").article_id
    nobody, client = client_for(), client_for(cast.alice)
    for path in (PART, SOLUTION, f"{SOLUTION}/delete", "/en/tickets/1001/draft"):
        assert "/sign-in" in nobody.post(path, TYPED)["Location"]
    assert "/sign-in" in nobody.get(f"/en/tickets/new/parts/articles/{article}")["Location"]
    assert client.post(PART, TYPED, headers={"X-Pindesk-Person": str(cast.bob.person_id)}).status_code == 404
    assert client.get(PART).status_code == 405
    assert client.get(f"{SOLUTION}/delete").status_code == 405
    assert client.get("/en/tickets/1001/draft").status_code == 405
    assert client.post(f"/en/tickets/new/parts/articles/{article}").status_code == 405
    assert client.get("/en/tickets/new/parts/articles/999999").status_code == 404


def test_it_asks_few_questions_however_much_there_is(alice: Membership) -> None:
    client = client_for(alice)

    def queries() -> int:
        ask(client)
        with CaptureQueriesContext(connection) as found:
            ask(client)
        return len(found)

    an_article("Why a campaign stays in the queue")
    a_ticket(alice)
    few = queries()
    for number in range(20):
        an_article(f"Campaign in the queue, {number}")
        a_ticket(alice)
    assert few == queries() <= 8


def test_the_words_of_an_article_stand_alone_with_their_live_blocks(alice: Membership) -> None:
    article = an_article("Opening hours", "## When\n\n{{ hours }}")
    page = client_for(alice).get(f"/en/tickets/new/parts/articles/{article.article_id}").text
    full = client_for(alice).get(f"/en/articles/{article.article_id}", follow=True).text
    assert 'id="reader-title"' in page
    assert "<html" not in page
    assert 'class="live-block"' in full
    assert 'class="live-block"' in page


def test_without_a_script_a_form_that_comes_back_has_it(alice: Membership) -> None:
    article, ticket = an_article("Why a campaign stays in the queue"), a_ticket(alice)
    client = client_for(alice)
    assert suggested(client.get("/en/tickets/new").text) == []
    page = client.post("/en/tickets/new", {**TYPED, "topic": "", "upload": ""}).text
    assert (suggested(page), same(page)) == ([article.article_id], [ticket.number])
    assert 'target="_blank"' in page
    fields = fields_of(page, "elsewhere")
    assert (fields["subject"], fields["body"].strip(), fields["form"]) == (TYPED["subject"], TYPED["body"], "ticket")
    response = client.post(f"/en/tickets/{ticket.number}/draft", fields)
    assert response.status_code == 303
    assert TYPED["body"] in client.get(response["Location"]).text


def test_the_form_keeps_what_it_is_not_about(alice: Membership) -> None:
    client, ticket = client_for(alice), a_ticket(alice)
    client.post("/en/drafts/ticket", {**TYPED, "other_than": str(ticket.number)})
    assert f'name="other_than" value="{ticket.number}"' in client.get("/en/tickets/new").text
    page = client.post("/en/tickets/new", {**TYPED, "topic": "", "other_than": str(ticket.number)}).text
    assert f'name="other_than" value="{ticket.number}"' in page
    assert same(page) == []


@pytest.mark.parametrize("copies", [["{bob} {ada}"], ["{bob}", "{ada}"]])
def test_colleagues_that_were_chosen_come_back_with_the_draft(cast: Cast, alice: Membership, copies: list[str]) -> None:
    article = an_article("Why a campaign stays in the queue")
    people = {"bob": cast.bob.person_id, "ada": cast.ada.person_id}
    chosen = [each.format(**people) for each in copies]
    sent = {**TYPED, "form": "ticket", "article": str(article.article_id), "copies": chosen}
    client_for(alice).post(SOLUTION, sent)
    assert Draft.objects.get().data["copies"].split() == [str(number) for number in people.values()]


def test_an_article_that_solved_it_counts_and_the_draft_can_be_brought_back(alice: Membership) -> None:
    article = an_article("Why a campaign stays in the queue")
    client = client_for(alice)
    client.post("/en/drafts/ticket", {**TYPED, "body": "An older state"})
    sent = {**TYPED, "form": "ticket", "article": str(article.article_id), "visit": "visit-1"}
    response = client.post(SOLUTION, sent)
    assert response.status_code == 303
    answer = Answer.objects.get()
    assert (answer.article_id, answer.is_solved, answer.visit, answer.is_customer) == (
        article.article_id,
        True,
        "visit-1",
        True,
    )
    assert not Ticket.objects.exists()
    assert "This is your draft" not in client.get("/en/tickets/new").text
    page = client.get(response["Location"]).text
    assert "Glad that helped" in page
    assert TYPED["subject"] in page
    assert article.title in page
    back = client.post(f"{SOLUTION}/delete", fields_of(page, f"{SOLUTION}/delete"))
    assert (back.status_code, back["Location"]) == (303, "/en/tickets/new")
    form = client.get(back["Location"]).text
    assert f"{TYPED['body']}</textarea>" in form
    assert "Bring my draft back" not in client.get(response["Location"]).text


@pytest.mark.parametrize("form", ["ticket-beside", "follow-up"])
def test_each_form_gets_its_own_draft_back(alice: Membership, form: str) -> None:
    article, client = an_article(), client_for(alice)
    followed = a_ticket(alice)
    name = f"follow-up:{followed.number}" if form == "follow-up" else form
    response = client.post(SOLUTION, {**TYPED, "form": name, "article": str(article.article_id)})
    page = client.get(response["Location"]).text
    back = client.post(f"{SOLUTION}/delete", fields_of(page, f"{SOLUTION}/delete"))
    assert TYPED["subject"] in client.get(back["Location"]).text
    assert Draft.objects.get().form == name


@pytest.mark.parametrize(
    "form", ["", "reply:1001", "aside:ticket", "follow-up:999999", "follow-up:x", "x" * 60, "a\x00b"]
)
def test_other_forms_are_not_there(cast: Cast, form: str) -> None:
    article, ticket, client = an_article(), a_ticket(cast.alice), client_for(cast.alice)
    sent: dict[str, Any] = {**TYPED, "form": form, "article": article.article_id}
    assert client.post(SOLUTION, sent).status_code == 404
    assert client.post(f"{SOLUTION}/delete", sent).status_code == 404
    assert client.post(f"/en/tickets/{ticket.number}/draft", sent).status_code == 404
    if form:
        assert client.get(f"{SOLUTION}?form={quote(form)}").status_code == 404
    assert not Draft.objects.exists()


def test_nobody_adds_to_or_follows_what_is_not_theirs(cast: Cast) -> None:
    ticket, article = a_ticket(cast.alice), an_article()
    for member in (cast.bob, cast.mallory):
        client = client_for(member)
        assert client.post(f"/en/tickets/{ticket.number}/draft", {**TYPED, "form": "ticket"}).status_code == 404
        sent = {**TYPED, "form": f"follow-up:{ticket.number}", "article": article.article_id}
        assert client.post(SOLUTION, sent).status_code == 404
    assert not Draft.objects.exists()


def test_words_are_added_to_a_ticket_and_both_drafts_are_kept(alice: Membership) -> None:
    client, ticket = client_for(alice), a_ticket(alice)
    client.post("/en/drafts/ticket", TYPED)
    client.post(f"/en/drafts/reply:{ticket.number}", {"body": "Begun before."})
    response = client.post(f"/en/tickets/{ticket.number}/draft", {**TYPED, "form": "ticket"})
    assert response["Location"] == f"/en/tickets/{ticket.number}/#reply"
    page = client.get(response["Location"]).text
    assert f"Begun before.\n\n{TYPED['subject']}\n\n{TYPED['body']}</textarea>" in page
    assert [draft.form for draft in Draft.objects.all()] == [f"reply:{ticket.number}"]


def test_too_long_to_be_kept_is_refused_in_a_sentence(alice: Membership) -> None:
    client, ticket = client_for(alice), a_ticket(alice)
    response = client.post(f"/en/tickets/{ticket.number}/draft", {"form": "ticket", "body": "x" * 70_000})
    assert response.status_code == 400
    assert "longer than we can take" in response.text


def test_a_ticket_tells_what_was_read_as_far_as_its_writer_may_read_it(cast: Cast) -> None:
    one, secret, gone = an_article("One"), an_article("Secret", visibility="plans:premium"), an_article("Gone")
    knowledge.withdraw(gone, by=None)
    numbers = f"{gone.article_id} {secret.article_id} x -3 {one.article_id} {10**17} {one.article_id}"
    client_for(cast.mallory).post("/en/tickets/new", {**TYPED, "read": numbers})
    client_for(cast.alice).post("/en/tickets/new", {**TYPED, "read": numbers})
    client_for(cast.bob).post("/en/tickets/new", TYPED)
    read = dict(Ticket.objects.values_list("requester", "articles_read"))
    assert read[cast.mallory.person_id] == [one.article_id]
    assert read[cast.alice.person_id] == [secret.article_id, one.article_id]
    assert read[cast.bob.person_id] == []


def test_ten_articles_are_told_at_most(alice: Membership) -> None:
    numbers = [an_article(f"Article {number}").article_id for number in range(12)]
    client_for(alice).post("/en/tickets/new", {**TYPED, "read": " ".join(map(str, numbers))})
    assert Ticket.objects.get().articles_read == numbers[-10:]


def test_a_solved_ticket_is_found_and_takes_the_words(alice: Membership) -> None:
    client, ticket = client_for(alice), a_ticket(alice)
    actions.solve(ticket, by=alice.person)
    html = ask(client)
    assert same(html) == [ticket.number]
    assert "Solved" in html
    client.post(f"/en/tickets/{ticket.number}/draft", {**TYPED, "form": "ticket"})
    assert TYPED["body"] in client.get(f"/en/tickets/{ticket.number}/").text
