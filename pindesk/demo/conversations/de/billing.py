"""What German-speaking customers of Larkmail asked about invoices, plans, payment, access and privacy."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation("payment", "Zahlung per Lastschrift schlägt fehl", "Die Lastschrift wurde zweimal abgelehnt, das "
                 "Konto ist gedeckt.", (
            Turn("agent", "Die Bank meldet ein erloschenes Mandat. Unter Abrechnung können Sie ein neues erteilen, "
                 "die Abbuchung folgt am nächsten Tag.", 300),
            Turn("customer", "Hat geklappt, vielen Dank.", 600),
        ), "solved", "frieda"),
    Conversation("invoice", "Rechnung mit Umsatzsteuer trotz USt-IdNr.",
                 "Auf unserer letzten Rechnung sind 20 % Umsatzsteuer ausgewiesen, obwohl wir eine USt-IdNr. haben. "
                 "Bisher stand dort immer „Reverse Charge“.", (
            Turn("note", "VIES meldet die Nummer seit dem 3. als ungültig, die Rechnung entstand am 5. Laut heutiger "
                 "Abfrage wieder gültig, also vermutlich Umstellung beim Finanzamt.", 210),
            Turn("agent", "Guten Tag, am Tag der Rechnung meldete das EU-Verzeichnis (VIES) Ihre Nummer als ungültig, "
                 "dann müssen wir die Steuer berechnen. Heute ist sie wieder gültig. Wir haben die Rechnung storniert "
                 "und ohne Steuer neu ausgestellt, mit dem Hinweis auf die Steuerschuldnerschaft des "
                 "Leistungsempfängers. Beide Belege liegen unter *Abrechnung, Rechnungen*; der Unterschied von "
                 "13,80 € wird mit dem nächsten Monat verrechnet.", 30),
            Turn("customer", "Beides ist da. Die Umstellung beim Finanzamt gab es tatsächlich.", 440),
        )),
    Conversation("invoice", "E-Rechnung als XRechnung oder ZUGFeRD?", "Unser Steuerbüro fragt, ob wir Ihre Rechnungen "
                 "auch als E-Rechnung bekommen können. Im Moment drucken wir das PDF aus und scannen es wieder ein, "
                 "bitte nicht lachen.", (
            Turn("agent", "Wir lachen nicht, Sie haben die E-Rechnung nämlich schon: Unsere PDFs sind Factur-X, und "
                 "das ist technisch dasselbe wie ZUGFeRD ab Version 2.1. Die Daten stecken als XML im PDF. Geben Sie "
                 "dem Steuerbüro also die Originaldatei weiter, ohne Ausdruck.", 170),
            Turn("customer", "Das Steuerbüro hat sie eingelesen, ohne etwas abzutippen. Wunderbar.", 520),
        )),
    Conversation("invoice", "Rechnungen künftig an buchhaltung@ schicken",
                 "Bitte ändern Sie die Adresse für Rechnungen auf unsere Buchhaltung, buchhaltung@ mit unserer "
                 "Domain. Meine Kollegin geht Ende der Woche in Elternzeit, dann liest ihr Postfach keiner mehr.", (
            Turn("agent", "Guten Tag, gern. Die Änderung ist vorbereitet und gilt, sobald Sie sie auf der Seite "
                 "dieses Tickets bestätigen; dafür melden Sie sich bitte frisch an. Per Mail oder am Telefon ändern "
                 "wir diese Adresse nicht, damit niemand Ihre Rechnungen umleiten kann.", 45),
            Turn("customer", "Bestätigt. Gut, dass das nicht einfach auf Zuruf geht.", 240),
        ), "solved"),
    Conversation("refund", "Zusatzpaket versehentlich gekauft", "Beim Klick auf „Mehr erfahren“ habe ich offenbar ein "
                 "Paket mit 50.000 E-Mails für 34 € gekauft. Verwendet haben wir "
                 "davon nichts. Bekomme ich das zurück?", (
            Turn("note", "Paket unberührt, 0 von 50.000. Der Kaufknopf sitzt auf dem Handy tatsächlich dort, wo "
                 "vorher der Link war. An die Gestaltung weitergegeben.", 90),
            Turn("agent", "Guten Tag, da das Paket unberührt ist, erstatten wir die 34 € vollständig. Bitte "
                 "bestätigen Sie den Vorgang angemeldet auf der Seite dieses Tickets, dann geht das Geld auf "
                 "demselben Weg zurück, auf dem Sie gezahlt haben; das dauert drei bis fünf Bankarbeitstage. Ihren "
                 "Hinweis zum Knopf nehmen wir ernst, am Handy liegt er wirklich ungünstig.", 25),
            Turn("customer", "Ist bestätigt. Danke für die unkomplizierte Hilfe.", 70),
        )),
    Conversation("plans", "Zählen Testmails zum Kontingent?", "Diesen Monat waren wir 800 Mails drüber, und ich frage "
                 "mich, was da alles gezählt wird. Tests? Abgewiesene? Double-Opt-in?", (
            Turn("agent", "Guten Tag, gezählt wird jede Mail, die wir an einen fremden Server übergeben:\n"
                 "- Kampagnen, Automationen und transaktionale Mails zählen, auch wenn sie abgewiesen werden,\n"
                 "- Bestätigungen der Anmeldung zählen nicht,\n"
                 "- Testmails zählen erst ab der 51. im Monat,\n"
                 "- gesperrte Kontakte schreiben wir gar nicht an, also zählen sie nicht.\n\n"
                 "Den Stand sehen Sie täglich unter *Abrechnung, Verbrauch*.", 150),
        )),
    Conversation("card_removal", "Alte Kreditkarte löschen", "Wir zahlen seit Kurzem per Lastschrift. Die alte "
                 "Kreditkarte wird unter „Zahlungsarten“ trotzdem noch angezeigt und lässt sich nicht entfernen.", (
            Turn("agent", "Guten Tag, solange eine Karte als Reserve hinterlegt ist, lässt sie sich nicht mit einem "
                 "Klick entfernen. Die Löschung haben wir vorbereitet; Sie bestätigen sie auf der Seite dieses "
                 "Tickets, nach erneuter Anmeldung. Bitte schicken Sie uns keine Kartennummer, die brauchen wir nicht "
                 "und wollen wir nicht sehen.", 130),
            Turn("customer", "Bestätigt, die Karte ist verschwunden.", 85),
        )),
    Conversation("account_unlock", "Konto gesperrt, fremde Kampagne im Ausgang",
                 "Heute früh komme ich nicht mehr ins Konto, und eine Kundin fragt, was unsere "
                 "„Gewinnbenachrichtigung“ soll. So etwas haben wir nie geschrieben. Mein Passwort hatte ich auch "
                 "anderswo benutzt, das war wohl dumm.", (
            Turn("note", "Anmeldung 4:40 aus fremdem Netz, ohne zweiten Faktor. Kampagne nach 1.150 von 6.300 "
                 "automatisch angehalten. Kein Export der Kontakte. Entsperrung nur schriftlich, mit Code oder "
                 "zweiter Person.", 15),
            Turn("agent", "Guten Tag, Ihr Konto ist seit 4:52 Uhr gesperrt, die fremde Kampagne wurde nach 1.150 "
                 "Mails angehalten. Kontakte wurden nach unserem Protokoll nicht exportiert. Zum Entsperren brauchen "
                 "wir schriftlich, von der Adresse, die seit mehr als 72 Stunden hinterlegt ist:\n"
                 "- Ihren Antrag und\n"
                 "- einen Ihrer Wiederherstellungscodes oder die Bestätigung einer zweiten verantwortlichen "
                 "Person.\n\n"
                 "Codes bitte nur in das Formular eintragen, dessen Link Sie eben erhalten haben, nicht hier ins "
                 "Ticket. Nach Ihrem Passwort fragen wir nie.", 16),
            Turn("customer", "Code ist eingegeben, Antrag abgeschickt. Was sage ich jetzt den Kunden?", 60),
            Turn("agent", "Das Konto ist wieder offen, mit neuem Passwort und Pflicht zum zweiten Faktor. Schreiben "
                 "Sie den 1.150 Empfängern kurz, dass die Nachricht nicht von Ihnen kam und niemand den Link öffnen "
                 "soll; ein Segment dafür ist angelegt. Sprechen Sie außerdem heute noch mit Ihrem Datenschutz: Eine "
                 "meldepflichtige Verletzung muss binnen 72 Stunden bei der Aufsichtsbehörde sein.", 45),
        )),
    Conversation("sensitive_data", "Umzug: neue Anschrift auf der Rechnung",
                 "Wir sind in größere Räume gezogen. Wie bekomme ich die neue Anschrift in Ihre Unterlagen, reicht "
                 "hier eine formlose Nachricht?", (
            Turn("agent", "Guten Tag, viel Freude in den neuen Räumen! Formlos genügt, nur bestätigen muss es jemand "
                 "mit Zugang: Unter *Abrechnung, Firmendaten* tragen Sie die neue Anschrift ein und bestätigen sie "
                 "nach erneuter Anmeldung. Bereits gestellte Rechnungen bleiben, wie sie sind, denn damals stimmte "
                 "die alte Anschrift.", 115),
            Turn("customer", "Eingetragen und bestätigt.", 350),
        )),
    Conversation("privacy", "Öffnungs-Tracking ganz abschalten", "Unsere Datenschutzbeauftragte möchte, dass wir "
                 "nicht mehr messen, wer welche Mail öffnet. Klicks insgesamt wären in Ordnung, aber nicht je Person. "
                 "Lässt sich das einstellen?", (
            Turn("agent", "Guten Tag, ja, unter *Einstellungen, Datenschutz, Messung*:\n"
                 "- *Öffnungen: aus* lässt das Zählpixel weg,\n"
                 "- *Klicks: nur Summen* zählt ohne Bezug zur Person; die Links tragen dann keine Kennung mehr.\n\n"
                 "Beides gilt ab der nächsten Kampagne. Alte Werte löschen Sie dort mit *Personenbezug entfernen*, "
                 "die Summen bleiben erhalten. Automationen, die auf „hat geöffnet“ warten, brauchen danach eine "
                 "andere Bedingung; bei Ihnen betrifft das eine.", 290),
            Turn("customer", "Eingestellt, und unsere Datenschutzbeauftragte ist zufrieden. Die eine Automation läuft "
                 "jetzt auf Klick.", 460),
        )),
)  # fmt: skip
