"""Articles for somebody who is writing to us: the words that are worth a search, and what they bring."""

from __future__ import annotations

import pytest

from pindesk.knowledge import actions
from pindesk.knowledge.access.suggesting import KNOWN, entries_for, known_from, suggest, translations_of
from pindesk.knowledge.models import Step
from pindesk.knowledge.rules import NOBODY, Reader
from pindesk.knowledge.search import Document, Index
from tests.articles import an_article, translated

pytestmark = pytest.mark.django_db

PREMIUM = Reader(is_signed_in=True, plan="premium")


def telling(subject: str, text: str, *documents: str, language: str = "en") -> list[str]:
    index = Index(language)
    index.put(Document(number, words, words, "", "public") for number, words in enumerate(documents))
    return index.telling(subject, text, may_read=lambda visibility: visibility == "public")


def test_the_subject_comes_first_then_the_rarest_words_that_documents_have() -> None:
    filler = [f"mail number {number}" for number in range(12)]
    body = "Hello, the mail of our shop Blümchen hangs. The queue says greylisting, the mail waits. Thank you!"
    assert telling("Nothing leaves", body, "the queue and greylisting", "a queue", *filler) == [
        "leaves",
        "greylisting",
        "queue",
    ]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("", ""),
        ("Hello", "I have a problem, please help. Thanks!"),
        ("Zzyx", "Qqrt"),
        ("\x00", "\x00"),
        ("42", "1 2 3"),
    ],
)
def test_what_says_nothing_is_not_searched_for(subject: str, text: str) -> None:
    assert telling(subject, text, "set up spf", "a problem with the queue") == []


def test_what_readers_may_not_read_names_no_word() -> None:
    index = Index("en")
    index.put(
        [
            Document(1, "secret launch", "secret launch", "", "plans:premium"),
            Document(2, "queue", "queue", "", "public"),
        ]
    )
    assert index.telling("", "secret queue", may_read=lambda visibility: visibility == "public") == ["queue"]


def test_a_long_text_finds_its_article_and_counts_as_no_search() -> None:
    wanted = an_article(
        "Why a campaign stays in the queue", "A campaign waits in the queue while greylisting holds it back."
    )
    an_article("Download an invoice", "Invoices are under Billing.")
    text = "Hello, " + "we write to you from our shop. " * 500 + "The campaign stays in the queue: greylisting."
    assert len(text) > 15_000
    rows = suggest("It hangs", text, language="en", reader=NOBODY)
    assert [row.article for row in rows] == [wanted.article_id]
    assert not Step.objects.exists()


def test_restricted_and_withdrawn_articles_are_not_suggested() -> None:
    secret = an_article("Greylisting for Premium", visibility="plans:premium")
    gone = an_article("Greylisting, withdrawn")
    actions.withdraw(gone, by=None)
    assert suggest("Greylisting problem", "", language="en", reader=NOBODY) == []
    assert [row.article for row in suggest("Greylisting", "", language="en", reader=PREMIUM)] == [secret.article_id]


@pytest.mark.parametrize(
    ("language", "title", "subject", "text"),
    [
        ("en", "Verify a domain", "Domains", "How can we verify ours?"),
        ("de", "Absenderdomain bestätigen", "Hallo", "Wie können wir unsere Absenderdomains bestätigen?"),
        ("fr", "Confirmer un domaine d’envoi", "Bonjour", "Comment confirmer nos domaines d’envoi ?"),
        ("es", "Verificar un dominio", "Hola", "¿Cómo verificamos nuestros dominios?"),
    ],
)
def test_each_language_finds_its_own(language: str, title: str, subject: str, text: str) -> None:
    article = an_article(title, title, language=language)
    assert [row.article for row in suggest(subject, text, language=language, reader=NOBODY)] == [article.article_id]


def test_entries_are_those_that_the_reader_may_read_in_the_order_given() -> None:
    one, other = an_article("One"), an_article("Other")
    secret, gone = an_article("Secret", visibility="plans:premium"), an_article("Gone")
    actions.withdraw(gone, by=None)
    numbers = [other.article_id, secret.article_id, gone.article_id, one.article_id, 0, 10**30, other.article_id]
    assert [entry.title for entry in entries_for(numbers, "en", NOBODY)] == ["Other", "One"]
    assert [entry.title for entry in entries_for(numbers, "en", PREMIUM)] == ["Other", "Secret", "One"]


def test_agents_know_every_article_in_their_language_else_the_best() -> None:
    source = an_article("Set up SPF")
    translated(source, "fr", "Configurer SPF")
    secret, gone = an_article("Secret", visibility="plans:premium"), an_article("Gone")
    actions.withdraw(gone, by=None)
    numbers = [gone.article_id, source.article_id, secret.article_id, 99_999]
    rows = known_from([tuple(map(str, row)) for row in translations_of(numbers).values_list(*KNOWN)], numbers, "fr")
    assert [(row.title, row.language, bool(row.slug)) for row in rows] == [
        ("Gone", "en", False),
        ("Configurer SPF", "fr", True),
        ("Secret", "en", False),
    ]
