"""What helps to answer at once, by shipped topic: lines that the form shows above the description.

A topic that has fields does not say again what those ask for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Lines = dict[str, list[str]]


def _lines(en: Sequence[str], de: Sequence[str], fr: Sequence[str], es: Sequence[str]) -> Lines:
    return {"en": list(en), "de": list(de), "fr": list(fr), "es": list(es)}


HELPS: Mapping[str, Lines] = {
    "getting_started": _lines(
        ["What you want to achieve in the end", "The page you are on, and the step where it stops"],
        ["Was Sie am Ende erreichen möchten", "Auf welcher Seite Sie sind und bei welchem Schritt es nicht weitergeht"],
        ["Ce que vous voulez obtenir au final", "La page où vous êtes et l’étape qui bloque"],
        ["Qué quieres conseguir al final", "En qué página estás y en qué paso te has quedado"],
    ),
    "sending": _lines(
        [
            "What you expected, and what happened instead",
            "The exact words of the error, if there is one",
            "Whether it concerns all recipients or only some",
        ],
        [
            "Was Sie erwartet haben und was stattdessen geschah",
            "Der genaue Wortlaut der Fehlermeldung, falls es eine gibt",
            "Ob alle Empfänger betroffen sind oder nur einige",
        ],
        [
            "Ce que vous attendiez, et ce qui s’est passé",
            "Le texte exact du message d’erreur, s’il y en a un",
            "Si cela concerne tous les destinataires ou seulement certains",
        ],
        [
            "Qué esperabas y qué ha pasado",
            "El texto exacto del error, si lo hay",
            "Si afecta a todos los destinatarios o solo a algunos",
        ],
    ),
    "deliverability": _lines(
        [
            "Which mailbox providers are concerned: Gmail, Outlook, a company of its own",
            "What you changed shortly before: domain, DNS, volume, list",
            "The full header of one mail that went to spam, as a file",
        ],
        [
            "Welche Anbieter betroffen sind: Gmail, Outlook, ein eigener Firmenserver",
            "Was Sie kurz davor geändert haben: Domain, DNS, Versandmenge, Liste",
            "Der vollständige Header einer E-Mail, die im Spam gelandet ist, als Datei",
        ],
        [
            "Les messageries concernées\u00a0: Gmail, Outlook, un serveur d’entreprise",
            "Ce que vous avez changé peu avant\u00a0: domaine, DNS, volume, liste",
            "L’en-tête complet d’un e-mail arrivé en spam, en pièce jointe",
        ],
        [
            "Qué proveedores están afectados: Gmail, Outlook, el servidor de una empresa",
            "Qué cambiaste poco antes: dominio, DNS, volumen, lista",
            "La cabecera completa de un correo que llegó a spam, como archivo",
        ],
    ),
    "templates": _lines(
        ["A screenshot of how it looks, and how it should look", "Whether it looks right in the preview"],
        ["Ein Screenshot davon, wie es aussieht, und wie es aussehen soll", "Ob es in der Vorschau richtig aussieht"],
        [
            "Une capture de l’affichage obtenu, et celui que vous attendez",
            "Si l’affichage est correct dans l’aperçu",
        ],
        ["Una captura de cómo se ve y cómo debería verse", "Si en la vista previa se ve bien"],
    ),
    "statistics": _lines(
        [
            "The number you see, and the one you expected",
            "The days that you compare, and in which time zone",
            "Another tool that you compare with, if there is one",
        ],
        [
            "Die Zahl, die Sie sehen, und die, die Sie erwartet haben",
            "Welche Tage Sie vergleichen, und in welcher Zeitzone",
            "Mit welchem anderen Werkzeug Sie vergleichen, falls es eines gibt",
        ],
        [
            "Le chiffre affiché, et celui que vous attendiez",
            "Les jours que vous comparez, et le fuseau horaire",
            "L’autre outil avec lequel vous comparez, le cas échéant",
        ],
        [
            "La cifra que ves y la que esperabas",
            "Los días que comparas y en qué zona horaria",
            "La otra herramienta con la que comparas, si la hay",
        ],
    ),
    "api": _lines(
        [
            "The request and the answer, without your API key",
            "The time of one failed request, with its zone",
            "The language or library you call us from, and its version",
        ],
        [
            "Die Anfrage und die Antwort, ohne Ihren API-Schlüssel",
            "Die Uhrzeit einer fehlgeschlagenen Anfrage, mit Zeitzone",
            "Programmiersprache oder Bibliothek, mit Version",
        ],
        [
            "La requête et la réponse, sans votre clé d’API",
            "L’heure d’une requête en échec, avec son fuseau",
            "Le langage ou la bibliothèque que vous utilisez, et sa version",
        ],
        [
            "La petición y la respuesta, sin tu clave de API",
            "La hora de una petición fallida, con su zona horaria",
            "El lenguaje o la biblioteca que usas y su versión",
        ],
    ),
    "contact_removal": _lines(
        [
            "Which lists it concerns, if not all",
            "How you know that the person wants this, for example their mail to you",
        ],
        [
            "Welche Listen es betrifft, falls nicht alle",
            "Woher Sie wissen, dass die Person das möchte, zum Beispiel deren E-Mail an Sie",
        ],
        [
            "Les listes concernées, si ce n’est pas toutes",
            "Ce qui montre que la personne le souhaite, par exemple son e-mail",
        ],
        [
            "A qué listas afecta, si no son todas",
            "Cómo sabes que la persona lo quiere, por ejemplo por su correo",
        ],
    ),
    "account_unlock": _lines(
        [
            "What you have already done: changed the password, revoked API keys",
            "Whether you can still read the mailbox of the account",
            "A phone number is not needed: we answer here, in writing",
        ],
        [
            "Was Sie schon getan haben: Passwort geändert, API-Schlüssel gesperrt",
            "Ob Sie das Postfach des Kontos noch lesen können",
            "Eine Telefonnummer brauchen wir nicht: Wir antworten hier, schriftlich",
        ],
        [
            "Ce que vous avez déjà fait\u00a0: mot de passe changé, clés d’API révoquées",
            "Si vous avez encore accès à la boîte e-mail du compte",
            "Inutile d’indiquer un téléphone\u00a0: nous répondons ici, par écrit",
        ],
        [
            "Lo que ya has hecho: cambiar la contraseña, revocar claves de API",
            "Si todavía puedes leer el buzón de la cuenta",
            "No hace falta un teléfono: respondemos aquí, por escrito",
        ],
    ),
    "sensitive_data": _lines(
        ["From which day the change holds", "A document that shows it, such as a register entry, as a file"],
        ["Ab welchem Tag die Änderung gilt", "Ein Nachweis als Datei, zum Beispiel ein Registerauszug"],
        ["La date d’effet du changement", "Un justificatif en pièce jointe, par exemple un extrait de registre"],
        ["Desde qué día vale el cambio", "Un documento que lo acredite, como un extracto del registro, adjunto"],
    ),
    "plans": _lines(
        ["How many contacts you have, and how often you write to them", "What your present plan lacks"],
        ["Wie viele Kontakte Sie haben und wie oft Sie ihnen schreiben", "Was Ihnen im jetzigen Tarif fehlt"],
        ["Le nombre de contacts et la fréquence de vos envois", "Ce qui manque à votre formule actuelle"],
        ["Cuántos contactos tienes y cada cuánto les escribes", "Qué te falta en tu plan actual"],
    ),
    "payment": _lines(
        [
            "The date and the amount, as your bank shows them",
            "The words of the error, if a payment was declined",
            "Never a whole card number, and no bank password",
        ],
        [
            "Datum und Betrag, wie sie auf Ihrem Kontoauszug stehen",
            "Der Wortlaut der Meldung, falls eine Zahlung abgelehnt wurde",
            "Niemals eine ganze Kartennummer und kein Bankpasswort",
        ],
        [
            "La date et le montant, tels qu’ils figurent sur votre relevé",
            "Le texte du message, si un paiement a été refusé",
            "Jamais un numéro de carte entier, ni un mot de passe bancaire",
        ],
        [
            "La fecha y el importe, tal como los muestra tu banco",
            "El texto del error, si se rechazó un pago",
            "Nunca un número de tarjeta completo ni claves del banco",
        ],
    ),
    "invoice": _lines(
        ["Whether you need a copy, a correction, or another address", "For a correction: what it should say"],
        [
            "Ob Sie eine Kopie, eine Korrektur oder eine andere Adresse brauchen",
            "Bei einer Korrektur: was dort stehen soll",
        ],
        [
            "S’il vous faut une copie, une correction ou une autre adresse",
            "Pour une correction\u00a0: ce qui doit y figurer",
        ],
        ["Si necesitas una copia, una corrección u otra dirección", "Para una corrección: qué debe poner"],
    ),
    "refund": _lines(
        [
            "The amount, and the day on which it was charged",
            "Whether a credit on your next invoice would do as well",
        ],
        [
            "Der Betrag und der Tag, an dem er abgebucht wurde",
            "Ob Ihnen auch eine Gutschrift auf die nächste Rechnung recht ist",
        ],
        [
            "Le montant et le jour du prélèvement",
            "Si un avoir sur la prochaine facture vous convient aussi",
        ],
        [
            "El importe y el día en que se cobró",
            "Si también te sirve un abono para la próxima factura",
        ],
    ),
    "card_removal": _lines(
        ["Whether another card or a bank transfer takes its place", "Whose card it is, if not yours"],
        ["Ob eine andere Karte oder Überweisung an ihre Stelle tritt", "Wessen Karte es ist, falls nicht Ihre"],
        ["Si une autre carte ou un virement la remplace", "À qui appartient la carte, si ce n’est pas la vôtre"],
        ["Si la sustituye otra tarjeta o una transferencia", "De quién es la tarjeta, si no es tuya"],
    ),
    "privacy": _lines(
        [
            "Whose data it is about: yours, or that of somebody in your lists",
            "By when you must have an answer, if the law sets a day",
        ],
        [
            "Um wessen Daten es geht: Ihre oder die einer Person aus Ihren Listen",
            "Bis wann Sie eine Antwort brauchen, falls eine gesetzliche Frist läuft",
        ],
        [
            "Les données de qui\u00a0: les vôtres, ou celles d’une personne de vos listes",
            "La date limite de réponse, si un délai légal court",
        ],
        [
            "De quién son los datos: tuyos o de alguien de tus listas",
            "Para cuándo necesitas respuesta, si hay un plazo legal",
        ],
    ),
    "other": _lines(
        ["What you want to do, and what stands in the way", "A screenshot, if there is something to see"],
        ["Was Sie vorhaben und was dem im Weg steht", "Ein Screenshot, falls es etwas zu sehen gibt"],
        ["Ce que vous voulez faire, et ce qui vous en empêche", "Une capture d’écran, s’il y a quelque chose à voir"],
        ["Qué quieres hacer y qué te lo impide", "Una captura de pantalla, si hay algo que ver"],
    ),
}
