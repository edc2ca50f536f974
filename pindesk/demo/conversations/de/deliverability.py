"""What German-speaking customers of Larkmail asked about deliverability and blocked recipients."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation("deliverability", "T-Online weist alles mit 554 ab", "Seit Mittwochmittag kommt keine einzige Mail "
                 "mehr bei t-online.de an: `554 IP=… A problem occurred. Ask your postmaster for help`. Es geht um "
                 "940 Adressen, viele davon ältere Stammkunden.", (
            Turn("note", "Betrifft eu-5, eine IP von vier. Anderer Absender im Pool hat Spamfallen getroffen, ist "
                 "seit heute gesperrt. Entsperrung bei T-Online beantragt.", 80),
            Turn("agent", "Guten Tag, das liegt nicht an Ihnen: T-Online hat eine unserer IP-Adressen gesperrt, weil "
                 "ein anderer Absender dort gegen die Regeln verstoßen hat. Ihre Mails laufen seit eben über andere "
                 "Adressen, und die Entsperrung ist bei T-Online beantragt. Die 940 Adressen sind bei uns nicht "
                 "gesperrt; sobald die Antwort da ist, schreiben wir Ihnen und "
                 "Sie können die Kampagne nachsenden.", 20),
            Turn("agent", "T-Online hat die Adresse heute Mittag entsperrt, und in der letzten Stunde wurde von dort "
                 "nichts mehr abgewiesen. Sie können die Kampagne jetzt an die 940 nachsenden: *Empfänger, Nur "
                 "abgewiesene*.", 1180),
        ), "solved"),
    Conversation("deliverability", "GMX und Web.de: „mailbox unavailable“ bei 118 Adressen",
                 "Warum kommen 118 Mails mit „550 Requested action not taken: mailbox unavailable“ zurück? Die Leute "
                 "haben sich alle irgendwann selbst angemeldet.", (
            Turn("agent", "Guten Morgen, diese Postfächer gibt es nicht mehr. GMX und Web.de löschen kostenlose "
                 "Konten, wenn sich sehr lange niemand anmeldet. Von den 118 Adressen sind 109 älter als drei Jahre. "
                 "Wir haben sie gesperrt und schreiben sie nicht wieder an, das schützt Ihren Ruf bei GMX. Tun müssen "
                 "Sie nichts; wer sich mit neuer Adresse anmeldet, ist einfach wieder dabei.", 260),
        )),
    Conversation("deliverability", "DKIM wird nicht erkannt, obwohl der Eintrag da ist",
                 "Mein Anbieter nimmt Ihren DKIM-Schlüssel an, aber die Prüfung bei Ihnen sagt „Schlüssel "
                 "unvollständig“. Ich habe ihn dreimal neu kopiert, er ist vollständig.", (
            Turn("note", "dig zeigt 255 Zeichen, dann Schluss. Anbieter schneidet ab statt zu teilen.", 55),
            Turn("agent", "Guten Tag, ein einzelner Textabschnitt im DNS fasst höchstens 255 Zeichen, unser Schlüssel "
                 "mit 2048 Bit hat rund 400. Ihr Anbieter schneidet beim Speichern ab. Teilen Sie den Wert in zwei "
                 "Abschnitte, jeweils in Anführungszeichen und durch ein Leerzeichen getrennt:\n\n"
                 '`"v=DKIM1; k=rsa; p=MIIBIjANBg…" "…QIDAQAB"`\n\n'
                 "Beim Lesen werden sie ohne Lücke wieder zusammengesetzt. Falls das Formular das nicht zulässt, "
                 "nehmen Sie unseren CNAME, den Sie unter *Domains, Andere Schreibweise* finden.", 35),
            Turn("customer", "Zwei Abschnitte haben gereicht. Grün!", 270),
        )),
    Conversation("deliverability", "Anfragen aus dem Kontaktformular verschwinden",
                 "Seit Samstag verschickt unser Webformular die Anfragen über Ihr SMTP, und seitdem ist keine einzige "
                 "angekommen. Im Fehlerlog steht nur `550 5.7.1 sender domain not verified: yahoo.com`, mal auch mit "
                 "gmx.de oder web.de.", (
            Turn("agent", "Guten Tag, Ihr Formular setzt als Absender die Adresse des Besuchers. Wir versenden aber "
                 "nur für Domains, die Sie bestätigt haben, und selbst wenn wir es täten: Yahoo bittet alle Empfänger "
                 "per DMARC (`p=reject`), solche Mails abzulehnen. Richtig ist:\n"
                 "- *From*: eine eigene Adresse, etwa `formular@` Ihrer Domain,\n"
                 "- *Reply-To*: die Adresse des Besuchers.\n\n"
                 "Auf „Antworten“ klicken Sie dann wie bisher. Die Anfragen seit Samstag stehen noch im Protokoll, "
                 "Filter *Abgewiesen*.", 140),
            Turn("customer", "Umgestellt, und drei Anfragen aus dem Protokoll gerettet. Eine davon war ein richtiger "
                 "Auftrag!", 380),
        )),
    Conversation("deliverability", "Weitergeleitete Mails werden von Gmail abgewiesen",
                 "Ein Verein leitet unsere Rundmail an seine Mitglieder weiter, die bei Gmail sind. Von dort kommt "
                 "`550 5.7.26`, direkt an Gmail klappt dieselbe Mail ohne Probleme.", (
            Turn("note", "DKIM-Signatur bricht erst beim Verein, Betreff geändert. h= enthält subject, wie es sein "
                 "soll. Nichts an unserer Signatur ändern.", 190),
            Turn("agent", "Guten Tag, beim Weiterleiten sendet der Server des Vereins, daher passt SPF nicht mehr; "
                 "das ist normal. DKIM überlebt das eigentlich, hier aber nicht, denn der Verein setzt „[EXTERN]“ vor "
                 "den Betreff, und der ist mitsigniert. Bitten Sie ihn, unveränderte Mails weiterzuleiten. Muss der "
                 "Zusatz bleiben, hilft ihm ARC oder eine eigene Absenderadresse wie bei einer Mailingliste.", 40),
            Turn("customer", "Der Verein hat den Zusatz abgeschaltet, alle Mitglieder haben die letzte Rundmail "
                 "bekommen.", 560),
        ), "solved"),
    Conversation("deliverability", "Jeden Tag ZIP-Dateien von Google und Yahoo",
                 "Seit wir den DMARC-Eintrag gesetzt haben, bekomme ich täglich sechs, sieben Mails mit gepackten "
                 "XML-Dateien. Ist das gefährlich oder kann das weg?", (
            Turn("agent", "Keine Sorge, das sind die DMARC-Berichte, die Sie mit `rua=` bestellt haben. Darin steht, "
                 "wer wie viele Mails unter Ihrer Domain verschickt hat und ob SPF und DKIM gepasst haben. Von Hand "
                 "liest das niemand. Tragen Sie stattdessen die Adresse ein, die unter *Einstellungen, Domains, "
                 "Berichte* steht, dann werten wir sie aus und Ihr Postfach bleibt leer.", 55),
        )),
    Conversation("deliverability", "Unser Logo neben dem Absender (BIMI)",
                 "Bei anderen Absendern zeigt Gmail das Firmenlogo. Wir haben den BIMI-Eintrag nach einer Anleitung "
                 "angelegt, aber bei uns bleibt es bei einem Buchstaben im Kreis.", (
            Turn("agent", "Es fehlt nicht mehr viel, zwei Dinge:\n"
                 "1. Ihr DMARC steht auf `p=none`. Verlangt wird `quarantine` oder `reject`, und zwar für alle Mails "
                 "(ohne `pct` unter 100).\n"
                 "2. Gmail zeigt das Logo nur mit Zertifikat: VMC für eine eingetragene Marke oder CMC für ein Logo, "
                 "das seit mindestens einem Jahr öffentlich genutzt wird.\n\n"
                 "Das Bild selbst (SVG Tiny PS) ist in Ordnung. Ist Ihr Logo als Marke eingetragen? Davon hängt ab, "
                 "welches Zertifikat in Frage kommt.", 280),
        ), "waiting"),
    Conversation("contact_removal", "Kundin wegen Tippfehler gesperrt",
                 "Wir haben eine Kundin mit `@gmx.ed` statt `@gmx.de` erfasst. Den Fehler habe ich berichtigt, aber "
                 "sie steht weiter auf „gesperrt“.", (
            Turn("agent", "Guten Tag, gesperrt ist nur die falsche Adresse. Beim Berichtigen im Import ist ein "
                 "zweiter Kontakt entstanden, und Sie sehen noch den alten. Ich schlage vor, den mit `.ed` zu "
                 "löschen; bitte bestätigen Sie das angemeldet auf der Seite dieses Tickets. Der richtige Kontakt ist "
                 "aktiv und bekommt die nächste Mail.", 100),
            Turn("customer", "Bestätigt, der Doppelte ist weg.", 150),
        )),
    Conversation("contact_removal", "„Woher haben Sie meine Adresse?“",
                 "Ein Empfänger verlangt Auskunft nach Art. 15 DSGVO, er will wissen, woher wir seine Adresse haben "
                 "und was gespeichert ist. Er hat uns eine Frist von einem Monat gesetzt. Wo sehe ich das alles?", (
            Turn("agent", "Guten Tag, im Kontakt unter *Mehr, Auskunft erstellen*. Die PDF-Datei enthält Herkunft und "
                 "Zeitpunkt der Anmeldung samt IP-Adresse der Bestätigung, alle Felder und Listen sowie die Mails der "
                 "letzten zwölf Monate mit Öffnungen und Klicks. Antworten müssen Sie als Verantwortlicher selbst, "
                 "der Monat ist auch die gesetzliche Frist. Prüfen Sie vorher, ob die Anfrage wirklich von ihm kommt, "
                 "am einfachsten durch eine Antwort an genau die gespeicherte Adresse.", 340),
            Turn("customer", "Auskunft ist raus. Er hatte sich vor zwei Jahren bei einem Gewinnspiel angemeldet und "
                 "es vergessen.", 610),
        )),
    Conversation("contact_removal", "300 Kontakte mit vollem Postfach, löschen?",
                 "In unserer Liste stehen etwa 300 Kontakte mit „452 4.2.2 mailbox full“. Soll ich die löschen oder "
                 "kommen die wieder?", (
            Turn("agent", "Bitte noch nicht löschen: Ein Code, der mit 4 beginnt, ist vorübergehend, viele räumen "
                 "irgendwann auf. Nach fünf Kampagnen in Folge ohne Zustellung, frühestens nach 30 Tagen, sperren wir "
                 "eine Adresse von selbst. Bei 41 Ihrer Kontakte ist das nächste Woche so weit.", 75),
            Turn("customer", "Dann lasse ich die Finger davon. Danke!", 130),
        )),
)  # fmt: skip
