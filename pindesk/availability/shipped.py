"""The policy that Pindesk starts with: hours and languages of the channels, topics and plans. Source: RULES 1.

Every value is a setting; the rows of topics and plans are what `save_topics` and `save_plans` take.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import time
from typing import Any

from pindesk.availability.policy import Channel, ChannelPolicy, PlanPolicy, Policy, TopicPolicy
from pindesk.availability.shipped_fields import FIELDS
from pindesk.availability.shipped_helps import HELPS
from pindesk.availability.stored import fields_in, helps_in
from pindesk.hours.schedule import ALWAYS, NO_CALENDAR, Calendar, Schedule, weekdays

ZONE = "Europe/Paris"
LANGUAGES = ("en", "fr", "de", "es")
OFFICE_LANGUAGES = ("en", "fr")
OFFICE_HOURS = weekdays(0, 1, 2, 3, 4, start=time(9), end=time(18))
PROMISE_SECONDS = 24 * 60 * 60

# The channels that can be used so far; the others say so, with their hours.
BUILT = (Channel.TICKET,)


def _names(en: str, de: str, fr: str, es: str) -> dict[str, str]:
    return {"en": en, "de": de, "fr": fr, "es": es}


# In the order in which customers read them: using the service, one's data, money, the rest.
_TOPICS: tuple[Mapping[str, Any], ...] = (
    {
        "code": "getting_started",
        "names": _names("Getting started", "Erste Schritte", "Premiers pas", "Primeros pasos"),
    },
    {
        "code": "sending",
        "names": _names("Sending e-mails", "E-Mails versenden", "Envoi d’e-mails", "Envío de correos"),
    },
    {
        "code": "deliverability",
        "names": _names(
            "Deliverability: mails in spam or not arriving",
            "Zustellbarkeit: E-Mails im Spam oder nicht angekommen",
            "Délivrabilité\u00a0: e-mails en spam ou non reçus",
            "Entregabilidad: correos en spam o que no llegan",
        ),
        "needs_writing": True,
        "usually_investigated": True,
    },
    {
        "code": "templates",
        "names": _names(
            "Templates and design", "Vorlagen und Gestaltung", "Modèles et mise en page", "Plantillas y diseño"
        ),
    },
    {"code": "statistics", "names": _names("Statistics", "Statistik", "Statistiques", "Estadísticas")},
    {
        "code": "api",
        "names": _names("API and integrations", "API und Integrationen", "API et intégrations", "API e integraciones"),
    },
    {
        "code": "contact_removal",
        "names": _names(
            "Delete or unblock a contact in your lists",
            "Einen Kontakt in Ihren Listen löschen oder entsperren",
            "Supprimer ou débloquer un contact de vos listes",
            "Eliminar o desbloquear un contacto de tus listas",
        ),
        "needs_writing": True,
    },
    {
        "code": "account_unlock",
        "names": _names(
            "Unlock an account after a break-in",
            "Ein Konto nach unbefugtem Zugriff entsperren",
            "Débloquer un compte après un piratage",
            "Desbloquear una cuenta tras un acceso no autorizado",
        ),
        "needs_writing": True,
        "usually_investigated": True,
        "is_open_to_everyone": True,
        "is_urgent": True,
        "promise_seconds": 4 * 60 * 60,
    },
    {
        "code": "sensitive_data",
        "names": _names(
            "Company or billing data",
            "Firmen- oder Rechnungsdaten",
            "Données de l’entreprise ou de facturation",
            "Datos de la empresa o de facturación",
        ),
        "needs_writing": True,
        "usually_investigated": True,
    },
    {"code": "plans", "names": _names("Plans and prices", "Tarife und Preise", "Formules et prix", "Planes y precios")},
    {
        "code": "payment",
        "names": _names("Payment", "Zahlung", "Paiement", "Pago"),
        "needs_writing": True,
        "is_open_to_everyone": True,
    },
    {
        "code": "invoice",
        "names": _names(
            "Invoices and the e-mail address they go to",
            "Rechnungen und E-Mail-Adresse für Rechnungen",
            "Factures et adresse e-mail d’envoi",
            "Facturas y correo al que se envían",
        ),
        "needs_writing": True,
    },
    {
        "code": "refund",
        "names": _names("Refund", "Erstattung", "Remboursement", "Reembolso"),
        "needs_writing": True,
        "usually_investigated": True,
    },
    {
        "code": "card_removal",
        "names": _names(
            "Delete card data",
            "Kartendaten löschen",
            "Supprimer des données de carte bancaire",
            "Eliminar los datos de una tarjeta",
        ),
        "needs_writing": True,
    },
    {
        "code": "privacy",
        "names": _names(
            "Privacy and personal data",
            "Datenschutz und persönliche Daten",
            "Confidentialité et données personnelles",
            "Privacidad y datos personales",
        ),
        "needs_writing": True,
        "is_open_to_everyone": True,
    },
    {"code": "other", "names": _names("Something else", "Etwas anderes", "Autre demande", "Otro asunto")},
)

TOPICS: tuple[Mapping[str, Any], ...] = tuple(
    {**row, "fields": FIELDS.get(row["code"], ()), "helps": HELPS.get(row["code"], {})} for row in _TOPICS
)

# Topics for which another order of channels suits better than the usual one: logs and code are pasted, not read out;
# a written record is worth more than speed where money is spoken of.
ADVICE: Mapping[str, tuple[str, ...]] = {
    "api": (Channel.TICKET, Channel.CHAT, Channel.PHONE),
    "refund": (Channel.TICKET, Channel.CHAT, Channel.PHONE),
    "card_removal": (Channel.TICKET, Channel.CHAT, Channel.PHONE),
    "privacy": (Channel.TICKET, Channel.CHAT, Channel.PHONE),
}

# Names of products: the same in every language, but for the one that is a word.
PLANS: tuple[Mapping[str, Any], ...] = (
    {
        "code": "free",
        "names": _names("Free", "Kostenlos", "Gratuite", "Gratuito"),
        "channels": (),
        "promise_seconds": None,
    },
    {
        "code": "starter",
        "names": _names("Starter", "Starter", "Starter", "Starter"),
        "channels": ("ticket",),
        "promise_seconds": PROMISE_SECONDS,
    },
    {
        "code": "business",
        "names": _names("Business", "Business", "Business", "Business"),
        "channels": ("ticket", "chat"),
        "promise_seconds": PROMISE_SECONDS,
    },
    {
        "code": "premium",
        "names": _names("Premium", "Premium", "Premium", "Premium"),
        "channels": ("ticket", "chat", "phone"),
        "promise_seconds": PROMISE_SECONDS,
    },
)


def channels(
    zone: str = ZONE,
    *,
    languages: Sequence[str] = LANGUAGES,
    calendar: Calendar = NO_CALENDAR,
    built: Collection[str] = BUILT,
) -> dict[str, ChannelPolicy]:
    """Tickets day and night in four languages; chat and phone in office hours of `zone`, closed as `calendar` says.

    Each only in those of the company's `languages`, the first of which is its default; one for which none is left is
    off.
    """

    def channel(code: Channel, hours: Schedule, own: Collection[str], closed: Calendar = NO_CALENDAR) -> ChannelPolicy:
        served = tuple(language for language in languages if language in own)
        return ChannelPolicy(hours, served, closed, is_on=bool(served), is_built=code in built)

    office = Schedule(zone, OFFICE_HOURS)
    return {
        Channel.TICKET: channel(Channel.TICKET, ALWAYS, LANGUAGES),
        Channel.CHAT: channel(Channel.CHAT, office, OFFICE_LANGUAGES, calendar),
        Channel.PHONE: channel(Channel.PHONE, office, OFFICE_LANGUAGES, calendar),
    }


def policy(
    *,
    version: int = 1,
    zone: str = ZONE,
    topics: Mapping[str, TopicPolicy] | None = None,
    plans: Mapping[str, PlanPolicy] | None = None,
    languages: Sequence[str] = LANGUAGES,
    calendar: Calendar = NO_CALENDAR,
    built: Collection[str] = BUILT,
) -> Policy:
    """The shipped policy, with the company's own topics and plans where it has them.

    `languages` are those the company serves, its default first. Holidays are off until a calendar is given. `built`
    names the channels that can be used.
    """
    return Policy(
        version=version,
        channels=channels(zone, languages=languages, calendar=calendar, built=built),
        topics=_topics() if topics is None else topics,
        plans=_plans() if plans is None else plans,
        company_zone=zone,
        promise_seconds=PROMISE_SECONDS,
        advice=ADVICE,
    )


def _topics() -> dict[str, TopicPolicy]:
    return {
        row["code"]: TopicPolicy(**{**row, "fields": fields_in(row["fields"]), "helps": helps_in(row["helps"])})
        for row in TOPICS
    }


def _plans() -> dict[str, PlanPolicy]:
    return {row["code"]: PlanPolicy(row["code"], row["channels"], row["promise_seconds"]) for row in PLANS}
