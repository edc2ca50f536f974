"""What the shipped topics ask: what experienced support people of a service that sends mails ask first.

Few questions are required: only those without which nobody could begin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Row = dict[str, Any]


def _names(en: str, de: str, fr: str, es: str) -> dict[str, str]:
    return {"en": en, "de": de, "fr": fr, "es": es}


def _field(
    code: str,
    kind: str,
    names: dict[str, str],
    hints: dict[str, str] | None = None,
    *,
    is_required: bool = False,
    choices: Sequence[Row] = (),
) -> Row:
    row: Row = {"code": code, "kind": kind, "names": names, "is_required": is_required}
    if hints:
        row["hints"] = hints
    if choices:
        row["choices"] = list(choices)
    return row


def _choice(code: str, en: str, de: str, fr: str, es: str) -> Row:
    return {"code": code, "names": _names(en, de, fr, es)}


_DOMAIN_NAMES = _names("Sending domain", "Absenderdomain", "Domaine d’envoi", "Dominio de envío")
_DOMAIN_HINTS = _names(
    "The part after the @ of your sender address, such as news.example.com.",
    "Der Teil nach dem @ Ihrer Absenderadresse, zum Beispiel news.example.com.",
    "La partie après le @ de votre adresse d’expéditeur, par exemple news.example.com.",
    "Lo que va después de la @ en tu dirección de remitente, por ejemplo news.example.com.",
)
_SINCE = _field(
    "since",
    "date",
    _names("Since when", "Seit wann", "Depuis quand", "Desde cuándo"),
)
_CAMPAIGN = _field(
    "campaign",
    "line",
    _names("Campaign", "Kampagne", "Campagne", "Campaña"),
    _names(
        "Its name, or the link to it.",
        "Ihr Name oder der Link dazu.",
        "Son nom, ou le lien qui y mène.",
        "Su nombre o el enlace a ella.",
    ),
)
_INVOICE_NUMBER = _field(
    "invoice_number",
    "line",
    _names("Invoice number", "Rechnungsnummer", "Numéro de facture", "Número de factura"),
    _names(
        "It stands at the top right of the invoice. If you do not have it, the month will do.",
        "Sie steht oben rechts auf der Rechnung. Falls Sie sie nicht zur Hand haben, genügt der Monat.",
        "Il figure en haut à droite de la facture. À défaut, le mois suffit.",
        "Está arriba a la derecha en la factura. Si no lo tienes a mano, basta con el mes.",
    ),
)

FIELDS: Mapping[str, Sequence[Row]] = {
    "getting_started": [
        _field(
            "step",
            "choice",
            _names("Where you are", "Wo Sie gerade stehen", "Où vous en êtes", "En qué punto estás"),
            choices=[
                _choice(
                    "account",
                    "Setting up the account",
                    "Konto einrichten",
                    "Création du compte",
                    "Configuración de la cuenta",
                ),
                _choice(
                    "domain",
                    "Confirming the domain",
                    "Domain bestätigen",
                    "Validation du domaine",
                    "Verificación del dominio",
                ),
                _choice(
                    "contacts",
                    "Importing contacts",
                    "Kontakte importieren",
                    "Import des contacts",
                    "Importación de contactos",
                ),
                _choice(
                    "first_campaign",
                    "First campaign",
                    "Erste Kampagne",
                    "Première campagne",
                    "Primera campaña",
                ),
                _choice("elsewhere", "Somewhere else", "An anderer Stelle", "Ailleurs", "En otro punto"),
            ],
        ),
    ],
    "sending": [_CAMPAIGN, _SINCE],
    "deliverability": [
        _field("sending_domain", "domain", _DOMAIN_NAMES, _DOMAIN_HINTS, is_required=True),
        _field(
            "example",
            "line",
            _names(
                "One recipient, or a Message-ID",
                "Eine Empfängeradresse oder Message-ID",
                "Un destinataire ou un Message-ID",
                "Un destinatario o un Message-ID",
            ),
            _names(
                "One example is enough to find the mail in our logs.",
                "Ein Beispiel genügt, um die E-Mail in unseren Protokollen zu finden.",
                "Un seul exemple suffit pour retrouver l’e-mail dans nos journaux.",
                "Con un solo ejemplo encontramos el correo en nuestros registros.",
            ),
        ),
        _SINCE,
        _field(
            "bounce",
            "text",
            _names("What the bounce says", "Wortlaut der Fehlermeldung", "Texte du rejet", "Texto del rebote"),
            _names(
                "Copy it whole, with its number: “550 5.7.26 …”.",
                "Bitte vollständig kopieren, mit der Nummer: „550 5.7.26 …“.",
                "Copiez-le en entier, avec son numéro\u00a0: «\u00a0550 5.7.26 …\u00a0».",
                "Cópialo entero, con su número: «550 5.7.26 …».",
            ),
        ),
    ],
    "templates": [
        _field(
            "template",
            "line",
            _names("Template", "Vorlage", "Modèle", "Plantilla"),
            _names(
                "Its name, or the link to it.",
                "Ihr Name oder der Link dazu.",
                "Son nom, ou le lien qui y mène.",
                "Su nombre o el enlace a ella.",
            ),
        ),
        _field(
            "mail_program",
            "line",
            _names(
                "Where it looks wrong",
                "Wo es falsch aussieht",
                "Où l’affichage est incorrect",
                "Dónde se ve mal",
            ),
            _names(
                "Mail program and device, such as Outlook on Windows or Gmail on a phone.",
                "E-Mail-Programm und Gerät, zum Beispiel Outlook unter Windows oder Gmail auf dem Handy.",
                "Messagerie et appareil, par exemple Outlook sous Windows ou Gmail sur mobile.",
                "Programa de correo y dispositivo, por ejemplo Outlook en Windows o Gmail en el móvil.",
            ),
        ),
    ],
    "statistics": [
        _CAMPAIGN,
        _field(
            "figure",
            "choice",
            _names("Which figure", "Welche Zahl", "Quel chiffre", "Qué cifra"),
            choices=[
                _choice("opens", "Opens", "Öffnungen", "Ouvertures", "Aperturas"),
                _choice("clicks", "Clicks", "Klicks", "Clics", "Clics"),
                _choice("bounces", "Bounces", "Rückläufer", "Rejets", "Rebotes"),
                _choice("unsubscribes", "Unsubscribes", "Abmeldungen", "Désinscriptions", "Bajas"),
                _choice("another", "Another one", "Eine andere", "Un autre", "Otra"),
            ],
        ),
    ],
    "api": [
        _field(
            "endpoint",
            "line",
            _names("Endpoint", "Endpunkt", "Point d’accès", "Endpoint"),
            _names(
                "Method and path, such as POST /v1/messages. Never your API key.",
                "Methode und Pfad, zum Beispiel POST /v1/messages. Niemals Ihren API-Schlüssel.",
                "Méthode et chemin, par exemple POST /v1/messages. Jamais votre clé d’API.",
                "Método y ruta, por ejemplo POST /v1/messages. Nunca tu clave de API.",
            ),
        ),
        _field(
            "status_code",
            "number",
            _names("Status code", "Statuscode", "Code de statut", "Código de estado"),
        ),
        _field(
            "request_id",
            "line",
            _names("Request ID", "Request-ID", "Identifiant de requête", "ID de la petición"),
            _names(
                "From the header X-Request-ID of the answer.",
                "Aus dem Header X-Request-ID der Antwort.",
                "Dans l’en-tête X-Request-ID de la réponse.",
                "Está en la cabecera X-Request-ID de la respuesta.",
            ),
        ),
    ],
    "contact_removal": [
        _field(
            "wish",
            "choice",
            _names("What shall we do?", "Was sollen wir tun?", "Que devons-nous faire\u00a0?", "¿Qué hacemos?"),
            is_required=True,
            choices=[
                _choice("unblock", "Unblock", "Entsperren", "Débloquer", "Desbloquear"),
                _choice(
                    "delete",
                    "Delete, with everything stored about the person",
                    "Löschen, mit allen gespeicherten Daten der Person",
                    "Supprimer, avec toutes les données enregistrées",
                    "Eliminar, con todos los datos guardados",
                ),
                _choice(
                    "explain",
                    "Tell me why it is blocked",
                    "Erklären, warum gesperrt ist",
                    "M’indiquer la raison du blocage",
                    "Decirme por qué está bloqueado",
                ),
            ],
        ),
        _field(
            "recipients",
            "text",
            _names(
                "Address of the recipient",
                "Adresse des Empfängers",
                "Adresse du destinataire",
                "Dirección del contacto",
            ),
            _names(
                "One address on each line. For more than 50, attach a CSV file.",
                "Eine Adresse pro Zeile. Bei mehr als 50 hängen Sie bitte eine CSV-Datei an.",
                "Une adresse par ligne. Au-delà de 50, joignez un fichier CSV.",
                "Una dirección por línea. Si son más de 50, adjunta un archivo CSV.",
            ),
        ),
    ],
    "account_unlock": [
        _field(
            "noticed",
            "date",
            _names(
                "When you noticed it", "Wann Sie es bemerkt haben", "Quand vous l’avez remarqué", "Cuándo lo notaste"
            ),
        ),
        _field(
            "seen",
            "text",
            _names("What you saw", "Was Sie gesehen haben", "Ce que vous avez vu", "Qué viste"),
            _names(
                "Mails you did not send, sign-ins you do not know, changed settings.",
                "E-Mails, die nicht von Ihnen stammen, unbekannte Anmeldungen, geänderte Einstellungen.",
                "E-mails que vous n’avez pas envoyés, connexions inconnues, réglages modifiés.",
                "Correos que no enviaste, accesos que no reconoces, ajustes cambiados.",
            ),
        ),
    ],
    "sensitive_data": [
        _field(
            "which_data",
            "choice",
            _names("Which data", "Welche Daten", "Quelles données", "Qué datos"),
            choices=[
                _choice("company_name", "Company name", "Firmenname", "Nom de l’entreprise", "Nombre de la empresa"),
                _choice("address", "Postal address", "Anschrift", "Adresse postale", "Dirección postal"),
                _choice("vat_number", "VAT number", "USt-IdNr.", "Numéro de TVA", "NIF-IVA"),
                _choice("owner", "Owner of the account", "Kontoinhaber", "Titulaire du compte", "Titular de la cuenta"),
                _choice("other_data", "Something else", "Etwas anderes", "Autre chose", "Otra cosa"),
            ],
        ),
        _field(
            "new_value", "text", _names("What it should say", "Was dort stehen soll", "Nouvelle valeur", "Valor nuevo")
        ),
    ],
    "plans": [
        _field(
            "mails_a_month",
            "number",
            _names(
                "Mails a month, roughly",
                "E-Mails pro Monat, ungefähr",
                "E-mails par mois, environ",
                "Correos al mes, más o menos",
            ),
        ),
    ],
    "payment": [
        _INVOICE_NUMBER,
        _field(
            "paid_by",
            "choice",
            _names("Paid by", "Zahlungsart", "Moyen de paiement", "Forma de pago"),
            choices=[
                _choice("card", "Card", "Karte", "Carte bancaire", "Tarjeta"),
                _choice("transfer", "Bank transfer", "Überweisung", "Virement", "Transferencia"),
                _choice("debit", "Direct debit", "Lastschrift", "Prélèvement", "Domiciliación"),
                _choice("paypal", "PayPal", "PayPal", "PayPal", "PayPal"),
            ],
        ),
    ],
    "invoice": [
        _INVOICE_NUMBER,
        _field(
            "invoices_to",
            "email",
            _names(
                "Address that invoices should go to",
                "Adresse, an die Rechnungen gehen sollen",
                "Adresse à laquelle envoyer les factures",
                "Dirección a la que enviar las facturas",
            ),
            _names(
                "Only if it is to change. An owner of the account confirms it.",
                "Nur, wenn sie sich ändern soll. Ein Inhaber des Kontos bestätigt sie.",
                "Seulement si elle doit changer. Un titulaire du compte la confirme.",
                "Solo si debe cambiar. La confirma un titular de la cuenta.",
            ),
        ),
    ],
    "refund": [
        _INVOICE_NUMBER,
        _field(
            "reason",
            "choice",
            _names("Reason", "Grund", "Motif", "Motivo"),
            is_required=True,
            choices=[
                _choice("charged_twice", "Charged twice", "Doppelt abgebucht", "Débité deux fois", "Cobro duplicado"),
                _choice("cancelled", "Already cancelled", "Bereits gekündigt", "Déjà résilié", "Ya estaba cancelado"),
                _choice(
                    "by_mistake", "Bought by mistake", "Irrtümlich gekauft", "Acheté par erreur", "Compra por error"
                ),
                _choice(
                    "not_as_expected",
                    "Not what I expected",
                    "Entspricht nicht meinen Erwartungen",
                    "Ne correspond pas à mes attentes",
                    "No es lo que esperaba",
                ),
                _choice("other_reason", "Another reason", "Ein anderer Grund", "Autre motif", "Otro motivo"),
            ],
        ),
    ],
    "card_removal": [
        _field(
            "card_end",
            "last_four",
            _names(
                "Last four digits of the card",
                "Letzte vier Ziffern der Karte",
                "Quatre derniers chiffres de la carte",
                "Últimas cuatro cifras de la tarjeta",
            ),
            _names(
                "Only these four, never the whole number.",
                "Nur diese vier, niemals die ganze Nummer.",
                "Ces quatre-là seulement, jamais le numéro entier.",
                "Solo esas cuatro, nunca el número completo.",
            ),
            is_required=True,
        ),
    ],
    "privacy": [
        _field(
            "right",
            "choice",
            _names("What it is about", "Worum es geht", "De quoi il s’agit", "De qué se trata"),
            choices=[
                _choice(
                    "access",
                    "A copy of personal data",
                    "Eine Kopie persönlicher Daten",
                    "Une copie de données personnelles",
                    "Una copia de datos personales",
                ),
                _choice("erasure", "Erasing data", "Daten löschen", "L’effacement de données", "Borrar datos"),
                _choice("correction", "Correcting data", "Daten berichtigen", "Une rectification", "Corregir datos"),
                _choice(
                    "contract",
                    "Data processing agreement",
                    "Vertrag zur Auftragsverarbeitung",
                    "Le contrat de sous-traitance",
                    "El contrato de encargo del tratamiento",
                ),
                _choice("question", "Another question", "Eine andere Frage", "Une autre question", "Otra pregunta"),
            ],
        ),
    ],
}
