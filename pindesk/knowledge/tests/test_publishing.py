"""What readers see, and when."""

from __future__ import annotations

import itertools

import pytest
from django.http import Http404

from pindesk.accounts.models import Agent
from pindesk.events.models import Event
from pindesk.knowledge import actions
from pindesk.knowledge.access.listing import Wanted, articles_like
from pindesk.knowledge.access.reading import Gone, article_for_reader, related_to
from pindesk.knowledge.actions import Words
from pindesk.knowledge.errors import EditedMeanwhile, IsArchived, IsPublished, NoBody, NotReviewed, UnknownReplacement
from pindesk.knowledge.models import Article, Link, Version
from pindesk.knowledge.rules import NOBODY, Reader
from tests.articles import an_article, translated

pytestmark = pytest.mark.django_db

FREE = Reader(is_signed_in=True, plan="free")
PREMIUM = Reader(is_signed_in=True, plan="premium")


def read(row, language="en", reader=NOBODY):
    return article_for_reader(row.article_id, language, reader)


def test_a_draft_is_for_nobody_and_a_published_one_for_everybody() -> None:
    row = an_article(is_published=False)
    with pytest.raises(Http404):
        read(row)
    actions.publish(row, by=None)
    assert read(row).title == "Set up SPF and DKIM"


def test_what_was_saved_after_publishing_is_not_seen_until_it_is_published(ada: Agent) -> None:
    row = an_article()
    actions.save_version(row.article, "en", Words("Later", body="Later words."), base=1, by=ada)
    assert read(row).title == "Set up SPF and DKIM"
    actions.publish(row, by=ada)
    assert read(row).title == "Later"
    assert "Later words" in read(row).html


def test_publishing_twice_is_publishing_once(ada: Agent) -> None:
    row = an_article()
    actions.publish(row, by=ada)
    assert Event.objects.filter(kind="article.published").count() == 1


def test_one_publishes_what_one_has_seen(ada: Agent, lin: Agent) -> None:
    row = an_article()
    actions.save_version(row.article, "en", Words("Two", body="Two."), base=1, by=ada)
    actions.save_version(row.article, "en", Words("Three", body="Three."), base=2, by=lin)
    with pytest.raises(EditedMeanwhile):
        actions.publish(row, number=2, by=ada)
    assert read(row).title == "Set up SPF and DKIM"


def test_an_empty_article_is_not_published(ada: Agent) -> None:
    row = actions.create_article(language="en", words=Words("Only a title"), by=ada)
    with pytest.raises(NoBody):
        actions.publish(row, by=ada)


def test_a_withdrawn_article_is_a_draft_again(ada: Agent) -> None:
    row = an_article()
    actions.withdraw(row, by=ada)
    with pytest.raises(Http404):
        read(row)
    actions.withdraw(row, by=ada)
    assert Event.objects.filter(kind="article.withdrawn").count() == 1
    actions.publish(row, by=ada)
    assert read(row).title == "Set up SPF and DKIM"


def test_an_archived_article_says_so_and_leads_on(ada: Agent) -> None:
    old, new = an_article("Old"), an_article("New")
    actions.archive_article(old.article, replaced_by=new.article, by=ada)
    with pytest.raises(Gone) as gone:
        read(old)
    assert gone.value.replaced_by
    assert gone.value.replaced_by.title == "New"
    actions.unarchive_article(old.article, by=ada)
    with pytest.raises(Http404):
        read(old)


def led_to(row, reader=NOBODY) -> str | None:
    """The title of what a reader is led to from an article that is gone."""
    with pytest.raises(Gone) as gone:
        read(row, reader=reader)
    return gone.value.replaced_by.title if gone.value.replaced_by else None


def test_an_archived_article_leads_past_what_took_its_place_and_is_gone_too(ada: Agent) -> None:
    rows = [an_article(f"Number {number}") for number in range(4)]
    for old, new in itertools.pairwise(rows):
        actions.archive_article(old.article, replaced_by=new.article, by=ada)
    assert [led_to(row) for row in rows[:3]] == ["Number 3"] * 3


def test_an_archived_article_does_not_lead_through_one_that_the_reader_may_not_know_of(ada: Agent) -> None:
    old, between, new = an_article("Old"), an_article("Between", visibility="plans:premium"), an_article("New")
    actions.archive_article(old.article, replaced_by=between.article, by=ada)
    actions.archive_article(between.article, replaced_by=new.article, by=ada)
    assert (led_to(old), led_to(old, FREE), led_to(old, PREMIUM)) == (None, None, "New")


def test_articles_that_took_each_others_place_lead_nowhere(ada: Agent) -> None:
    one, other = an_article("One"), an_article("Other")
    actions.archive_article(one.article, replaced_by=other.article, by=ada)
    actions.archive_article(other.article, by=ada)
    type(one.article).objects.filter(pk=other.article_id).update(replaced_by=one.article)
    assert (led_to(one), led_to(other)) == (None, None)


def test_an_article_does_not_take_the_place_of_what_leads_to_it(ada: Agent) -> None:
    """One that is archived cannot take a place; one that came back leads nowhere until it is archived again."""
    one, other = an_article("One"), an_article("Other")
    actions.archive_article(one.article, replaced_by=other.article, by=ada)
    with pytest.raises(UnknownReplacement):
        actions.archive_article(other.article, replaced_by=one.article, by=ada)
    actions.unarchive_article(one.article, by=ada)
    actions.publish(one, by=ada)
    actions.archive_article(other.article, replaced_by=one.article, by=ada)
    assert led_to(other) == "One"


def test_an_archived_article_does_not_lead_to_one_that_the_reader_may_not_read(ada: Agent) -> None:
    old, new = an_article("Old"), an_article("New", visibility="signed_in")
    actions.archive_article(old.article, replaced_by=new.article, by=ada)
    with pytest.raises(Gone) as gone:
        read(old)
    assert gone.value.replaced_by is None


def test_an_archived_article_of_a_plan_is_not_even_gone_for_others(ada: Agent) -> None:
    row = an_article(visibility="plans:premium")
    actions.archive_article(row.article, by=ada)
    with pytest.raises(Http404):
        read(row, reader=FREE)
    with pytest.raises(Gone):
        read(row, reader=PREMIUM)


def test_an_archived_article_is_not_published_before_it_is_brought_back(ada: Agent) -> None:
    row = an_article()
    german = translated(row, "de", "SPF einrichten")
    actions.archive_article(row.article, by=ada)
    with pytest.raises(IsArchived):
        actions.publish(german, by=ada)
    actions.unarchive_article(row.article, by=ada)
    actions.publish(german, by=ada)
    assert read(row, "de").title == "SPF einrichten"


def test_what_takes_a_place_must_be_another_that_is_published(ada: Agent) -> None:
    row, draft = an_article(), an_article("Draft", is_published=False)
    for other in (row, draft):
        with pytest.raises(UnknownReplacement):
            actions.archive_article(row.article, replaced_by=other.article, by=ada)


@pytest.mark.parametrize(
    ("visibility", "nobody", "free", "premium"),
    [
        ("public", True, True, True),
        ("signed_in", False, True, True),
        ("plans:premium", False, False, True),
        ("plans:business,premium", False, False, True),
        ("plans:free", False, True, False),
    ],
)
def test_who_may_read_is_who_the_article_is_for(visibility: str, nobody: bool, free: bool, premium: bool) -> None:
    row = an_article(visibility=visibility)
    for reader, may in ((NOBODY, nobody), (FREE, free), (PREMIUM, premium)):
        if may:
            assert read(row, reader=reader).title
        else:
            with pytest.raises(Http404):
                read(row, reader=reader)


def test_a_change_of_visibility_holds_at_once(ada: Agent) -> None:
    row = an_article()
    actions.place_article(row.article, section=None, visibility="plans:premium", by=ada)
    with pytest.raises(Http404):
        read(row, reader=FREE)


def test_the_language_falls_back_to_that_of_the_source() -> None:
    row = an_article("Créer un compte", language="fr")
    assert read(row, "de").language == "fr"
    translated(row, "de", "Konto anlegen")
    assert read(row, "de").language == "de"
    assert read(row, "es").language == "fr"
    assert set(read(row, "es").others) == {"fr", "de"}


def waiting() -> list[int]:
    return [line.pk for line in articles_like(Wanted("review"))]


def test_with_reviews_the_author_does_not_publish_and_somebody_else_does(ada: Agent, lin: Agent) -> None:
    actions.change_settings(needs_review=True, by=lin)
    row = actions.create_article(language="en", words=Words("New", body="New."), by=ada)
    with pytest.raises(NotReviewed):
        actions.publish(row, by=ada)
    actions.ask_for_review(row, by=ada)
    actions.ask_for_review(row, by=ada)
    assert waiting() == [row.article_id]
    assert Event.objects.filter(kind="article.review_asked").count() == 1
    actions.publish(row, by=lin)
    assert waiting() == []
    assert read(row).title == "New"


def test_a_review_is_asked_only_where_something_waits_to_be_published(ada: Agent, lin: Agent) -> None:
    row = an_article()
    with pytest.raises(IsPublished):
        actions.ask_for_review(row, by=ada)
    actions.withdraw(row, by=ada)
    actions.ask_for_review(row, by=ada)
    actions.archive_article(row.article, by=ada)
    with pytest.raises(IsArchived):
        actions.ask_for_review(row, by=ada)
    assert Event.objects.filter(kind="article.review_asked").count() == 1


def test_a_review_is_asked_for_the_version_that_was_seen(ada: Agent, lin: Agent) -> None:
    row = actions.create_article(language="en", words=Words("New", body="New."), by=ada)
    actions.save_version(row.article, "en", Words("Newer", body="Newer."), base=1, by=lin)
    with pytest.raises(EditedMeanwhile):
        actions.ask_for_review(row, number=1, by=ada)
    assert waiting() == []
    actions.ask_for_review(row, number=2, by=ada)
    assert waiting() == [row.article_id]


def test_what_is_published_waits_for_no_review(ada: Agent, lin: Agent) -> None:
    row = an_article()
    type(row).objects.filter(pk=row.pk).update(review_asked_at=row.updated_at, review_asked_by=ada.person)
    actions.publish(row, by=lin)
    assert waiting() == []


def test_with_reviews_what_nobody_wrote_who_is_known_may_be_published(ada: Agent, lin: Agent) -> None:
    """By an import, or by somebody who was erased since."""
    actions.change_settings(needs_review=True, by=lin)
    row = actions.create_article(language="en", words=Words("Imported", body="Imported."), by=None)
    actions.publish(row, by=ada)
    assert read(row).title == "Imported"
    row = actions.create_article(language="en", words=Words("Left", body="Left."), by=lin)
    Version.objects.filter(translation=row).update(author=None)
    actions.publish(row, by=ada)
    assert read(row).title == "Left"


def test_with_reviews_ones_own_words_under_an_import_are_held_back(ada: Agent, lin: Agent) -> None:
    actions.change_settings(needs_review=True, by=lin)
    row = actions.create_article(language="en", words=Words("Mine", body="Mine."), by=ada)
    actions.save_version(row.article, "en", Words("Mine", body="Mine, imported."), base=1, by=None)
    with pytest.raises(NotReviewed):
        actions.publish(row, by=ada)
    actions.publish(row, by=lin)
    assert read(row).title == "Mine"


def test_a_new_save_asks_for_a_new_review(ada: Agent, lin: Agent) -> None:
    actions.change_settings(needs_review=True, by=lin)
    row = actions.create_article(language="en", words=Words("New", body="New."), by=ada)
    actions.ask_for_review(row, by=ada)
    actions.save_version(row.article, "en", Words("Newer", body="Newer."), base=1, by=ada)
    assert waiting() == []


def test_with_reviews_one_may_publish_again_what_was_published_before(ada: Agent, lin: Agent) -> None:
    actions.change_settings(needs_review=True, by=lin)
    row = actions.create_article(language="en", words=Words("New", body="New."), by=ada)
    actions.publish(row, by=lin)
    actions.withdraw(row, by=ada)
    actions.publish(row, by=ada)
    assert read(row).title == "New"


def test_with_reviews_a_save_by_somebody_else_is_no_review_of_what_was_written_before(ada: Agent, lin: Agent) -> None:
    actions.change_settings(needs_review=True, by=lin)
    row = actions.create_article(language="en", words=Words("New", body="New."), by=ada)
    actions.save_version(row.article, "en", Words("New", body="New, without a slip."), base=1, by=lin)
    for agent in (ada, lin):
        with pytest.raises(NotReviewed):
            actions.publish(row, by=agent)
    actions.publish(row, by=None)
    actions.save_version(row.article, "en", Words("Newer", body="Newer."), base=2, by=lin)
    actions.publish(row, by=ada)
    assert read(row).title == "Newer"


@pytest.fixture
def restricted(ada: Agent, lin: Agent):
    """Published for one plan, where the company asks for reviews."""
    actions.change_settings(needs_review=True, by=lin)
    return an_article(visibility="plans:premium")


@pytest.mark.parametrize("wider", ["public", "signed_in", "plans:business", "plans:free,premium"])
@pytest.mark.parametrize("way", ["published", "withdrawn", "archived"])
def test_with_reviews_an_agent_alone_lets_nobody_more_read_what_was_published(
    ada: Agent, lin: Agent, restricted, wider: str, way: str
) -> None:
    if way == "withdrawn":
        actions.withdraw(restricted, by=ada)
    elif way == "archived":
        actions.archive_article(restricted.article, by=ada)
        actions.unarchive_article(restricted.article, by=ada)
    with pytest.raises(NotReviewed, match="Ask a lead"):
        actions.place_article(restricted.article, section=None, visibility=wider, by=ada)
    assert Article.objects.get(pk=restricted.article_id).visibility == "plans:premium"
    assert not Event.objects.filter(kind="article.placed").exists()
    actions.place_article(restricted.article, section=None, visibility=wider, by=lin)
    assert Article.objects.get(pk=restricted.article_id).visibility == wider


def test_with_reviews_an_agent_may_still_move_it_and_let_fewer_read(ada: Agent, lin: Agent) -> None:
    actions.change_settings(needs_review=True, by=lin)
    row = an_article()
    for visibility in ("signed_in", "plans:free,premium", "plans:free", "plans:free"):
        actions.place_article(row.article, section=None, visibility=visibility, position=3, by=ada)
        assert Article.objects.get(pk=row.article_id).visibility == visibility


def test_with_reviews_an_agent_says_for_whom_a_draft_is(ada: Agent, lin: Agent) -> None:
    actions.change_settings(needs_review=True, by=lin)
    row = an_article(is_published=False, visibility="plans:premium")
    assert actions.place_article(row.article, section=None, visibility="public", by=ada).visibility == "public"


def test_without_reviews_an_agent_lets_more_read(ada: Agent) -> None:
    row = an_article(visibility="plans:premium")
    assert actions.place_article(row.article, section=None, visibility="public", by=ada).visibility == "public"


def test_who_published_what_when_is_kept(lin: Agent) -> None:
    row = an_article(is_published=False)
    actions.publish(row, by=lin)
    version = Version.objects.get(translation=row)
    assert version.published_by == lin.person
    assert version.published_at


def test_publishing_again_replaces_the_links(ada: Agent) -> None:
    row = an_article(body="[a](article:999)")
    actions.save_version(row.article, "en", Words("x", body="No link."), base=1, by=ada)
    actions.publish(row, by=ada)
    assert not Link.objects.exists()


def titles(row, reader):
    return [entry.title for entry in related_to(read(row, reader=reader), "en", reader)]


def test_related_are_those_that_editors_named_then_neighbours_and_never_restricted_ones(lin: Agent) -> None:
    category = actions.save_category(names={"en": "Start"}, by=lin)
    section = actions.save_section(category=category, names={"en": "Domains"}, by=lin)
    one, near = an_article("One", section=section), an_article("Near", section=section)
    named, secret = an_article("Named"), an_article("Secret", visibility="plans:premium")
    related = [named.article, secret.article]
    actions.place_article(one.article, section=section, visibility="public", related=related, by=lin)
    assert titles(one, NOBODY) == ["Named", "Near"]
    assert titles(one, PREMIUM) == ["Named", "Secret", "Near"]
    assert near
