"""Writing: versions, two editors at once, restoring, what is out of date."""

from __future__ import annotations

import pytest

from pindesk.accounts.models import Agent
from pindesk.events.models import Event
from pindesk.knowledge import actions
from pindesk.knowledge.access import listing
from pindesk.knowledge.actions import Words
from pindesk.knowledge.errors import (
    BodyTooLong,
    EditedMeanwhile,
    KeywordsTooLong,
    NoTitle,
    SummaryTooLong,
    TitleTooLong,
    UnknownLanguage,
    UnknownVisibility,
)
from pindesk.knowledge.models import State, Translation, Version
from tests.articles import an_article, translated

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def test_a_new_article_is_a_draft_with_one_version(ada: Agent) -> None:
    row = actions.create_article(language="fr", words=Words("Créer un compte", body="Ouvrez."), by=ada)
    assert row.state == State.DRAFT
    assert row.article.source_language == "fr"
    assert [(version.number, version.author) for version in row.versions.all()] == [(1, ada.person)]
    assert kinds()[-2:] == ["article.created", "article.saved"]


def test_every_save_is_a_version_and_saving_the_same_again_is_not(ada: Agent) -> None:
    row = an_article(is_published=False)
    new = actions.save_version(row.article, "en", Words("Other", body="Other words."), base=1, by=ada)
    again = actions.save_version(row.article, "en", Words("Other", body="Other words.\r\n"), base=1, by=ada)
    assert (new.number, again.number) == (2, 2)
    assert kinds().count("article.saved") == 2


def test_of_two_editors_at_once_the_second_is_told_and_nothing_is_lost(ada: Agent, lin: Agent) -> None:
    row = an_article(is_published=False)
    actions.save_version(row.article, "en", Words("Ada's", body="Ada's words."), base=1, by=ada)
    with pytest.raises(EditedMeanwhile):
        actions.save_version(row.article, "en", Words("Lin's", body="Lin's words."), base=1, by=lin)
    on_top = actions.save_version(row.article, "en", Words("Lin's", body="Lin's words."), base=2, by=lin)
    assert [version.body for version in Version.objects.order_by("number")][1:] == ["Ada's words.", "Lin's words."]
    assert on_top.number == 3


def test_two_who_begin_a_translation_at_once_are_two_editors(ada: Agent, lin: Agent) -> None:
    row = an_article()
    actions.save_version(row.article, "de", Words("Eins", body="Eins."), base=None, by=ada)
    with pytest.raises(EditedMeanwhile):
        actions.save_version(row.article, "de", Words("Zwei", body="Zwei."), base=None, by=lin)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (Words(""), NoTitle),
        (Words(" \u200b\x00 \n".replace("\u200b", "")), NoTitle),
        (Words("x" * 201), TitleTooLong),
        (Words("x", summary="x" * 301), SummaryTooLong),
        (Words("x", keywords="x" * 501), KeywordsTooLong),
        (Words("x", body="x" * 200_001), BodyTooLong),
        # Far longer than can be cleaned to what fits: refused before that is tried.
        (Words(" " * 801), TitleTooLong),
        (Words("x", summary=" " * 1_201), SummaryTooLong),
        (Words("x", keywords=" " * 2_001), KeywordsTooLong),
        (Words("x", body=" " * 800_001), BodyTooLong),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(
    words: Words, refusal: type[Exception], ada: Agent
) -> None:
    row = an_article(is_published=False)
    with pytest.raises(refusal):
        actions.save_version(row.article, "en", words, base=1, by=ada)
    assert row.versions.count() == 1


def test_unknown_languages_and_visibilities_are_refused(ada: Agent) -> None:
    with pytest.raises(UnknownLanguage):
        actions.create_article(language="xx", words=Words("x"), by=ada)
    for visibility in ("", "everybody", "plans:", "plans:b,a", "plans:a'b", "PUBLIC"):
        with pytest.raises(UnknownVisibility):
            actions.create_article(language="en", words=Words("x"), visibility=visibility, by=ada)


def test_restoring_makes_an_old_version_the_latest_and_keeps_those_between(ada: Agent) -> None:
    row = an_article("First", is_published=False)
    actions.save_version(row.article, "en", Words("Second", body="Second."), base=1, by=ada)
    restored = actions.restore_version(row, 1, by=ada)
    assert (restored.number, restored.title, restored.reason, restored.restores) == (3, "First", "restored", 1)
    with pytest.raises(Version.DoesNotExist):
        actions.restore_version(row, 99, by=ada)


def out_of_date() -> list[str]:
    return [str(row.language) for row in Translation.objects.filter(listing.out_of_date())]


def test_a_translation_is_out_of_date_once_its_source_is_published_anew(ada: Agent) -> None:
    source = an_article()
    german = translated(source, "de", "SPF einrichten")
    assert out_of_date() == []
    actions.save_version(source.article, "en", Words("Set up SPF", body="New words."), base=1, by=ada)
    assert out_of_date() == []
    actions.publish(source, by=ada)
    assert out_of_date() == ["de"]
    actions.confirm_current(german, by=ada)
    assert out_of_date() == []
    assert kinds()[-1] == "article.confirmed_current"
    actions.confirm_current(german, by=ada)
    assert kinds().count("article.confirmed_current") == 1
