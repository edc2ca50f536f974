"""Four weeks of visits to Larkmail's help centre: what was searched, opened, read and answered, and who wrote."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from pindesk.knowledge import actions
from pindesk.knowledge.models import Article

DAYS = 28
A_DAY = (7, 4, 5, 6, 5, 1, 2)  # visits, Monday first
SIGNED_IN = 0.7


class Search(NamedTuple):
    """Words, how many articles they bring, the one that is opened, and the topic somebody may write about after it."""

    language: str
    words: str
    found: int
    article: str
    topic: str


# Without an article nothing is opened; those that found nothing are what Larkmail has no article about.
SEARCHES = tuple(
    Search(language, words, int(found), article, topic)
    for language, words, found, article, topic in (
        tuple(part.strip() for part in line.split(";"))
        for line in """
en; set up dkim; 4; spf-dkim-dmarc; deliverability
en; verify domain; 5; verify-domain; getting_started
en; bounce 550 5.7.1; 3; bounce-codes; deliverability
en; import csv; 3; import-list; getting_started
en; api idempotency; 2; send-by-api; api
en; webhook signature; 2; webhooks; api
en; why is my campaign still in the queue; 4; queue-and-limits; sending
en; open rate apple; 2; opens-and-clicks; statistics
en; send text messages; 0; ; other
en; two accounts one domain; 6; ; getting_started
de; dkim einrichten; 4; spf-dkim-dmarc; deliverability
de; rechnung herunterladen; 2; invoices-and-payments; invoice
de; kontakt entsperren; 3; unsubscribes-and-suppressions; contact_removal
de; versand langsam; 4; queue-and-limits; sending
de; auftragsverarbeitung vertrag; 0; ; privacy
de; vorlage outlook; 3; templates; templates
fr; configurer spf; 4; spf-dkim-dmarc; deliverability
fr; paiement refusé; 2; invoices-and-payments; payment
fr; importer une liste; 3; import-list; getting_started
fr; adresse désinscrite par erreur; 3; unsubscribes-and-suppressions; contact_removal
fr; envoyer des sms; 0; ; other
fr; première campagne; 4; first-campaign; getting_started
es; verificar dominio; 4; verify-domain; getting_started
es; importar lista; 3; import-list; getting_started
es; cuenta bloqueada; 3; account-safety; account_unlock
es; enviar por whatsapp; 0; ; other
""".strip().splitlines()
    )
)
# What somebody wrote under "no", by the article that it was about.
SAID = {
    "spf-dkim-dmarc": ("unclear", "en", "My provider asks for the host without the domain. Which part is that?"),
    "bounce-codes": ("not_my_question", "en", "Our code is not in the list."),
    "invoices-and-payments": ("did_not_work", "fr", "Le bouton pour changer de carte n’apparaît pas."),
    "queue-and-limits": ("outdated", "de", "Die Seite heißt bei mir anders."),
    "import-list": ("did_not_work", "es", "El archivo se queda en el 40 %."),
}


def play_visits(now: datetime) -> None:
    """Let the visits happen, the last before `now`; the same each time."""
    chance = random.Random(16)  # noqa: S311 - a story, not a secret
    articles = {group: pk for group, pk in Article.objects.values_list("group", "pk") if group}
    with transaction.atomic():
        for days in range(DAYS, 0, -1):
            day = now - timedelta(days=days)
            for number in range(A_DAY[day.weekday()] + chance.choice((0, 0, 1, 2))):
                at = day + timedelta(minutes=chance.randint(0, 23 * 60))
                _visit(f"demo-{days}-{number}", chance.choice(SEARCHES), articles, min(at, now), chance)


def _visit(name: str, one: Search, articles: dict[str, int], at: datetime, chance: random.Random) -> None:
    """One visit, a few minutes long at most."""
    who = {"visit": name, "language": one.language, "is_customer": chance.random() < SIGNED_IN}

    def step(kind: str, minutes: float, **what: object) -> None:
        actions.record_step(kind=kind, now=at + timedelta(minutes=minutes), **what, **who)  # type: ignore[arg-type]

    step("searched", 0, words=one.words, found=one.found)
    number = articles.get(one.article)
    if number:
        step("opened", 0.2, article=number)
        if chance.random() < 0.9:  # noqa: PLR2004 - the others leave it at once
            step("read", 0.3, article=number)
            _answer(one, number, who, at + timedelta(minutes=3), chance)
    if who["is_customer"] and chance.random() < (0.12 if number else 0.4):
        step("wrote", 8, topic=one.topic)


def _answer(one: Search, article: int, who: dict[str, object], at: datetime, chance: random.Random) -> None:
    """A third of the readers say whether it helped."""
    luck = chance.random()
    if luck < 0.28:  # noqa: PLR2004
        actions.answer(article, is_solved=True, now=at, **who)  # type: ignore[arg-type]
    elif luck < 0.4:  # noqa: PLR2004
        reason, language, words = SAID.get(one.article, ("unclear", "", ""))
        said = words if language == one.language else ""
        actions.answer(article, is_solved=False, reason=reason, words=said, now=at, **who)  # type: ignore[arg-type]
