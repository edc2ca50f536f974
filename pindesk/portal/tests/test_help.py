"""The help centre as customers and visitors see it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from django.utils.translation import gettext

from pindesk.accounts.models import Agent, Membership
from pindesk.knowledge import actions
from pindesk.knowledge.actions import Words
from pindesk.knowledge.models import Answer, Section, Step
from tests.articles import an_article, translated
from tests.asking import assert_constant_queries, client_for
from tests.html import parse

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def section(lin: Agent) -> Section:
    category = actions.save_category(names={"en": "Domains", "de": "Domains und Zustellung"}, by=lin)
    return actions.save_section(category=category, names={"en": "Authentication", "de": "Authentifizierung"}, by=lin)


def get(path: str, who=None, **headers):
    return client_for(who).get(path, **headers)


def text_of(response) -> str:
    return response.content.decode()


def path_of(row) -> str:
    return f"/en/articles/{row.article_id}-{row.slug}"


def test_an_article_is_read_by_anybody_with_its_contents_breadcrumbs_and_date(section: Section, cast) -> None:
    row = an_article(body="Intro.\n\n## First\n\nx\n\n## Second\n\ny", section=section, summary="In short.")
    page = text_of(get(path_of(row)))
    for expected in ("Set up SPF and DKIM", "In short.", 'href="#first"', "Authentication", "Updated on", "Domains"):
        assert expected in page


@pytest.mark.parametrize("end", ["", "/", "-old-slug", "-x"])
def test_other_addresses_of_an_article_lead_to_its_own(cast, end: str) -> None:
    row = an_article()
    response = get(f"/en/articles/{row.article_id}{end}?x=1")
    assert (response.status_code, response.headers["Location"]) == (301, f"{path_of(row)}?x=1")


def test_a_new_title_gives_a_new_address_and_the_old_one_leads_there(cast) -> None:
    row = an_article()
    old = path_of(row)
    actions.save_version(row.article, "en", Words("Quite another title", body="x"), base=1, by=None)
    actions.publish(row, by=None)
    assert get(old).headers["Location"].endswith("-quite-another-title")


@pytest.mark.parametrize(
    "path",
    [
        "/en/articles/999999",
        "/en/articles/0",
        "/en/articles/99999999999999999999999",
        "/en/articles/x",
        "/en/articles/images/nope",
        "/en/articles/categories/nope",
        "/en/articles/sections/nope",
    ],
)
def test_what_is_not_there_is_not_found(cast, path: str) -> None:
    assert get(path).status_code == 404


def test_an_archived_article_says_that_it_is_gone_and_names_what_took_its_place(cast) -> None:
    old, new = an_article("Old"), an_article("The new way")
    actions.archive_article(old.article, replaced_by=new.article, by=None)
    response = get(path_of(old))
    assert response.status_code == 410
    assert "The new way" in text_of(response)
    assert 'role="search"' in text_of(response)


def test_a_restricted_article_is_nowhere_for_others(
    cast, section: Section, frieda: Membership, alice: Membership
) -> None:
    row = an_article("Premium secrets", visibility="plans:premium", section=section)
    paths = (
        path_of(row),
        "/en/",
        "/en/articles/",
        "/en/articles/sections/authentication",
        "/en/search?q=premium+secrets",
        "/en/search/suggestions?q=premium+secr",
        "/en/search/suggestions?q=premum+secrts",
        "/sitemap.xml",
        "/en/articles/feed",
    )
    for who in (None, frieda):
        for path in paths:
            said = text_of(get(path, who)).replace(path, "")
            assert "Premium secrets" not in said, path
            assert "-premium-secrets" not in said, path
    assert get(path_of(row)).status_code == 404
    assert get(path_of(row), alice).status_code == 200
    assert "Premium secrets" in text_of(get("/en/articles/sections/authentication", alice))


def test_an_article_shows_the_language_it_has_and_says_so(cast) -> None:
    row = an_article()
    page = text_of(get(f"/de/articles/{row.article_id}-{row.slug}"))
    assert 'lang="en"' in page
    assert "Set up SPF and DKIM" in page
    german = translated(row, "de", "SPF und DKIM einrichten")
    response = get(f"/de/articles/{row.article_id}-{row.slug}")
    assert response.headers["Location"] == f"/de/articles/{row.article_id}-{german.slug}"
    page = text_of(get(response.headers["Location"]))
    assert f'href="{path_of(row)}"' in page


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Cet article n’existe pas encore en français. Vous le lisez en anglais."),
        ("es", "Este artículo todavía no está en español. Lo estás leyendo en inglés."),
    ],
)
def test_a_stand_in_names_the_language_it_is_in_as_the_reader_calls_it(cast, language: str, said: str) -> None:
    row = an_article()
    translated(row, "de", "SPF und DKIM einrichten")
    assert said in text_of(get(f"/{language}/articles/{row.article_id}-{row.slug}"))
    assert "yet. You are reading" not in text_of(get(path_of(row)))


def test_where_an_article_stands_ends_with_its_section_and_does_not_repeat_its_title(cast, section: Section) -> None:
    page = parse(text_of(get(path_of(an_article(section=section)))))
    crumbs = next(node for node in page.walk() if "crumbs" in node.attributes.get("class", ""))
    assert crumbs.text.endswith("Authentication")
    assert "Set up SPF and DKIM" not in crumbs.text


def test_a_word_with_a_hyphen_after_one_letter_stays_on_one_line(cast) -> None:
    row = an_article("E-Mail & more", body="Send E-Mails, not `x-y`.", summary="An E-Mail.")
    page = text_of(get(path_of(row)))
    for kept in ("E-Mail</span> &amp; more</h1>", 'An <span class="unbroken">E-Mail</span>.', "E-Mails</span>, not"):
        assert kept in page
    assert "<title>E-Mail &amp; more" in page


def test_an_article_tells_search_engines_its_languages_and_its_one_address(cast) -> None:
    row = an_article(summary="Two records.")
    german = translated(row, "de", "SPF und DKIM einrichten")
    page = text_of(get(path_of(row)))
    assert f'<link rel="canonical" href="http://127.0.0.1{path_of(row)}">' in page
    assert f'hreflang="de" href="http://127.0.0.1/de/articles/{row.article_id}-{german.slug}"' in page
    assert 'hreflang="x-default"' in page
    assert '<meta property="og:description" content="Two records.">' in page
    assert "noindex" not in page


def test_a_stand_in_for_a_missing_translation_names_its_own_language_as_the_one_that_counts(cast) -> None:
    row = an_article()
    page = text_of(get(f"/fr/articles/{row.article_id}-{row.slug}"))
    assert f'<link rel="canonical" href="http://127.0.0.1{path_of(row)}">' in page


def test_an_article_for_some_is_not_to_be_indexed(cast, alice: Membership) -> None:
    row = an_article(visibility="signed_in")
    assert '<meta name="robots" content="noindex">' in text_of(get(path_of(row), alice))


@pytest.mark.parametrize("name", ["hours", "languages", "plans", "topics", "channels"])
def test_live_blocks_are_filled_from_the_settings(cast, name: str, alice: Membership) -> None:
    row = an_article(body="Before.\n\n{{ " + name + " }}\n\nAfter.")
    expected = {"hours": "Opening hours", "languages": "English and French", "plans": "Premium", "topics": "Invoices",
                "channels": "Best for"}  # fmt: skip
    for who in (None, alice):
        assert expected[name] in text_of(get(path_of(row), who)).split("Before.")[1].split("After.")[0]


def test_the_hours_say_of_each_channel_now_what_the_board_says(cast) -> None:
    page = parse(text_of(get(path_of(an_article(body="{{ hours }}")))))
    table = next(node for node in page.walk() if node.tag == "tbody")
    rows = [[cell.text for cell in row.walk() if cell.tag in ("th", "td")] for row in table.walk() if row.tag == "tr"]
    assert [(row[0], row[2]) for row in rows] == [
        ("Ticket", "Sign in first"),
        ("Chat", "Not offered at present"),
        ("Phone", "Not offered at present"),
    ]


def test_a_plan_that_changes_changes_every_article_that_shows_it(cast, lin: Agent) -> None:
    from pindesk.plans.actions import save_plans

    row = an_article(body="{{ plans }}")
    assert "Enterprise" not in text_of(get(path_of(row)))
    save_plans(
        [{"code": "big", "names": {"en": "Enterprise"}, "channels": ["ticket"], "promise_seconds": 3600}], by=lin
    )
    assert "Enterprise" in text_of(get(path_of(row)))


def test_links_and_pictures_go_to_this_surface_in_this_language(cast) -> None:
    other = an_article("Other")
    row = an_article(body=f"[there](article:{other.article_id}#x)")
    assert f'href="/en/articles/{other.article_id}#x"' in text_of(get(path_of(row)))


def test_leafing_shows_categories_sections_and_pages_of_a_long_one(cast, section: Section) -> None:
    for number in range(60):
        an_article(f"Article {number:02}", section=section)
    assert "Authentication" in text_of(get("/en/articles/"))
    assert "All 60 articles" in text_of(get("/en/articles/categories/domains"))
    first = text_of(get("/en/articles/sections/authentication"))
    assert "Article 49" in first
    assert "Article 50" not in first
    assert "Article 59" in text_of(get("/en/articles/sections/authentication?page=2"))
    for page in ("3", "0", "-1", "x", "99999999"):
        assert get(f"/en/articles/sections/authentication?page={page}").status_code == 404


def test_the_front_page_has_the_search_first_and_the_articles(cast, section: Section, alice: Membership) -> None:
    an_article(section=section)
    for who in (None, alice):
        page = text_of(get("/en/", who))
        assert page.index('role="search"') < page.index("board-title")
        assert "Set up SPF and DKIM" in page


def test_the_front_page_names_a_category_that_holds_more_than_it_shows(cast, section: Section) -> None:
    for number in range(4):
        an_article(f"Article {number}", section=section)
    assert "All 4 articles" not in text_of(get("/en/"))
    an_article("Article 4", section=section)
    page = parse(text_of(get("/en/")))
    more = next(node for node in page.walk() if node.tag == "a" and node.text.startswith("All 5 articles"))
    assert more.attributes["href"] == "/en/articles/categories/domains"


def test_pages_without_any_article_say_what_will_be_there(cast) -> None:
    assert "No articles yet" in text_of(get("/en/articles/"))
    assert get("/en/search?q=x").status_code == 200
    assert get("/en/").status_code == 200


def test_results_show_what_matched_and_lead_on_to_a_person_with_the_words(cast) -> None:
    an_article()
    page = text_of(get("/en/search?q=dkim"))
    assert "1 article" in page
    assert "/en/tickets/new?subject=dkim" in page
    empty = text_of(get("/en/search?q=unicorns"))
    assert "No article found for “unicorns”" in empty
    assert "/en/tickets/new?subject=unicorns" in empty


def test_the_words_of_a_search_are_taken_into_the_ticket_form(cast, alice: Membership) -> None:
    assert 'value="why &lt;b&gt; dkim?"' in text_of(get("/en/tickets/new?subject=why+<b>+dkim?", alice))


def test_suggestions_are_a_list_of_options(cast) -> None:
    row = an_article()
    page = text_of(get("/en/search/suggestions?q=dki"))
    assert 'role="listbox"' in page
    assert 'role="option"' in page
    assert path_of(row) in page
    assert 'href="/en/search?q=dki" id="suggestion-all" role="option"' in page
    assert "All results for “dki”" in page
    assert 'aria-selected="true"' not in page
    assert text_of(get("/en/search/suggestions?q=")) == ""
    assert "All results" not in text_of(get("/en/search/suggestions?q=unicorns"))


def test_suggestions_say_where_there_may_be_more_than_were_counted(cast, monkeypatch) -> None:
    from pindesk.knowledge.search import scoring

    for name, most in (("MOST_POSTINGS", 12), ("ENOUGH", 5), ("LOOKED_UP", 7)):
        monkeypatch.setattr(scoring, name, most)
    for number in range(10):
        an_article(f"Number {number}", "Send mail.")
    assert "6 of at least 7<" in text_of(get("/en/search/suggestions?q=send+mail"))
    assert "6 of at least 7 · searched for “send mail”" in text_of(get("/en/search/suggestions?q=semd+mail"))
    assert "6 of 10<" in text_of(get("/en/search/suggestions?q=send"))
    assert "10 articles" in text_of(get("/en/search?q=send+mail"))


@pytest.mark.parametrize("path", ["/en/search", "/en/search/suggestions"])
@pytest.mark.parametrize(
    "words",
    [
        "a" * 10_000,
        "dkim " * 2_000,
        "AND OR NOT NEAR(",
        '"unclosed',
        "title:dkim^2~",
        "*",
        "?",
        "\\",
        "'; DROP TABLE x --",
        "🙂🙂",
        "a",
        "the of and",
        "\u202e\u0301",
        "ﬁ",
        "𝒟",
        "<script>alert(1)</script>",
        "%",
        "   ",
    ],
)
def test_no_query_breaks_the_search(cast, path: str, words: str) -> None:
    an_article()
    response = client_for().get(path, {"q": words})
    assert response.status_code == 200
    assert "<script>alert" not in text_of(response)


def test_one_address_that_asks_too_often_is_asked_to_wait(cast, monkeypatch) -> None:
    from pindesk.lib.rate import Bucket
    from pindesk.portal.views.help import searching as pages

    monkeypatch.setattr(pages, "SEARCHES", Bucket(rate=1, burst=2, clock=lambda: 0.0))
    client = client_for()
    assert [client.get("/en/search/suggestions?q=dkim").status_code for _ in range(3)] == [200, 200, 429]
    response = client.get("/en/search?q=dkim")
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "1"
    assert gettext("Wait a few seconds") in text_of(response)


@pytest.mark.parametrize(
    "path",
    ["/en/articles/", "/en/search", "/en/search/suggestions", "/en/articles/feed", "/sitemap.xml", "/robots.txt"],
)
def test_pages_that_show_take_no_post(cast, path: str) -> None:
    assert client_for().post(path).status_code == 405


def test_pages_take_as_many_queries_for_many_articles_as_for_one(cast, section: Section, alice: Membership) -> None:
    count = iter(range(1000))
    row = an_article(body="{{ plans }}\n\n{{ topics }}\n\n{{ hours }}", section=section)

    def add() -> None:
        an_article(f"DKIM number {next(count)}", section=section)

    for path in ("/en/", "/en/articles/", "/en/articles/categories/domains", "/en/articles/sections/authentication"):
        assert_constant_queries(client_for(alice), path, add, rows=4)
    assert_constant_queries(client_for(alice), "/en/search?q=dkim", add, rows=6)
    assert_constant_queries(client_for(alice), "/en/search/suggestions?q=dkim", add, rows=6)
    assert_constant_queries(client_for(alice), path_of(row), add, rows=6)
    assert_constant_queries(client_for(), path_of(row), add, rows=2)


def test_the_feed_has_what_changed_last_in_this_language(cast) -> None:
    row = an_article("One", summary="Short.")
    translated(row, "de", "Eins")
    tree = ET.fromstring(get("/en/articles/feed").content)  # noqa: S314 - ours
    assert [entry.findtext(f"{ATOM}title") for entry in tree.iter(f"{ATOM}entry")] == ["One"]
    tree = ET.fromstring(get("/de/articles/feed").content)  # noqa: S314
    assert [entry.findtext(f"{ATOM}title") for entry in tree.iter(f"{ATOM}entry")] == ["Eins"]


def test_an_entry_of_the_feed_stays_the_same_one_when_its_title_changes(cast) -> None:
    row = an_article("One")
    translated(row, "de", "Eins")

    def ids() -> list[str | None]:
        trees = [ET.fromstring(get(f"/{code}/articles/feed").content) for code in ("en", "de")]  # noqa: S314
        return [entry.findtext(f"{ATOM}id") for tree in trees for entry in tree.iter(f"{ATOM}entry")]

    before = ids()
    actions.save_version(row.article, "en", Words("Quite another title", body="x"), base=1, by=None)
    actions.publish(row, by=None)
    assert ids() == before == [f"http://127.0.0.1/{code}/articles/{row.article_id}" for code in ("en", "de")]
    assert get(f"/en/articles/{row.article_id}").headers["Location"].endswith("-quite-another-title")


def test_the_map_of_the_site_has_every_public_article_in_every_language_it_has(cast) -> None:
    row = an_article()
    german = translated(row, "de", "SPF einrichten")
    an_article("Hidden", visibility="signed_in")
    page = text_of(get("/sitemap.xml"))
    ET.fromstring(page)  # noqa: S314
    assert f"/de/articles/{row.article_id}-{german.slug}</loc>" in page
    assert page.count(f"{path_of(row)}</loc>") == 1
    assert "hidden" not in page
    assert "Sitemap: http://127.0.0.1/sitemap.xml" in text_of(get("/robots.txt"))


# --- Did this solve it? ---


def say(row, who=None, client=None, **values):
    return (client or client_for(who)).post(f"/en/articles/{row.article_id}/answers", values)


def test_a_reader_says_that_it_was_solved_and_comes_back_to_the_page(cast) -> None:
    row = an_article()
    response = say(row, solved="yes", visit="v1")
    assert response.status_code == 303
    assert "Thank you" in text_of(get(response.headers["Location"].partition("#")[0]))
    assert [(answer.is_solved, answer.is_customer) for answer in Answer.objects.all()] == [(True, False)]


def test_somebody_without_a_script_who_says_no_and_why_is_counted_once(cast) -> None:
    row, client = an_article(), client_for()
    asked = say(row, client=client, solved="no", visit="")
    page = parse(text_of(client.get(asked.headers["Location"].partition("#")[0])))
    visit = next(node for node in page.walk() if node.attributes.get("name") == "visit").attributes["value"]
    assert visit
    say(row, client=client, solved="no", visit=visit, reason="unclear")
    assert [(answer.visit, answer.reason) for answer in Answer.objects.all()] == [(visit, "unclear")]


def test_where_the_browser_keeps_nothing_the_script_gets_a_name_for_the_visit_too(cast) -> None:
    row = an_article()
    response = client_for().post(
        f"/en/articles/{row.article_id}/answers", {"solved": "no", "visit": ""}, headers={"X-Pindesk": "answer"}
    )
    assert f'name="visit" value="{Answer.objects.get().visit}"' in text_of(response)


def test_answers_are_kept_under_the_language_that_was_read_in_like_the_steps_to_them(cast) -> None:
    row = an_article()
    client_for().post(f"/de/articles/{row.article_id}/answers", {"solved": "yes", "visit": "v1"})
    assert Answer.objects.get().language == "de"


def test_a_no_can_be_followed_by_why_and_is_one_answer(cast, alice: Membership) -> None:
    row = an_article()
    client = client_for(alice)
    asked = client.post(
        f"/en/articles/{row.article_id}/answers", {"solved": "no", "visit": "v1"}, headers={"X-Pindesk": "answer"}
    )
    assert "What was missing?" in text_of(asked)
    say(
        row,
        client=client,
        solved="no",
        visit="v1",
        reason="unclear",
        words="Mail bob@example.com or call +33 6 12 34 56 78",
    )
    answer = Answer.objects.get()
    assert (answer.reason, answer.words, answer.is_customer) == ("unclear", "Mail … or call …", True)


def test_somebody_without_a_script_answers_too_and_each_counts(cast) -> None:
    row = an_article()
    say(row, solved="yes", visit="")
    say(row, solved="no", visit="")
    assert Answer.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "status"), [({}, 404), ({"solved": "maybe"}, 404), ({"solved": "no", "reason": "nonsense"}, 400)]
)
def test_answers_that_no_form_of_ours_sends_are_refused(cast, values: dict[str, str], status: int) -> None:
    assert say(an_article(), **values).status_code == status
    assert not Answer.objects.exists()


def test_one_cannot_answer_for_an_article_that_one_may_not_read(cast, frieda: Membership) -> None:
    row = an_article(visibility="plans:premium")
    assert say(row, frieda, solved="yes").status_code == 404
    assert not Answer.objects.exists()


def test_one_cannot_answer_for_an_article_that_is_gone(cast) -> None:
    row = an_article()
    actions.archive_article(row.article, by=None)
    assert say(row, solved="yes").status_code == 404
    assert step(client_for(), kind="read", article=str(row.article_id)) == 204
    assert not Answer.objects.exists()
    assert not Step.objects.exists()


def test_an_answer_too_many_is_said_not_to_be_kept(cast, monkeypatch) -> None:
    from pindesk.lib.rate import Bucket
    from pindesk.portal.views.help import articles as pages

    monkeypatch.setattr(pages, "SAYINGS", Bucket(rate=1, burst=1, clock=lambda: 0.0))
    row, client = an_article(), client_for()
    assert say(row, client=client, solved="yes", visit="v1").status_code == 303
    assert say(row, client=client, solved="no", visit="v2").status_code == 429
    assert Answer.objects.count() == 1
    assert step(client, kind="searched", words="x") == 204
    assert not Step.objects.exists()


def test_the_longest_words_are_cut_and_what_is_kept_of_them_is_whole(cast) -> None:
    row = an_article()
    assert say(row, solved="no", reason="unclear", visit="v1", words="word " * 200_000).status_code == 303
    assert Answer.objects.get().words == "word " * 100
    assert step(client_for(), kind="searched", words="a" * 1_000_000) == 204
    assert Step.objects.get().words == "a" * 100


def test_get_is_no_way_to_answer(cast) -> None:
    assert get(f"/en/articles/{an_article().article_id}/answers").status_code == 405


def test_another_site_cannot_answer(cast) -> None:
    row = an_article()
    response = client_for().post(
        f"/en/articles/{row.article_id}/answers", {"solved": "yes"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert response.status_code == 403
    assert not Answer.objects.exists()


def step(client, **values) -> int:
    return client.post("/en/articles/steps", {"visit": "v1", **values}).status_code


def test_steps_are_kept_without_anything_personal(cast, alice: Membership) -> None:
    row = an_article()
    client = client_for(alice)
    assert step(client, kind="searched", words="why does bob@example.com bounce", found="3") == 204
    assert step(client, kind="opened", article=str(row.article_id)) == 204
    assert step(client, kind="read", article=str(row.article_id)) == 204
    assert [
        (one.kind, one.words, one.found, one.article_id, one.is_customer) for one in Step.objects.order_by("pk")
    ] == [
        ("searched", "why does … bounce", 3, None, True),
        ("opened", "", None, row.article_id, True),
        ("read", "", None, row.article_id, True),
    ]
    assert not any("person" in field.name or "account" in field.name for field in Step._meta.fields)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"kind": "wrote"},
        {"kind": "x"},
        {"kind": "read", "article": "999"},
        {"kind": "searched", "words": "x", "visit": ""},
        {"kind": "searched", "visit": "../../"},
    ],
)
def test_steps_that_make_no_sense_are_not_kept(cast, values: dict[str, str]) -> None:
    assert step(client_for(), **values) == 204
    assert not Step.objects.exists()


def test_a_step_said_twice_is_one_and_a_visit_has_an_end(cast) -> None:
    client = client_for()
    for _ in range(3):
        step(client, kind="searched", words="same")
    assert Step.objects.count() == 1
    for number in range(80):
        actions.record_step(visit="v1", kind="searched", language="en", is_customer=False, words=str(number))
    assert Step.objects.count() == 60


def test_a_step_about_an_article_that_one_may_not_read_is_not_kept(cast) -> None:
    row = an_article(visibility="plans:premium")
    step(client_for(), kind="read", article=str(row.article_id))
    assert not Step.objects.exists()


def test_a_ticket_ends_the_visit_that_led_to_it(cast, alice: Membership) -> None:
    page = {"topic": "sending", "subject": "Still stuck", "body": "It did not help.", "language": "en", "visit": "v1"}
    assert client_for(alice).post("/en/tickets/new", page).status_code == 303
    assert [(one.kind, one.topic, one.visit) for one in Step.objects.all()] == [("wrote", "sending", "v1")]


def test_a_ticket_without_a_visit_is_no_step(cast, alice: Membership) -> None:
    client_for(alice).post("/en/tickets/new", {"topic": "sending", "subject": "x", "body": "y", "language": "en"})
    assert not Step.objects.exists()


def test_articles_carry_no_inline_style_or_script(cast) -> None:
    row = an_article(body="| a | b |\n|---|--:|\n| 1 | 2 |\n\n{{ plans }}")
    page = text_of(get(path_of(row)))
    assert not re.search(r"\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", page)
