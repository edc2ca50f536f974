"""Writing articles: nothing that was typed is lost, whatever the answer is."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from pindesk.accounts.models import Agent
from pindesk.knowledge import actions
from pindesk.knowledge.models import Article, Category, Section, State, Translation, Version
from tests.articles import an_article, translated
from tests.asking import client_for
from tests.html import parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday", "cast")]

BODY = "Add **two** records."
EVIL = '<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)> "><b>'


@pytest.fixture
def client(ada: Agent) -> Client:
    return client_for(ada)


@pytest.fixture
def source() -> Translation:
    return an_article("Set up SPF", BODY)


def send(client: Client, row: Translation, what: str = "versions/", language: str = "en", **words: Any) -> HttpResponse:
    """Send the editor's form; what is not given is as it was saved at first."""
    form = {"base": "1", "title": "Set up SPF", "summary": "", "keywords": "", "body": BODY} | words
    return client.post(f"/workspace/articles/{row.article_id}/{language}/{what}", form)  # type: ignore[return-value]


def typed_in(page: str) -> dict[str, str]:
    """What is in the fields of the editor's form."""
    form = next(node for node in parse(page).walk() if node.attributes.get("id") == "write")
    named = {node.attributes["name"]: node for node in form.walk() if "name" in node.attributes}
    return {
        name: node.text if node.tag == "textarea" else node.attributes.get("value", "")
        for name, node in named.items()
        if name in ("base", "title", "summary", "keywords", "body")
    }


def latest(row: Translation, language: str = "en") -> Version:
    found = Translation.objects.get(article=row.article, language=language).latest
    assert found
    return found


def errors_in(page: str) -> list[str]:
    return [
        node.text
        for node in parse(page).walk()
        if node.attributes.get("class") == "field__error" and "hidden" not in node.attributes
    ]


def test_saving_keeps_a_version_and_comes_back_to_the_language(client: Client, source: Translation) -> None:
    answer = send(
        client, source, title=" Set up SPF ", summary="One\nline", keywords="dns", body="Anew\r\n\r\nand more\r\n"
    )
    assert (answer.status_code, answer["Location"]) == (303, f"/workspace/articles/{source.article_id}/?done=saved")
    version = latest(source)
    assert (version.number, version.title, version.summary, version.body) == (
        2,
        "Set up SPF",
        "One line",
        "Anew\n\nand more",
    )
    assert "It is saved." in client.get(answer["Location"]).text
    assert Translation.objects.get(pk=source.pk).published != version


def test_a_translation_begins_with_its_first_saving(client: Client, source: Translation) -> None:
    address = f"/workspace/articles/{source.article_id}/?language=de"
    page = client.get(address)
    assert typed_in(page.text) == {"base": "", "title": "", "summary": "", "keywords": "", "body": ""}
    assert BODY in page.text  # the source stands beside
    answer = send(client, source, language="de", base="", title="SPF einrichten", body="Zwei Einträge.")
    assert answer["Location"] == f"{address}&done=saved"
    assert latest(source, "de").body == "Zwei Einträge."


def test_publishing_saves_first_what_changed(client: Client, source: Translation) -> None:
    assert send(client, source, "publication", body="Anew").status_code == 303
    row = Translation.objects.get(pk=source.pk)
    assert (row.published, row.text) == (latest(source), "Anew")
    assert send(client, source, "publication", base="2", body="Anew").status_code == 303
    assert latest(source).number == 2


def test_pictures_that_are_not_there_are_told_before_and_after_publishing(client: Client, source: Translation) -> None:
    body = "![Gone](image:zzz) ![Outside](https://example.com/a.png)"
    preview = send(client, source, "preview", body=body).text
    told = [node.text for node in parse(preview).walk() if node.attributes.get("class") == "news"]
    assert [words.split()[-1] for words in told] == ["image:zzz", "https://example.com/a.png"]
    answer = send(client, source, "publication", body=body)
    assert 'class="failing"' in client.get(answer["Location"]).text
    assert 'class="failing"' not in client.get(send(client, source, "publication", base="2")["Location"]).text


def test_links_that_lead_nowhere_are_marked_in_the_preview_and_told_once_published(
    client: Client, source: Translation
) -> None:
    body = "[one](article:99999) [two](#nothing) [three](papaya.md) [four](https://example.com)"
    preview = parse(send(client, source, "preview", body=body).text)
    told = [node.text for node in preview.walk() if node.attributes.get("class") == "news"]
    assert [words.split()[-1] for words in told] == ["article:99999", "#nothing", "papaya.md"]
    assert [node.text for node in preview.walk() if node.attributes.get("class") == "is-broken"] == ["one", "two"]
    page = client.get(send(client, source, "publication", body=body)["Location"]).text
    failing = next(node for node in parse(page).walk() if node.attributes.get("class") == "failing")
    assert [node.text for node in failing.walk() if node.tag == "code"] == ["article:99999", "#nothing", "papaya.md"]
    mended = client.get(send(client, source, "publication", base="2")["Location"]).text
    assert 'class="failing"' not in mended


def test_a_text_that_takes_too_long_is_saved_and_not_shown(client: Client, source: Translation) -> None:
    sentence = "The text has too many lines, links or table cells to be shown. Divide it into several articles."
    body = "![a](b) " * 8_000
    preview = send(client, source, "preview", body=body)
    assert (preview.status_code, sentence in preview.text) == (200, True)
    answer = send(client, source, "publication", body=body)
    assert (answer.status_code, errors_in(answer.text)) == (400, [sentence])
    assert typed_in(answer.text)["base"] == "2"
    assert Translation.objects.get(pk=source.pk).published_id != latest(source).pk


def test_two_editors_at_once_lose_nothing(client: Client, lin: Agent, source: Translation) -> None:
    assert send(client_for(lin), source, body="Add **three** records.").status_code == 303
    answer = send(client, source, title="Set up SPF and DKIM", body="Add **two** records.\nThen wait.")
    assert answer.status_code == 409
    typed = typed_in(answer.text)
    assert (typed["base"], typed["title"]) == ("2", "Set up SPF and DKIM")
    assert typed["body"] == "Add **two** records. Then wait."  # the parser makes one space of a line break
    for words in ("Lin Chen saved version 2", "Nothing is lost", "data-unsaved", "What changed from version 1 to 2"):
        assert words in answer.text
    page = parse(answer.text)
    assert "Add ** three ** records." in [node.text for node in page.walk() if node.tag == "del"]
    assert "Then wait." in [node.text for node in page.walk() if node.tag == "ins"]
    assert latest(source).number == 2
    assert send(client, source, base="2", body="Add **two** records.\nThen wait.").status_code == 303
    bodies = Version.objects.filter(translation=source).order_by("number").values_list("body", flat=True)
    assert list(bodies) == [BODY, "Add **three** records.", "Add **two** records.\nThen wait."]


def test_a_conflict_names_what_differs_and_nothing_else(client: Client, lin: Agent, source: Translation) -> None:
    send(client_for(lin), source, body="Lin's words.")
    page = send(client, source, body="Ada's words.  ", title=" Set up SPF").text
    form = next(node for node in parse(page).walk() if node.attributes.get("id") == "write")
    assert form.attributes["data-unsaved"] == "body"


def test_a_third_editor_meanwhile_is_compared_again(client: Client, lin: Agent, source: Translation) -> None:
    send(client_for(lin), source, body="Theirs")
    send(client, source, body="Mine")
    send(client_for(lin), source, base="2", body="Theirs again")
    answer = send(client, source, base="2", body="Mine")
    assert (answer.status_code, typed_in(answer.text)["base"]) == (409, "3")


def test_publishing_on_top_of_another_is_compared_and_not_published(
    client: Client, lin: Agent, source: Translation
) -> None:
    send(client_for(lin), source, body="Theirs")
    answer = send(client, source, "publication", body="Mine")
    assert (answer.status_code, typed_in(answer.text)["body"]) == (409, "Mine")
    assert Translation.objects.get(pk=source.pk).text != "Mine"


def test_the_same_words_as_another_saved_are_no_conflict(client: Client, lin: Agent, source: Translation) -> None:
    send(client_for(lin), source, body="The same")
    assert send(client, source, body="The same").status_code == 303


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"title": ""}, "Give the article a title."),
        ({"title": "x" * 250}, "The title is longer than 200 characters."),
        ({"summary": "x" * 301}, "The summary is longer than 300 characters."),
        ({"keywords": "x" * 501}, "The search words are longer than 500 characters together."),
        ({"body": "x" * 200_001}, "The text is longer than 200,000 characters. Divide it into several articles."),
    ],
)
def test_what_is_refused_comes_back_with_its_sentence(
    client: Client, source: Translation, words: dict[str, str], sentence: str
) -> None:
    sent = {"title": "Kept", "summary": "Kept too", "body": "And this"} | words
    answer = send(client, source, **sent)
    assert answer.status_code == 400
    assert errors_in(answer.text) == [sentence]
    assert typed_in(answer.text) == {"base": "1", "keywords": "", **sent}
    assert latest(source).number == 1


def test_a_body_that_no_server_takes_is_refused_with_a_sentence(client: Client, source: Translation) -> None:
    answer = send(client, source, body="x" * 5_000_000)
    assert answer.status_code == 413
    assert "too large" in answer.text


def test_an_empty_text_is_saved_and_not_published(client: Client, source: Translation) -> None:
    answer = send(client, source, "publication", body="")
    assert answer.status_code == 400
    assert errors_in(answer.text) == ["An article needs a text before it can be published."]
    assert typed_in(answer.text)["base"] == "2"
    assert "data-unsaved" not in answer.text.partition('id="write"')[2].partition(">")[0].replace("data-unsaved-", "")
    assert Translation.objects.get(pk=source.pk).text != ""


@pytest.mark.parametrize("base", ["", "x", "-1", "9" * 30, "7"])
def test_a_forged_base_saves_over_nobody(client: Client, source: Translation, base: str) -> None:
    assert send(client, source, base=base, body="Mine").status_code == 409
    assert latest(source).number == 1


def test_html_and_scripts_are_text_in_the_preview(client: Client, source: Translation) -> None:
    for headers in ({"X-Pindesk": "preview"}, {}):
        form = {"base": "1", "title": EVIL, "summary": EVIL, "body": EVIL}
        answer = client.post(f"/workspace/articles/{source.article_id}/en/preview", form, headers=headers)
        assert answer.status_code == 200
        tags = [node for node in parse(answer.text).walk() if node.tag == "img" or "onerror" in node.attributes]
        assert not tags
        assert "<script>" not in answer.text
        assert 'href="javascript' not in answer.text
    assert latest(source).number == 1


def test_a_preview_without_a_script_is_the_page_with_what_was_typed(client: Client, source: Translation) -> None:
    answer = send(client, source, "preview", body="## Prepare\n\n{{ hours }}\n\n[other](article:7)")
    assert typed_in(answer.text)["base"] == "1"
    for words in ('<h2 id="preview-prepare">', "Live block: Opening hours", 'href="/workspace/articles/7"'):
        assert words in answer.text


def test_a_review_is_asked_for_by_the_author_and_published_by_another(
    client: Client, lin: Agent, source: Translation
) -> None:
    actions.change_settings(needs_review=True, by=lin)
    assert send(client, source, body="Anew").status_code == 303
    page = client.get(f"/workspace/articles/{source.article_id}/").text
    assert "Ask for a review" in page
    assert '/publication"' not in page
    refused = send(client, source, "publication", base="2", body="Anew")
    assert refused.status_code == 403
    assert "Somebody other than the author publishes" in refused.text
    assert send(client, source, "review", base="2", body="Anew").status_code == 303
    row = Translation.objects.get(pk=source.pk)
    assert row.review_asked_at
    assert send(client_for(lin), source, "publication", base="2", body="Anew").status_code == 303


def test_withdrawing_archiving_and_bringing_back(client: Client, source: Translation) -> None:
    other, address = an_article("What came after"), f"/workspace/articles/{source.article_id}"
    assert client.post(f"{address}/en/publication/delete").status_code == 303
    assert Translation.objects.get(pk=source.pk).state == State.DRAFT
    assert client.post(f"{address}/archiving", {"replacement": str(other.article_id)}).status_code == 303
    assert Article.objects.get(pk=source.article_id).replaced_by_id == other.article_id
    assert "What came after" in client.get(f"{address}/").text
    assert client.post(f"{address}/archiving/delete").status_code == 303
    assert Translation.objects.get(pk=source.pk).state == State.DRAFT


def test_an_archived_article_is_read_until_it_is_brought_back(client: Client, source: Translation) -> None:
    actions.archive_article(source.article, by=None)
    for query in ("", "?language=de"):
        page = parse(client.get(f"/workspace/articles/{source.article_id}/{query}").text)
        buttons = [node.text for node in page.walk() if node.tag == "button"]
        assert buttons.count("Bring it back") == 1
        assert not {"Save", "Publish", "Ask for a review"} & set(buttons)
        fields = [node for node in page.walk() if node.attributes.get("data-label")]
        assert len(fields) == 4, fields
        assert all("readonly" in node.attributes for node in fields)
    assert "This article is archived" in page.text


@pytest.mark.parametrize("chosen", ["itself", "draft", "999", "x"])
def test_a_replacement_that_cannot_be_is_refused(client: Client, source: Translation, chosen: str) -> None:
    draft = an_article("Draft", is_published=False)
    number = {"itself": source.article_id, "draft": draft.article_id}.get(chosen, chosen)
    answer = client.post(f"/workspace/articles/{source.article_id}/archiving", {"replacement": number})
    assert answer.status_code == 400
    assert "must be another one that is published" in answer.text
    assert Translation.objects.get(pk=source.pk).state == State.PUBLISHED


def test_a_review_of_what_readers_see_already_is_refused_with_a_sentence(client: Client, source: Translation) -> None:
    answer = send(client, source, "review")
    assert answer.status_code == 409
    assert "Readers see this version already: there is nothing to review." in answer.text
    assert not Translation.objects.get(pk=source.pk).review_asked_at


def test_a_translation_is_told_what_its_source_changed_until_it_is_confirmed(
    client: Client, source: Translation
) -> None:
    translated(source, "de", "SPF einrichten")
    send(client, source, "publication", body="Add **three** records.")
    address = f"/workspace/articles/{source.article_id}/?language=de"
    page = client.get(address).text
    assert "version 2 took the place of version 1" in page
    assert "three" in [node.text for node in parse(page).walk() if node.tag == "b"]
    assert (
        client.post(f"/workspace/articles/{source.article_id}/de/confirmation")["Location"]
        == f"{address}&done=confirmed"
    )
    assert "took the place of" not in client.get(address).text


def test_placing_sets_section_order_readers_and_what_to_read_next(client: Client, source: Translation) -> None:
    category = Category.objects.create(code="sending", names={"en": "Sending"})
    section = Section.objects.create(code="domains", category=category, names={"en": "Domains"})
    others = [an_article(f"Other {number}").article_id for number in range(2)]
    form = {
        "section": section.pk,
        "position": "7",
        "visibility": "plans",
        "plans": ["premium", "business"],
        "related": others[::-1],
    }
    address = f"/workspace/articles/{source.article_id}"
    assert client.post(f"{address}/placing?language=de", form)["Location"] == f"{address}/?language=de&done=placed"
    row = Article.objects.get(pk=source.article_id)
    assert (row.section, row.position, row.visibility) == (section, 7, "plans:business,premium")
    assert list(row.related_rows.values_list("other_id", flat=True)) == others[::-1]


def placing(client: Client, row: Translation) -> dict[str, Any]:
    """What the form of place and readers is filled with."""
    return placing_in(client.get(f"/workspace/articles/{row.article_id}/").text)


def placing_in(page: str) -> dict[str, Any]:
    form = next(node for node in parse(page).walk() if node.attributes.get("id") == "placing")
    sent: dict[str, Any] = {"section": "", "plans": [], "related": []}
    for node in form.walk():
        name, value = node.attributes.get("name", ""), node.attributes.get("value", "")
        if node.tag == "option" and "selected" in node.attributes:
            sent["section"] = value
        elif name in ("plans", "related") and "checked" in node.attributes:
            sent[name].append(value)
        elif name in ("was", "position") or (name == "visibility" and "checked" in node.attributes):
            sent[name] = value
    return sent


def place(client: Client, row: Translation, form: dict[str, Any]) -> HttpResponse:
    return client.post(f"/workspace/articles/{row.article_id}/placing", form)  # type: ignore[return-value]


def test_a_place_that_is_changed_leaves_what_others_changed_meanwhile(
    client: Client, lin: Agent, source: Translation
) -> None:
    other = an_article("Other").article_id
    form, theirs = placing(client, source), placing(client_for(lin), source)
    assert place(client_for(lin), source, theirs | {"visibility": "signed_in", "related": [other]}).status_code == 303
    assert place(client, source, form | {"position": "7"}).status_code == 303
    row = Article.objects.get(pk=source.article_id)
    assert (row.visibility, row.position) == ("signed_in", 7)
    assert list(row.related_rows.values_list("other_id", flat=True)) == [other]


def test_a_field_that_both_changed_is_refused_and_nothing_typed_is_lost(
    client: Client, lin: Agent, source: Translation
) -> None:
    other = an_article("Other").article_id
    form = placing(client, source)
    place(client_for(lin), source, form | {"visibility": "signed_in", "position": "5"})
    mine = form | {"visibility": "plans", "plans": ["premium"], "related": [str(other)]}
    answer = place(client, source, mine)
    assert answer.status_code == 409
    sentence = "Somebody else changed this meanwhile. What you chose is kept here: save again to have it so."
    assert errors_in(answer.text) == [sentence]
    again = placing_in(answer.text)
    assert again == {**mine, "position": "5", "was": ";5;signed_in;"}
    assert Article.objects.get(pk=source.article_id).visibility == "signed_in"
    assert place(client, source, again).status_code == 303
    row = Article.objects.get(pk=source.article_id)
    assert (row.visibility, row.position, row.related_rows.get().other_id) == ("plans:premium", 5, other)


def test_the_same_change_by_two_is_no_conflict(client: Client, lin: Agent, source: Translation) -> None:
    form = placing(client, source) | {"visibility": "signed_in"}
    assert [place(who, source, form).status_code for who in (client_for(lin), client)] == [303, 303]


def test_a_form_that_is_refused_is_still_the_one_that_it_was(client: Client, lin: Agent, source: Translation) -> None:
    form = placing(client, source)
    refused = placing_in(place(client, source, form | {"visibility": "plans"}).text)
    place(client_for(lin), source, form | {"visibility": "signed_in"})
    assert place(client, source, refused | {"visibility": "plans", "plans": ["premium"]}).status_code == 409


@pytest.mark.parametrize("was", ["", "x", ";;;", "1;2", ";" * 40, "9" * 30 + ";0;public;", ";0;public;" + "1," * 99])
def test_a_forged_base_of_a_place_is_no_error(client: Client, source: Translation, was: str) -> None:
    form = placing(client, source) | {"was": was, "position": "3"}
    assert place(client, source, form).status_code in (303, 409)


def test_more_than_eight_articles_to_read_next_are_refused_with_a_sentence(client: Client, source: Translation) -> None:
    others = [str(an_article(f"Other {number}").article_id) for number in range(9)]
    answer = place(client, source, placing(client, source) | {"related": others})
    assert answer.status_code == 400
    assert errors_in(answer.text) == ["An article names at most eight others to read next. Untick some."]
    assert placing_in(answer.text)["related"] == others
    assert not Article.objects.get(pk=source.article_id).related_rows.exists()
    assert place(client, source, placing(client, source) | {"related": others[:8]}).status_code == 303


@pytest.mark.parametrize(
    "forged",
    [
        {"section": "999"},
        {"section": "x"},
        {"visibility": "evil"},
        {"visibility": "plans"},
        {"visibility": "plans", "plans": ["evil"]},
        {"visibility": "plans:premium"},
        {"position": "-1"},
        {"position": "9" * 20},
    ],
)
def test_a_forged_place_or_readership_is_refused(client: Client, source: Translation, forged: dict[str, Any]) -> None:
    form = {"section": "", "position": "0", "visibility": "signed_in"} | forged
    answer = client.post(f"/workspace/articles/{source.article_id}/placing", form)
    assert answer.status_code == 400
    assert "Choose" in answer.text
    assert Article.objects.get(pk=source.article_id).visibility == "public"


def test_letting_more_people_read_is_refused_in_words_with_the_form_as_it_was_sent(client: Client, lin: Agent) -> None:
    actions.change_settings(needs_review=True, by=lin)
    row, other = an_article("Limits", visibility="plans:premium"), an_article("Read me next")
    form = {"section": "", "position": "41", "visibility": "public", "related": [str(other.article_id)]}
    address = f"/workspace/articles/{row.article_id}/placing"
    answer = client.post(address, form)
    assert answer.status_code == 403
    page = answer.text.partition('id="placing"')[2]
    assert "Ask a lead to do it." in page
    assert 'value="41"' in page
    assert 'value="public" checked' in page
    assert f'value="{other.article_id}" checked' in page
    assert Article.objects.get(pk=row.article_id).visibility == "plans:premium"
    assert client_for(lin).post(address, form).status_code == 303


def test_related_articles_that_are_none_are_left_out(client: Client, source: Translation) -> None:
    form = {"section": "", "position": "0", "visibility": "public", "related": ["999", "x", str(source.article_id)]}
    assert client.post(f"/workspace/articles/{source.article_id}/placing", form).status_code == 303
    assert not Article.objects.get(pk=source.article_id).related_rows.exists()


def test_a_new_article_begins_as_a_draft(client: Client) -> None:
    form = {"title": "How do I pay?", "section": "", "language": "fr", "visibility": "signed_in"}
    answer = client.post("/workspace/articles/new", form)
    row = Translation.objects.select_related("article", "latest").get()
    assert answer["Location"] == f"/workspace/articles/{row.article_id}/?done=created"
    assert (row.title, row.language, row.state, row.article.visibility) == ("How do I pay?", "fr", "draft", "signed_in")


def begun(client: Client, address: str) -> tuple[str, list[str]]:
    """The title and the language that the form of a new article comes with."""
    page = list(parse(client.get(address).text).walk())
    title = next(node for node in page if node.attributes.get("name") == "title")
    language = next(node for node in page if node.attributes.get("name") == "language")
    chosen = [node.attributes["value"] for node in language.walk() if "selected" in node.attributes]
    return title.attributes["value"], chosen


def test_a_new_article_begins_with_what_was_searched_in_vain(client: Client) -> None:
    said = {"visit": "v1", "kind": "searched", "language": "de", "is_customer": False}
    actions.record_step(words="Gutschein einlösen", found=0, **said)
    page = parse(client.get("/workspace/help/searches/").text)
    links = [node.attributes["href"] for node in page.walk() if "/articles/new?" in node.attributes.get("href", "")]
    assert [begun(client, link) for link in links] == [("Gutschein einlösen", ["de"])]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ("", ["en"])),
        ("language=xx&title=%00a%0Ab", ("a b", ["en"])),
        ("language=fr&title=" + "x" * 300, ("x" * 200, ["fr"])),
    ],
)
def test_an_address_of_a_new_article_says_what_can_be_said(
    client: Client, query: str, found: tuple[str, list[str]]
) -> None:
    assert begun(client, f"/workspace/articles/new?{query}") == found


@pytest.mark.parametrize(
    "forged",
    [
        {"title": " "},
        {"title": "x" * 250},
        {"section": "999"},
        {"language": "xx"},
        {"visibility": "evil"},
        {"visibility": "plans"},
    ],
)
def test_a_new_article_that_cannot_be_says_why_and_keeps_the_title(client: Client, forged: dict[str, str]) -> None:
    form = {"title": "How do I pay?", "section": "", "language": "en", "visibility": "public"} | forged
    answer = client.post("/workspace/articles/new", form)
    assert answer.status_code == 400
    assert len(errors_in(answer.text)) == 1
    assert form["title"] in answer.text
    assert not Article.objects.exists()


def test_a_colleagues_version_is_told_beside_what_is_written(client: Client, lin: Agent, source: Translation) -> None:
    news = f"/workspace/articles/{source.article_id}/parts/news?language=en&base=1"
    assert client.get(news).text.strip() == ""
    send(client_for(lin), source, body="Theirs")
    assert "Lin Chen saved version 2 today 17:55." in client.get(news).text
    assert "You saved version 2 today 17:55 in another window." in client_for(lin).get(news).text
    assert client.get(news.replace("base=1", "base=2")).text.strip() == ""


def test_versions_are_listed_compared_and_brought_back(client: Client, source: Translation) -> None:
    send(client, source, body="Add **three** records.")
    address = f"/workspace/articles/{source.article_id}/en/versions/"
    page = client.get(address).text
    for words in ("Ada Okafor", "readers see it", "What changed from version 1 to 2", "<del>", "<ins>"):
        assert words in page
    assert "What changed from version 1 to 2" in client.get(f"{address}?from=2&to=1").text
    assert client.post(f"{address}1/restoration").status_code == 303
    version = latest(source)
    assert (version.number, version.body, version.restores) == (3, BODY, 1)
    assert "version 1 brought back" in client.get(address).text


def test_a_hostile_title_is_text_wherever_it_stands(client: Client, source: Translation) -> None:
    send(client, source, "publication", title=EVIL, body=EVIL)
    send(client, source, base="2", title="x" + EVIL, body=EVIL + "y")
    pk = source.article_id
    paths = ("", f"{pk}/", f"{pk}/?language=de", f"{pk}/en/versions/", "titles?as=link&q=alert", f"{pk}/parts/side")
    for path in paths:
        page = client.get(f"/workspace/articles/{path}").text
        assert "<script>alert" not in page
        assert not [node for node in parse(page).walk() if "onerror" in node.attributes]
