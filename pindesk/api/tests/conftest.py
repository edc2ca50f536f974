"""A help centre for the API."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pindesk.knowledge import actions
from pindesk.knowledge.models import Section, Translation
from tests.articles import an_article, translated
from tests.cast import Cast


@dataclass(frozen=True, slots=True)
class Help:
    """`limits` is in English and German, `dkim` in French alone, `secret` for Premium."""

    sending: Section
    limits: Translation
    grenzen: Translation
    dkim: Translation
    secret: Translation


@pytest.fixture
def help_centre(cast: Cast, settings) -> Help:
    settings.PUBLIC_URL = "https://help.example.com"
    mail = actions.save_category(names={"en": "Mail", "de": "Post"}, descriptions={"en": "All."}, by=None)
    sending = actions.save_section(category=mail, names={"en": "Sending", "de": "Versand"}, by=None)
    inner = actions.save_category(names={"en": "Premium things"}, by=None)
    hidden = actions.save_section(category=inner, names={"en": "Hidden"}, by=None)
    limits = an_article(
        "Sending <limits>", "How *many* mails an hour & more.\n\n{{ hours }}", section=sending, keywords="quota, cap"
    )
    grenzen = translated(limits, "de", "Versandgrenzen", f"Siehe [hier](article:{limits.article_id}#top).")
    dkim = an_article("Clés DKIM", "Une clé.", language="fr", section=sending)
    secret = an_article("Secret limits", "For Premium alone.", section=hidden, visibility="plans:premium")
    return Help(sending, limits, grenzen, dkim, secret)
