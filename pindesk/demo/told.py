"""What the demo's customers said in the fields of the form, by the subject of the ticket."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from pindesk.accounts.models import Membership
from pindesk.demo.script import Conversation

# A span is the day so long before the ticket was opened.
Said = Mapping[str, str | timedelta]


def _days(count: int) -> timedelta:
    return timedelta(days=count)


TOLD: Mapping[str, Said] = {
    # Sending and API
    "Scheduled sends leave 20 to 40 minutes late": {"campaign": "Plants of the day", "since": _days(2)},
    "240,000 in one hour on Friday?": {"campaign": "Ticket sale announcement"},
    "La campagne de vendredi reste « en préparation »": {"campaign": "Carnets d’automne", "since": _days(0)},
    "Los envíos programados salen con retraso": {"since": _days(2)},
    "Bestätigungsmail der Anmeldung kommt nicht an": {"since": _days(1)},
    "API: idempotency key reused after 24 hours": {
        "endpoint": "POST /v1/messages",
        "status_code": "409",
        "request_id": "req_7f3c19e2a0b84d55",
    },
    "422 invalid_from, but only in staging": {"endpoint": "POST /v1/messages", "status_code": "422"},
    "429 pendant la synchronisation de nuit": {"endpoint": "POST /v1/contacts", "status_code": "429"},
    "Webhook : erreur 410 depuis midi": {"status_code": "410", "request_id": "req_02bd77c1f6e94a10"},
    # Deliverability
    "Bounce code 550 5.7.26, what now?": {
        "example": "<20261126.7731.lm1@quinn-trading.example>",
        "since": _days(0),
        "bounce": "550-5.7.26 Your email has been blocked because the sender is unauthenticated.\n"
        "550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.\n"
        "550-5.7.26 Authentication results: DKIM = did not pass, SPF [quinn-trading.example] = did not pass",
    },
    "Yahoo puts everything off: 421 4.7.0 [TSS04]": {
        "since": _days(4),
        "bounce": "421 4.7.0 [TSS04] Messages temporarily deferred due to unexpected volume or user complaints",
    },
    "Password resets take 15 minutes at outlook.com": {"example": "k.lindqvist@outlook.com", "since": _days(3)},
    "Complaint rate 0.31% in yesterday's campaign": {"since": _days(1)},
    "Délivrabilité en baisse chez Orange depuis le 12": {"example": "contact@wanadoo.fr", "since": _days(6)},
    "Una universidad nos devuelve todo con 554": {
        "since": _days(0),
        "bounce": "554 5.7.1 Service unavailable; blocked",
    },
    # Contacts of customers
    "Please unblock one recipient": {"wish": "unblock", "recipients": "m.ferris@oakline.example"},
    "GDPR: somebody wants to be erased": {"wish": "delete"},
    "214 addresses of the same company blocked": {"wish": "unblock"},
    "Customer reported us as spam by mistake": {"wish": "unblock"},
    "Unsubscribed, but she swears she didn't": {"wish": "unblock"},
    "Un bon client est « bloqué », pourquoi ?": {"wish": "explain"},
    "Effacer complètement une personne (RGPD)": {"wish": "delete"},
    "Désinscrite par erreur, elle veut revenir": {"wish": "unblock"},
    "Supprimer 1 240 contacts d’un ancien salon": {"wish": "delete"},
    "Débloquer une adresse après une plainte": {"wish": "unblock", "recipients": "assistante@grandcompte.example"},
    "Kundin wegen Tippfehler gesperrt": {"wish": "unblock"},
    "„Woher haben Sie meine Adresse?“": {"wish": "explain"},
    "300 Kontakte mit vollem Postfach, löschen?": {"wish": "delete"},
    "Una persona pide que borremos sus datos": {"wish": "delete"},
    "Desbloquear a un cliente": {"wish": "unblock", "recipients": "compras@molinonuevo.example"},
    # Money and access
    "Charged a month after we cancelled": {"invoice_number": "LM-2026-08114", "reason": "cancelled"},
    "Bought 100,000 credits instead of 10,000": {"reason": "by_mistake"},
    "Where does a refund go if the card has expired?": {"reason": "other_reason"},
    "Payé deux fois en changeant de formule": {"reason": "charged_twice"},
    "Renouvellement annuel que je ne voulais pas": {"reason": "by_mistake"},
    "Zusatzpaket versehentlich gekauft": {"reason": "by_mistake"},
    "Cobro duplicado de 49 €": {"invoice_number": "LM-2026-07730", "reason": "charged_twice"},
    "Please delete our old card": {"card_end": "4410"},
    "Retirer la carte d’un associé qui est parti": {"card_end": "0937"},
    "Alte Kreditkarte löschen": {"card_end": "2268"},
    "Borrar una tarjeta personal": {"card_end": "7082"},
    "Pagar por domiciliación en vez de con tarjeta": {"paid_by": "card"},
    "Cuenta bloqueada: alguien entró esta noche": {
        "noticed": _days(0),
        "seen": "Aviso de inicio de sesión a las 4:20 desde un sitio desconocido.\nAviso de bloqueo a las 4:50.",
    },
}


def told_in_form(one: Conversation, member: Membership, at: datetime) -> dict[str, str]:
    """What the customer said in the fields; about deliverability, always the domain they send from."""
    said = {code: _value(value, at) for code, value in TOLD.get(one.subject, {}).items()}
    if one.topic == "deliverability":
        said.setdefault("sending_domain", member.person.email.partition("@")[2])
    return said


def _value(value: str | timedelta, at: datetime) -> str:
    return value if isinstance(value, str) else (at - value).date().isoformat()
