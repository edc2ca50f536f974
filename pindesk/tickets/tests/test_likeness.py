"""Whether two texts are about the same: what is found, and above all what is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pindesk.tickets.likeness import Text, is_worth_a_look, likeness
from tests.cast import FRIDAY_1755

SPAM = Text(
    "Our newsletter lands in the spam folder at Gmail",
    "Hello, since Monday the newsletter of our shop lands in the spam folder of Gmail. SPF and DKIM are green.",
    "en",
    "deliverability",
)
RECHNUNG = Text(
    "Rechnung 2026-1042 herunterladen",
    "Guten Tag, die Rechnung 2026-1042 lässt sich nicht herunterladen, der Knopf bleibt grau.",
    "de",
    "invoice",
)
VERSAND = Text(
    "Newsletterversand hängt", "Der Newsletterversand steht seit heute früh in der Warteschlange.", "de", "sending"
)
ENVOI = Text(
    "L’envoi de la campagne s’est arrêté à la moitié",
    "Bonjour, l’envoi de notre campagne de soldes s’est arrêté à la moitié des destinataires ce matin.",
    "fr",
    "sending",
)
DOMINIO = Text(
    "No puedo verificar el dominio",
    "Hola, el dominio tienda-norte.example no se verifica: el registro DNS está publicado.",
    "es",
    "getting_started",
)


@pytest.mark.parametrize(
    ("text", "ticket"),
    [
        (Text("Newsletter in the spam folder", "", "en", "deliverability"), SPAM),
        (Text("Gmail puts our newsletters into spam", "", "en"), SPAM),
        (
            Text("", "Gmail again put the newsletter of our shop into the spam folder, SPF and DKIM are green.", "en"),
            SPAM,
        ),
        (Text("Spam!!", "Our newsletter is in the spam folder of Gmail.", "en", "other"), SPAM),
        (Text("Rechnung 2026-1042", "Ich kann die Rechnung nicht herunterladen.", "de", "invoice"), RECHNUNG),
        (Text("Der Versand des Newsletters hängt", "", "de", "sending"), VERSAND),
        (Text("Envoi de campagne arrêté à la moitié", "", "fr", "sending"), ENVOI),
        (Text("Verificar dominio: registro DNS publicado", "", "es"), DOMINIO),
        (Text("Newsletter in the spam folder of Gmail", "", "de"), SPAM),  # a German page, an English writer
    ],
)
def test_the_same_in_other_words(text: Text, ticket: Text) -> None:
    assert likeness(text, ticket) > 0


@pytest.mark.parametrize(
    ("text", "ticket"),
    [
        (Text("", "", "en"), SPAM),
        (Text("Hello", "", "en"), SPAM),
        (Text("Problem", "Hello, I have a problem since Monday. Please help, thanks!", "en", "deliverability"), SPAM),
        (Text("Newsletter", "", "en", "deliverability"), SPAM),
        (Text("Our newsletter", "How many recipients may it have?", "en", "sending"), SPAM),
        (Text("Template for our shop", "The picture in the template is too wide on Monday.", "en", "templates"), SPAM),
        (Text("Hallo", "Guten Tag, ich habe eine Frage. Vielen Dank!", "de", "invoice"), RECHNUNG),
        (Text("Rechnung 2026-1043 herunterladen", "Der Knopf bleibt grau.", "de", "invoice"), RECHNUNG),
        (Text("Bonjour, un problème ce matin", "Bonjour, merci de votre aide.", "fr", "sending"), ENVOI),
        (Text("Hola, tengo un problema", "No puedo, gracias por la ayuda.", "es", "getting_started"), DOMINIO),
        (Text("\x00\x00", "<b>&</b>", "en"), SPAM),
        (Text("x" * 20_000, "é\u0301" * 20_000, "fr"), ENVOI),
    ],
)
def test_what_is_not_surely_the_same(text: Text, ticket: Text) -> None:
    assert likeness(text, ticket) == 0


def test_two_tickets_without_words_are_not_the_same() -> None:
    empty = Text("Hello", "Please help", "en", "other")
    assert likeness(empty, empty) == 0


def test_the_same_topic_takes_fewer_words() -> None:
    words = "Newsletter and invoices, folder of the shop, colours of the header, ports"
    same, other = (Text(words, "", "en", topic) for topic in ("deliverability", "invoice"))
    assert likeness(same, SPAM) >= likeness(other, SPAM)
    less = Text("Shop folder: move the newsletter elsewhere later", "", "en", "deliverability")
    assert likeness(less, SPAM) > 0 == likeness(Text(less.subject, "", "en", "invoice"), SPAM)


@pytest.mark.parametrize(
    ("status", "days", "is_one"),
    [
        ("received", None, True),
        ("on_hold", None, True),
        ("waiting", None, True),
        ("solved", 0, True),
        ("solved", 13.9, True),
        ("solved", 14, False),
        ("closed", 3, False),
    ],
)
def test_what_somebody_may_mean_again(status: str, days: float | None, is_one: bool) -> None:
    solved_at = None if days is None else FRIDAY_1755 - timedelta(days=days)
    assert is_worth_a_look(status, solved_at, FRIDAY_1755) is is_one
