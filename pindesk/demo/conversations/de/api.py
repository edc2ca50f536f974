"""What German-speaking customers of Larkmail asked about the API and integrations."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation("api", "Doppelte Bestellbestätigungen nach Timeout", "Läuft unser Aufruf von `POST /v1/messages` in "
                 "einen Timeout (10 s), versucht es der Shop noch einmal, und der Kunde hat dann zwei Bestätigungen. "
                 "Wie verhindert man das sauber?", (
            Turn("agent", "Mit einem `Idempotency-Key` im Kopf der Anfrage. Am besten leiten Sie ihn aus der "
                 "Bestellung ab, etwa `order-48213-confirmation`, und senden beim zweiten Versuch denselben. Dann "
                 "bekommen Sie innerhalb von 24 Stunden die Antwort des ersten Aufrufs zurück, ohne neue Mail. Bitte "
                 "keinen Zufallswert je Versuch, der schützt nicht.", 110),
            Turn("customer", "Läuft seit gestern, keine Dubletten mehr.", 420),
        )),
    Conversation("api", "send_at wird ein bis zwei Stunden zu spät ausgeführt",
                 "Unsere Terminmails haben `send_at` mit `T09:00:00`, verschickt werden sie im Winter um 10 und im "
                 "Sommer um 11 Uhr. Unser Server läuft auf hiesiger Zeit, das Konto auch.", (
            Turn("agent", "Guten Tag, ohne Angabe der Zone lesen wir die Zeit als UTC, unabhängig vom Konto. Hängen "
                 "Sie den Versatz an: `T09:00:00+01:00` im Winter, `+02:00` im Sommer. Sicherer ist es, die "
                 "Bibliothek rechnen zu lassen, in PHP zum Beispiel `$zeit->format(DATE_ATOM)`. In welcher Sprache "
                 "ist Ihre Anbindung geschrieben? Dann schicke ich Ihnen die passende Zeile.", 90),
        ), "waiting"),
    Conversation("api", "GET /v1/contacts liefert nur 500 Einträge", "In der Oberfläche sehe ich 7.812 Kontakte, die "
                 "API gibt mir 500. Mit `?page=2` kommen wieder dieselben 500.", (
            Turn("agent", "Guten Tag, die Liste wird mit einem Zeiger weitergeblättert, `page` gibt es nicht und wird "
                 "übergangen. In jeder Antwort steht `next_cursor`; den hängen Sie an den nächsten Aufruf: "
                 "`?cursor=…`. Ist er `null`, sind Sie am Ende. Bei 500 je Seite sind das 16 Aufrufe.", 60),
            Turn("customer", "7.812, passt. Ein Fehler bei unbekannten Parametern "
                 "wäre freundlicher als Schweigen.", 135),
            Turn("agent", "Da haben Sie recht, das haben wir weitergegeben. Ein `400` würde allerdings ältere "
                 "Anbindungen brechen, darum kommt es erst mit der nächsten Version der API.", 260),
        )),
    Conversation("api", "422 bei Adressen mit Umlaut", "`info@küchen-müller.example` wird von der API mit `422 "
                 "invalid_recipient` abgelehnt. Die Adresse gibt es, der Kunde schreibt uns von dort.", (
            Turn("agent", "Guten Tag, Umlaute in der *Domain* sind kein Problem, wenn Sie sie in Punycode übergeben, "
                 "also `xn--…`. Fast jede Sprache bringt das mit, in Python etwa das Paket `idna`. Das Formular in "
                 "der Oberfläche rechnet selbst um, die API bisher nicht. Umlaute *vor* dem @ brauchen SMTPUTF8; das "
                 "können noch viele Empfänger nicht, wir nehmen es daher nicht an.", 175),
        )),
)  # fmt: skip
