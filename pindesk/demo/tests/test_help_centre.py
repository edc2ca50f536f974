"""Larkmail's help centre is complete, and says nothing that the settings could contradict."""

from __future__ import annotations

import re

import pytest

from pindesk.accounts.models import Agent
from pindesk.demo.help_centre import FOLDER, import_help_centre
from pindesk.knowledge.access.broken_links import broken_links
from pindesk.knowledge.access.searching import search
from pindesk.knowledge.models import Article, State, Translation
from pindesk.knowledge.rules import NOBODY
from pindesk.lib import clock

COMPLETE = ("de", "en", "es", "fr")


@pytest.fixture
def help_centre(lin: Agent) -> None:
    import_help_centre(lin, clock.now())


@pytest.mark.usefixtures("help_centre")
@pytest.mark.django_db
def test_sixteen_articles_are_published_without_a_broken_link() -> None:
    published = Translation.objects.filter(state=State.PUBLISHED)
    assert Article.objects.count() == 16
    assert published.count() == len(list(FOLDER.glob("*.md")))
    for language in COMPLETE:
        assert published.filter(language=language).count() == 16
    assert broken_links() == []


QUESTIONS = (
    ("en", "how do i set up dkim", "spf-dkim-dmarc"),
    ("en", "bounce cods", "bounce-codes"),
    ("de", "Absenderdomain DKIM einrichtn", "spf-dkim-dmarc"),
    ("de", "Passkey Wiederherstelungscode", "account-safety"),
    ("fr", "facture paiement refuse", "invoices-and-payments"),
    ("es", "import una list", "import-list"),
)


@pytest.mark.usefixtures("help_centre")
@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words", "group"), QUESTIONS)
def test_questions_as_people_type_them_find_their_article(language: str, words: str, group: str) -> None:
    rows = search(words, language=language, reader=NOBODY).rows
    groups = [Article.objects.get(pk=row.article).group for row in rows[:3]]
    assert group in groups


@pytest.mark.parametrize("file", sorted(FOLDER.glob("support-channel.*.md")), ids=lambda file: file.name)
def test_the_article_on_channels_states_nothing_that_a_live_block_says(file) -> None:
    """Hours and plans come from the settings: in the words they would contradict them one day."""
    text = re.sub(r"```.*?```", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.search(
        r"\b(9|09)[:. ]?(00|h)|\b18[:. ]?(00|h)|\b24\s?(h|Stunden|heures|horas)|Premium|Business", text
    )
