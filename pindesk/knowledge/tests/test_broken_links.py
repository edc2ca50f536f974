"""Links and pictures of published articles that fail their readers."""

from __future__ import annotations

from typing import Any

import pytest

from pindesk.accounts.models import Agent
from pindesk.knowledge import actions
from pindesk.knowledge.access.broken_links import Reason, broken_among, broken_links
from pindesk.knowledge.actions import Words
from pindesk.knowledge.models import Link
from pindesk.knowledge.rendering import render
from pindesk.knowledge.tests.pictures import png
from tests.articles import an_article, translated

pytestmark = pytest.mark.django_db


def broken(limit: int = 200) -> list[tuple[str, str]]:
    return [(link.address, str(link.reason)) for link in broken_links(limit)]


def test_links_of_published_words_are_kept_and_broken_ones_found(ada: Agent) -> None:
    target = an_article("Target", body="## Here\n\nWords.")
    number = target.article_id
    body = (
        f"[good](article:{number}#here) [anchor](article:{number}#gone) [case](article:{number}#Here) "
        "[nobody](article:999999) [own](#nowhere) [out](https://example.com)"
    )
    an_article("Source", body=body)
    assert broken() == [
        ("article:999999", "gone"),
        (f"article:{number}#gone", "no_heading"),
        (f"article:{number}#Here", "no_heading"),
        ("#nowhere", "no_heading"),
    ]
    actions.withdraw(target, by=ada)
    assert (f"article:{number}#here", "not_published") in broken()


def test_a_place_is_looked_for_among_headings_and_not_in_their_words() -> None:
    target = an_article("Target", body='## a", "here", "x\n\n## Über `50%`_\n\nWords.')
    anchors = ("a-here-x", "ueber-50", "here", "ueber", "%25", "_")
    an_article("Source", body=" ".join(f"[x](article:{target.article_id}#{anchor})" for anchor in anchors))
    assert [link.anchor for link in broken_links()] == ["here", "ueber", "%", "_"]


def test_an_address_that_is_not_complete_is_told_and_readers_see_its_words() -> None:
    row = an_article("Source", body="[the fruit](papaya.md) and ![a picture](papaya.png)")
    assert broken() == [("![](papaya.png)", "no_picture"), ("[](papaya.md)", "unlinked")]
    assert "<p>the fruit and a picture</p>" in row.html
    other = an_article("Other", body="[gone](article:999999)")
    assert [link.reason for link in broken_links(within=other)] == [Reason.GONE]


def test_links_of_words_that_are_not_published_yet_are_looked_at_in_one_question(
    ada: Agent, django_assert_num_queries: Any
) -> None:
    there, draft = an_article("There", body="## Here").article_id, an_article("Draft", is_published=False).article_id
    some = an_article("Some", visibility="signed_in").article_id
    mine = an_article("Mine").article
    names = [f"article:{name}" for name in (there, f"{there}#here", f"{there}#gone", draft, some, 999999)]
    body = " ".join(f"[x]({name})" for name in (*names, "#own", "#none", f"article:{mine.pk}#own"))
    words = render(f"{body}\n\n## Own", language="en", images={})
    with django_assert_num_queries(1):
        found = broken_among(words.links, {"own"}, article=mine, language="en")
    assert [(link.address, str(why)) for link, why in found] == [
        (f"article:{there}#gone", "no_heading"),
        (f"article:{draft}", "not_published"),
        (f"article:{some}", "restricted"),
        ("article:999999", "gone"),
        ("#none", "no_heading"),
    ]


def test_a_heading_is_looked_for_in_the_language_of_the_link() -> None:
    target = an_article("Target", body="## Here")
    translated(target, "de", "Ziel", "## Hier")
    source = an_article("Source", body=f"[x](article:{target.article_id}#here)")
    translated(source, "de", "Quelle", f"[x](article:{target.article_id}#here)")
    translated(source, "fr", "Source", f"[x](article:{target.article_id}#ici)")  # which is not there to have headings
    assert [(link.language, link.reason) for link in broken_links()] == [("de", Reason.NO_HEADING)]


def test_the_newest_link_is_looked_at_however_many_there_are() -> None:
    source = an_article("Source", body="## Here\n\n[x](#here)")
    first = Link.objects.get()
    Link.objects.bulk_create(Link(translation=source, address="#here", anchor="here") for _ in range(3000))
    an_article("New", body="[x](#nowhere)")
    assert first.anchor == "here"
    assert broken(1) == [("#nowhere", "no_heading")]


@pytest.mark.parametrize(
    ("source", "target", "is_broken"),
    [
        ("public", "public", False),
        ("public", "signed_in", True),
        ("public", "plans:premium", True),
        ("signed_in", "public", False),
        ("signed_in", "signed_in", False),
        ("signed_in", "plans:premium", True),
        ("plans:premium", "signed_in", False),
        ("plans:premium", "plans:business,premium", False),
        ("plans:business,premium", "plans:premium", True),
    ],
)
def test_a_link_is_broken_for_readers_who_may_not_read_its_target(source: str, target: str, is_broken: bool) -> None:
    to = an_article("Target", visibility=target).article_id
    an_article("Source", body=f"[x](article:{to})", visibility=source)
    assert broken() == ([(f"article:{to}", "restricted")] if is_broken else [])


def test_pictures_that_an_article_does_not_have_are_found_until_they_are_mended(ada: Agent) -> None:
    row = an_article(body="![Gone](image:zzz) ![Outside](https://example.com/a.png)")
    assert broken() == [("![](image:zzz)", "no_picture"), ("![](https://example.com/a.png)", "no_picture")]
    image = actions.add_image(row.article, png(), "red.png", by=ada)
    actions.save_version(row.article, "en", Words("x", body=f"![Red](image:{image.key})"), base=1, by=ada)
    actions.publish(row, by=ada)
    assert broken() == []


def test_there_are_as_many_queries_for_many_links(django_assert_num_queries) -> None:
    for number in range(3):
        an_article(f"Number {number}", body=f"[a](article:9{number}) [b](#c{number}) ![d](image:e{number})")
    with django_assert_num_queries(5):
        assert len(broken_links()) == 9
