"""Categories and sections, synonyms, settings: what leads change."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pindesk.accounts.errors import NotAllowed
from pindesk.accounts.models import Agent
from pindesk.events.models import Event
from pindesk.knowledge import actions
from pindesk.knowledge.access.editing import needs_review
from pindesk.knowledge.access.shelf import rooms, shelf_or_404
from pindesk.knowledge.errors import NoName, NotEmpty, TooFewSynonyms, TooManySynonyms, UnknownLanguage
from pindesk.knowledge.models import Category, Section, Synonyms
from pindesk.knowledge.rules import NOBODY
from tests.articles import an_article

pytestmark = pytest.mark.django_db


def test_categories_and_sections_have_names_by_language_and_codes_of_their_own(lin: Agent) -> None:
    one = actions.save_category(names={"en": "First steps", "de": "Erste Schritte", "xx": "?"}, by=lin)
    two = actions.save_category(names={"en": "First steps"}, by=lin)
    assert one.names == {"en": "First steps", "de": "Erste Schritte"}
    assert (one.code, one.position, two.position) == ("first-steps", 0, 1)
    assert two.code != one.code
    assert (one.name("de"), one.name("fr")) == ("Erste Schritte", "First steps")
    actions.save_section(category=one, names={"fr": "Compte"}, by=lin)
    assert Section.objects.get().name("de") == "Compte"
    assert Event.objects.filter(kind="knowledge.tree_changed").count() == 3


def test_articles_of_no_section_keep_their_address_whatever_a_section_is_called(lin: Agent) -> None:
    category = actions.save_category(names={"en": "More"}, by=lin)
    section = actions.save_section(category=category, names={"en": "x"}, code="more", by=lin)
    an_article("In a section", section=section)
    an_article("In none")
    assert [(room.code, room.shelves[0].code) for room in rooms("en", NOBODY)] == [
        ("more-2", "more-2"), ("more", "more"),
    ]  # fmt: skip
    assert shelf_or_404("more", "en", NOBODY)[1].entries[0].title == "In none"


@pytest.mark.parametrize(
    "names", [{}, {"en": ""}, {"en": "   "}, {"xx": "x"}, {"en": "x" * 81}, {"en": "x" + " " * 320}]
)
def test_a_name_is_needed_and_has_a_length(names: dict[str, str], lin: Agent) -> None:
    with pytest.raises(NoName):
        actions.save_category(names=names, by=lin)
    assert not Category.objects.exists()


def test_a_change_of_the_tree_shows_at_once(lin: Agent) -> None:
    category = actions.save_category(names={"en": "Start"}, by=lin)
    section = actions.save_section(category=category, names={"en": "Account"}, by=lin)
    an_article(section=section)
    assert [(room.name, room.shelves[0].name) for room in rooms("en", NOBODY)] == [("Start", "Account")]
    actions.save_section(section, category=category, names={"en": "Your account"}, by=lin)
    assert rooms("en", NOBODY)[0].shelves[0].name == "Your account"


def test_what_holds_nothing_for_a_reader_is_not_shown(lin: Agent) -> None:
    category = actions.save_category(names={"en": "Start"}, by=lin)
    section = actions.save_section(category=category, names={"en": "Account"}, by=lin)
    an_article(section=section, visibility="signed_in")
    an_article(section=section, is_published=False)
    assert rooms("en", NOBODY) == ()


def test_only_what_is_empty_can_be_removed(lin: Agent) -> None:
    category = actions.save_category(names={"en": "Start"}, by=lin)
    section = actions.save_section(category=category, names={"en": "Account"}, by=lin)
    row = an_article(section=section)
    with pytest.raises(NotEmpty):
        actions.delete_section(section, by=lin)
    with pytest.raises(NotEmpty):
        actions.delete_category(category, by=lin)
    actions.place_article(row.article, section=None, visibility="public", by=lin)
    actions.delete_section(section, by=lin)
    actions.delete_category(category, by=lin)
    assert not Category.objects.exists()


CHANGES: dict[str, Callable[[Agent], object]] = {
    "category": lambda by: actions.save_category(names={"en": "x"}, by=by),
    "section": lambda by: actions.save_section(category=Category.objects.get(), names={"en": "x"}, by=by),
    "delete": lambda by: actions.delete_category(Category.objects.get(), by=by),
    "synonyms": lambda by: actions.save_synonyms(language="en", words=["a", "b"], by=by),
    "delete synonyms": lambda by: actions.delete_synonyms(Synonyms.objects.get(), by=by),
    "settings": lambda by: actions.change_settings(needs_review=True, by=by),
}


@pytest.mark.parametrize("what", CHANGES)
def test_only_leads_change_how_the_help_centre_is_built(what: str, ada: Agent, lin: Agent) -> None:
    actions.save_category(names={"en": "Start"}, by=lin)
    actions.save_synonyms(language="en", words=["2fa", "two-factor"], by=lin)
    with pytest.raises(NotAllowed):
        CHANGES[what](ada)
    CHANGES[what](lin)


@pytest.mark.parametrize("words", [[], ["one"], ["one", "one"], ["one", "  "], [str(number) for number in range(13)]])
def test_synonyms_are_two_to_twelve_words(words: list[str], lin: Agent) -> None:
    with pytest.raises(TooFewSynonyms):
        actions.save_synonyms(language="en", words=words, by=lin)


def test_there_is_an_end_to_synonyms_and_they_need_a_language(lin: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    from pindesk.knowledge.actions import synonyms

    with pytest.raises(UnknownLanguage):
        actions.save_synonyms(language="xx", words=["a", "b"], by=lin)
    monkeypatch.setattr(synonyms, "MOST_GROUPS", 1)
    row = actions.save_synonyms(language="en", words=["a", "b"], by=lin)
    with pytest.raises(TooManySynonyms):
        actions.save_synonyms(language="en", words=["c", "d"], by=lin)
    actions.save_synonyms(row, language="en", words=["a", "b", "c"], by=lin)
    actions.delete_synonyms(row, by=lin)
    actions.delete_synonyms(row, by=lin)
    assert Event.objects.filter(kind="knowledge.synonyms_changed").count() == 3


def test_settings_are_news_once(lin: Agent) -> None:
    assert not needs_review()
    actions.change_settings(needs_review=True, by=lin)
    actions.change_settings(needs_review=True, by=lin)
    assert needs_review()
    assert Event.objects.filter(kind="knowledge.settings_changed").count() == 1
