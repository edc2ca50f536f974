"""What readers did and said is kept without knowing who they are, and not for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pindesk.knowledge import actions
from pindesk.knowledge.actions.masking import masked
from pindesk.knowledge.errors import UnknownLanguage, UnknownReason
from pindesk.knowledge.models import Answer, Step
from pindesk.lib import clock
from tests.articles import an_article


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("why does it bounce", "why does it bounce"),
        ("bob@example.com bounces", "… bounces"),
        ("card 4242 4242 4242 4242 declined", "card … declined"),
        ("call me +33 6 12 34 56 78", "call me …"),
        ("pin 604 182", "pin …"),
        ("token lk_live_8f3a9c2b7d6e5f4a3b2c", "token …"),
        ("error 550 5.7.1", "error 550 5.7.1"),
        ("port 587", "port 587"),
        ("two\nlines\x00", "two lines"),
        ("card 42\u200b42 4242\u00ad 4242 4242 declined", "card … declined"),
        ("card 4242\u20134242\u20134242\u20134242", "card …"),
        ("card ４２４２ ４２４２ ４２４２ ４２４２", "card …"),
        ("bob＠example.com bounces", "… bounces"),
        ("mail name at gmail.com today", "mail … today"),
        ("bob (at) example.org", "…"),
        ("bob [at] example [dot] org", "…"),
        ("account 123_456_789", "account …"),
        ("account 1,234,567,890", "account …"),
        ("call +33 (0)6 12 34 56 78", "call …"),
        ("look at example", "look at example"),
        ("look at it. Then go", "look at it. Then go"),
        ("stops at index.html", "stops at index.html"),
        ("error 550 (5.7.1)", "error 550 (5.7.1)"),
        ("ports 25, 465, 587", "ports 25, 465, 587"),
        ("👩\u200d💻 works ½ the time", "👩\u200d💻 works ½ the time"),
    ],
)
def test_what_looks_personal_is_masked_and_error_codes_are_not(typed: str, kept: str) -> None:
    assert masked(typed) == kept


@pytest.mark.parametrize("typed", ["a", "a.", "1 ", "a at ", "a" + "\u0301\u0316" * 20, "a @"])
def test_the_longest_words_are_cut_before_anything_is_looked_for(typed: str) -> None:
    assert len(masked(typed * (1_000_000 // len(typed)))) <= 1000


@pytest.mark.django_db
def test_of_long_words_the_first_are_kept() -> None:
    article = an_article().article_id
    said = actions.answer(article, visit="v1", language="en", is_solved=False, words="word " * 200_000)
    step = actions.record_step(visit="v1", kind="searched", language="en", is_customer=False, words="a" * 1_000_000)
    assert said.words == ("word " * 100)
    assert step
    assert step.words == "a" * 100


@pytest.mark.django_db
def test_an_answer_said_again_replaces_the_one_before() -> None:
    article = an_article().article_id
    actions.answer(article, visit="v1", language="en", is_solved=False, reason="unclear")
    actions.answer(article, visit="v1", language="en", is_solved=True, reason="unclear")
    actions.answer(article, visit="v2", language="en", is_solved=False)
    assert sorted(Answer.objects.values_list("visit", "is_solved", "reason")) == [("v1", True, ""), ("v2", False, "")]


@pytest.mark.django_db
def test_unknown_reasons_and_languages_are_refused() -> None:
    article = an_article().article_id
    with pytest.raises(UnknownReason):
        actions.answer(article, visit="v1", language="en", is_solved=False, reason="x")
    with pytest.raises(UnknownLanguage):
        actions.answer(article, visit="v1", language="xx", is_solved=False)
    with pytest.raises(UnknownLanguage):
        actions.record_step(visit="v1", kind="read", language="xx", is_customer=False)


@pytest.mark.django_db
def test_what_is_old_is_forgotten() -> None:
    article, now = an_article().article_id, clock.now()
    for days in (401, 399):
        at = now - timedelta(days=days)
        actions.answer(article, visit=str(days), language="en", is_solved=True, now=at)
        actions.record_step(visit=str(days), kind="read", language="en", is_customer=False, article=article, now=at)
    actions.forget_old_visits(now)
    actions.forget_old_visits(now)
    assert [row.visit for row in Answer.objects.all()] == ["399"]
    assert [row.visit for row in Step.objects.all()] == ["399"]
