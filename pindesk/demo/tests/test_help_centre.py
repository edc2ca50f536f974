"""Larkmail's help centre is complete, and says nothing that the settings could contradict."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest

from pindesk.accounts.models import Agent
from pindesk.demo.help_centre import FOLDER, import_help_centre
from pindesk.demo.seed import seed
from pindesk.knowledge.access import figures
from pindesk.knowledge.access.broken_links import broken_links
from pindesk.knowledge.access.editing import synonyms
from pindesk.knowledge.access.figures import Period
from pindesk.knowledge.access.listing import article_counts
from pindesk.knowledge.access.searching import search
from pindesk.knowledge.models import Article, State, Step, Translation
from pindesk.knowledge.rules import NOBODY
from pindesk.lib import clock
from tests.cast import FRIDAY_1755

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


@pytest.mark.django_db
def test_every_view_and_figure_of_the_help_centre_has_something_to_show() -> None:
    with clock.frozen(FRIDAY_1755):
        seed()
        counts = article_counts()
        found = figures.visits(Period(30, ZoneInfo("Europe/Paris"), FRIDAY_1755))
        failed = figures.failed_searches(Period(30, ZoneInfo("Europe/Paris"), FRIDAY_1755))
    assert counts.in_view == {"all": 17, "drafts": 1, "changes": 1, "review": 1, "outdated": 1, "archived": 1}
    assert min(found.now.solved, found.now.left, found.now.wrote, found.strangers.total) > 5
    assert set(found.by_language) == set(COMPLETE)
    assert {bool(one.nothing) for one in failed} == {True, False}
    assert all(sum(group.language == code for group in synonyms()) == 2 for code in COMPLETE)
    assert not Step.objects.filter(at__gt=FRIDAY_1755).exists()
    assert Translation.objects.get(review_asked_at__isnull=False).review_asked_by.name == "Ada Okafor"
    assert Article.objects.get(translations__state=State.ARCHIVED).replaced_by.group == "spf-dkim-dmarc"
