"""What Larkmail's agents did with their help centre lately: synonyms, changes, a draft, a review, an archived one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from pindesk.accounts.models import Agent
from pindesk.knowledge import actions
from pindesk.knowledge.actions import Words
from pindesk.knowledge.actions.writing import words_of
from pindesk.knowledge.models import Article, Section, Translation, Version

SYNONYMS = (
    ("en", ("blocklist", "blacklist", "denylist")),
    ("en", ("receipt", "invoice", "bill")),
    ("de", ("Abmeldung", "Abbestellung", "Austragung")),
    ("de", ("Sperrliste", "Blacklist", "Blocklist")),
    ("fr", ("désinscription", "désabonnement")),
    ("fr", ("facture", "reçu", "quittance")),
    ("es", ("darse de baja", "cancelar la suscripción")),
    ("es", ("factura", "recibo")),
)

# One sentence more at the end of an article and of those translations that somebody has seen to; Spanish waits.
CHANGED = "import-list"
ONE_MORE = {
    "en": "Say in the ticket which program wrote the file, and in which encoding.",
    "de": "Nennen Sie im Ticket auch das Programm, das die Datei geschrieben hat, und ihre Zeichenkodierung.",
    "fr": "Indiquez dans le ticket le logiciel qui a produit le fichier, et son encodage.",
}
REVIEWED, TO_REVIEW = "webhooks", "Name the hour with its time zone, best in UTC."

DRAFT = Words(
    "Send from a subdomain of your own",
    "Keep the reputation of your newsletter apart from that of your daily mail.",
    "subdomain, sender reputation, news.example.com",
    """A subdomain such as `news.example.com` has a reputation of its own. Complaints about a campaign then do not \
touch the mail that you write every day.

## Choose the name

1. Take a word that readers understand: `news`, `mail` or `shop`.
2. Verify it like any other domain.
3. Send the first campaigns to those who read you most.

> [!NOTE]
> Still to write: how long to wait before the old domain is given up.
""",
)
FORMER = Words(
    "Put our servers on your allow list",
    "Let test messages through to your own mailboxes.",
    "allow list, test message",
    "Add the addresses of our servers to the allow list of your mail filter, and test messages arrive.",
)
TOOK_ITS_PLACE = "spf-dkim-dmarc"


def edit_help_centre(agents: Mapping[str, Agent], now: datetime) -> None:
    """The last four weeks of work on what was imported; `agents` by the first part of their address."""
    ada, lin, marek = agents["ada"], agents["lin"], agents["marek"]
    for place, (language, words) in enumerate(SYNONYMS):
        actions.save_synonyms(language=language, words=words, by=lin, now=now - timedelta(days=26, minutes=place))
    _archived(ada, lin, now)
    for place, (language, sentence) in enumerate(ONE_MORE.items()):
        at = now - timedelta(days=9 - place, hours=3)
        version = _longer(CHANGED, language, sentence, marek if language != "fr" else agents["ines"], at)
        row = actions.publish(version.translation, by=lin, now=at + timedelta(hours=1))
        actions.confirm_current(row, by=lin, now=at + timedelta(hours=1))
    section = Section.objects.get(code="authentication")
    actions.create_article(language="en", words=DRAFT, section=section, by=ada, now=now - timedelta(days=3, hours=5))
    waits = _longer(REVIEWED, "en", TO_REVIEW, ada, now - timedelta(hours=4))
    actions.ask_for_review(waits.translation, by=ada, now=now - timedelta(hours=4))


def _longer(group: str, language: str, sentence: str, by: Agent, at: datetime) -> Version:
    """The next version of an article, one sentence longer."""
    row = Translation.objects.select_related("article", "latest").get(article__group=group, language=language)
    assert row.latest
    words = words_of(row.latest)
    longer = Words(words.title, words.summary, words.keywords, f"{words.body} {sentence}")
    return actions.save_version(row.article, language, longer, base=row.latest.number, by=by, now=at)


def _archived(ada: Agent, lin: Agent, now: datetime) -> None:
    """An article that another one has replaced."""
    section = Section.objects.get(code="authentication")
    made = actions.create_article(language="en", words=FORMER, section=section, by=ada, now=now - timedelta(days=29))
    actions.publish(made, by=lin, now=now - timedelta(days=28))
    instead = Article.objects.get(group=TOOK_ITS_PLACE)
    actions.archive_article(made.article, replaced_by=instead, by=lin, now=now - timedelta(days=20))
