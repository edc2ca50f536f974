"""Who is in the demo: Larkmail's agents, its customers and what they pay for. All addresses end in `.example`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COMPANY_NAME, COMPANY_LANGUAGES, COMPANY_ZONE = "Larkmail", ("en", "fr", "de", "es"), "Europe/Paris"

# code, name, topics it answers
TEAMS = (
    ("sending", "Sending", ("getting_started", "sending", "api", "templates", "statistics", "other")),
    ("deliverability", "Deliverability", ("deliverability", "contact_removal")),
    (
        "billing",
        "Billing and access",
        ("account_unlock", "sensitive_data", "invoice", "refund", "card_removal", "payment", "privacy", "plans"),
    ),
)


@dataclass(frozen=True, slots=True)
class DemoAgent:
    name: str
    email: str
    languages: tuple[str, ...]
    teams: tuple[str, ...]
    role: str = "agent"
    language: str = "en"


AGENTS = (
    DemoAgent("Ada Okafor", "ada@larkmail.example", ("en", "fr"), ("sending", "deliverability")),
    DemoAgent("Lin Chen", "lin@larkmail.example", ("en", "fr", "de"), ("sending", "deliverability", "billing"), "lead"),
    DemoAgent("Marek Nowak", "marek@larkmail.example", ("en", "de"), ("deliverability",)),
    DemoAgent("Inès Caron", "ines@larkmail.example", ("fr", "en", "es"), ("billing",), language="fr"),
    DemoAgent("Théo Lambert", "theo@larkmail.example", ("fr", "en"), ("billing", "sending"), language="fr"),
    DemoAgent("Jana Brandt", "jana@larkmail.example", ("de", "en", "es"), ("sending",), "owner", "de"),
)

OWNER = AGENTS[-1]


@dataclass(frozen=True, slots=True)
class DemoPerson:
    name: str
    email: str
    language: str
    role: str = "owner"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A customer of Larkmail; `plan` is the code it pays for now."""

    name: str
    plan: str
    language: str
    country: str
    zone: str
    people: tuple[DemoPerson, ...]


ALICE = DemoPerson("Alice Lenoir", "alice@atelier-lenoir.example", "fr")
BOB = DemoPerson("Bob Garnier", "bob@atelier-lenoir.example", "fr", "member")
MALLORY = DemoPerson("Mallory Quinn", "mallory@quinn-trading.example", "en")
FRIEDA = DemoPerson("Frieda Vogel", "frieda@vogel-keramik.example", "de")
CLARA = DemoPerson("Clara Ruiz", "clara@marea-viajes.example", "es")
SEAN = DemoPerson("Sean Daly", "sean@harbour-lights.example", "en")

# name, plan, language, country, zone, person, address
_OTHERS = """
Nordlys AS; premium; en; NO; Europe/Oslo; Sigrid Dahl; sigrid@nordlys.example
Boulangerie Roux; business; fr; FR; Europe/Paris; Camille Roux; camille@roux.example
Kestrel Labs; business; en; GB; Europe/London; Owen Price; owen@kestrel-labs.example
Cave des Halles; starter; fr; FR; Europe/Paris; Paul Mercier; paul@cave-halles.example
Harrow & Pike; starter; en; US; America/New_York; Dana Pike; dana@harrow-pike.example
Viveros Ferrer; business; es; ES; Europe/Madrid; Lucía Ferrer; lucia@viveros-ferrer.example
Juniper Crafts; starter; en; CA; America/Toronto; Noor Haddad; noor@juniper-crafts.example
Agence Lumen; premium; fr; BE; Europe/Brussels; Hugo Peeters; hugo@lumen.example
Brightwell Clinic; business; en; GB; Europe/London; Priya Nair; priya@brightwell.example
Polder Fietsen; business; en; NL; Europe/Amsterdam; Joost de Wit; joost@polder.example
Ostrava Tech; starter; en; CZ; Europe/Prague; Petra Malá; petra@ostrava-tech.example
Möbelhaus Brandt; business; de; DE; Europe/Berlin; Karl Brandt; karl@moebel-brandt.example
Otter & Sons; starter; en; NZ; Pacific/Auckland; Mia Otter; mia@otter-sons.example
Maison Perrin; premium; fr; CH; Europe/Zurich; Élodie Perrin; elodie@perrin.example
Lochside Hotels; premium; en; GB; Europe/London; Fraser Blair; fraser@lochside.example
Bergmann Optik; premium; de; AT; Europe/Vienna; Anna Bergmann; anna@bergmann-optik.example
Copperline; business; en; US; America/Chicago; Theresa Gold; theresa@copperline.example
Librería Aurora; starter; es; ES; Atlantic/Canary; Diego Santana; diego@aurora.example
Tideway; premium; en; AU; Australia/Sydney; Ruby Walsh; ruby@tideway.example
Vélo Cité; business; fr; FR; Europe/Paris; Louis Fabre; louis@velo-cite.example
Hofladen Meier; starter; de; DE; Europe/Berlin; Sabine Meier; sabine@hofladen-meier.example
Café Volcán; business; es; MX; America/Mexico_City; Marisol Vega; marisol@volcan.example
Pharmacie du Port; premium; fr; FR; Indian/Reunion; Anaïs Hoarau; anais@duport.example
Studio Aubin; business; fr; CA; America/Montreal; Rémi Aubin; remi@aubin.example
Zimmerei Lechner; business; de; DE; Europe/Berlin; Toni Lechner; toni@lechner.example
Marram Books; starter; en; IE; Europe/Dublin; Aoife Byrne; aoife@marram.example
Talleres Duero; premium; es; ES; Europe/Madrid; Elena Prieto; elena@duero.example
"""


def _others() -> Iterator[DemoAccount]:
    for line in _OTHERS.strip().splitlines():
        name, plan, language, country, zone, person, email = line.split("; ")
        yield DemoAccount(name, plan, language, country, zone, (DemoPerson(person, email, language),))


ACCOUNTS = (
    DemoAccount("Atelier Lenoir", "premium", "fr", "FR", "Europe/Paris", (ALICE, BOB)),
    DemoAccount("Quinn Trading", "business", "en", "IE", "Europe/Dublin", (MALLORY,)),
    DemoAccount("Keramik Vogel", "free", "de", "DE", "Europe/Berlin", (FRIEDA,)),
    *_others(),
    DemoAccount("Marea Viajes", "starter", "es", "ES", "Europe/Madrid", (CLARA,)),
    DemoAccount("Harbour Lights", "business", "en", "GB", "Europe/London", (SEAN,)),
)


@dataclass(frozen=True, slots=True)
class CastMember:
    """Somebody the demo lets you be with one click; `key` is part of the link, `audience` customer or agent.

    `about` says who that is, in the terminal and on the page of the demo alike.
    """

    key: str
    name: str
    email: str
    audience: str
    about: str | Promise


_ABOUT = {
    "alice": _("Customer, Premium plan, writes French"),
    "bob": _("Alice's colleague"),
    "mallory": _("Another customer, Business plan"),
    "frieda": _("Customer, Free plan, writes German"),
    "clara": _("Customer, tries the Premium plan, writes Spanish"),
    "sean": _("Customer whose last payment failed"),
    "ada": _("Agent, answers in English and French"),
    "lin": _("Lead of all teams"),
}


def _cast(name: str, email: str, audience: str) -> CastMember:
    key = email.partition("@")[0]
    return CastMember(key, name, email, audience, _ABOUT[key])


CAST = (
    *(_cast(one.name, one.email, "customer") for one in (ALICE, BOB, MALLORY, FRIEDA, CLARA, SEAN)),
    *(_cast(one.name, one.email, "agent") for one in AGENTS[:2]),
)
