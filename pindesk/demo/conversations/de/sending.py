"""What German-speaking customers of Larkmail asked about sending, the first steps and everything else."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation("sending", "Absenderdomain news.moebel-brandt.example bestätigen",
                 "Der DNS-Eintrag steht seit gestern, die Prüfung bleibt gelb.", (
            Turn("agent", "Der Eintrag steht unter `news.news.moebel-brandt.example`: Ihr Anbieter hängt die Domain "
                 "selbst an. Bitte nur `lm1._domainkey.news` eintragen.", 150),
        ), "waiting"),
    Conversation("sending", "Bestätigungsmail der Anmeldung kommt nicht an",
                 "Seit gestern Abend bekommen neue Abonnenten keine Bestätigungsmail mehr, 23 Leute hängen auf "
                 "„unbestätigt“. Ein Test mit meiner eigenen GMX-Adresse: auch nichts, auch nicht im Spam. Das "
                 "Formular haben wir nicht angefasst.", (), "received"),
    Conversation("sending", "Kampagne ging eine Stunde zu spät raus", "Geplant war Sonntag 8:00, angekommen ist alles "
                 "um 9:00. In der Übersicht steht trotzdem 8:00. Was stimmt denn nun?", (
            Turn("note", "Konto stand auf Europe/London. Vermutlich beim Anlegen über den englischen Browser "
                 "vorbelegt.", 150),
            Turn("agent", "Guten Tag, beides stimmt: Ihr Konto ist auf die Zeitzone *London* eingestellt, dort war es "
                 "8:00 Uhr. Unter *Einstellungen, Konto, Zeitzone* können Sie das ändern. Schon geplante Kampagnen "
                 "behalten ihre alte Zeit; Sie haben zwei davon, bitte dort die Uhrzeit noch einmal setzen.", 30),
            Turn("customer", "Umgestellt und beide neu geplant. Hätte ich auch selbst sehen können.", 200),
        )),
    Conversation("sending", "Komma im Absendernamen macht Ärger", "Unser Name lautet „Tisch, Bett & Co.“. Bei Mails "
                 "aus dem Shop über Ihr SMTP zeigt Outlook nur „Tisch“ und dahinter eine kaputte Adresse. Bei den "
                 "Kampagnen passt alles.", (
            Turn("agent", "Guten Tag, im Kopf einer E-Mail trennt das Komma zwei Adressen. Steht es im Namen, gehört "
                 "der Name in Anführungszeichen:\n\n"
                 '`From: "Tisch, Bett & Co." <shop@…>`\n\n'
                 "Bei Kampagnen setzen wir sie selbst, bei SMTP kommt der Kopf fertig aus Ihrem Shop. Meist genügt "
                 "es, im Shop den Namen mit den Anführungszeichen einzutragen.", 240),
            Turn("customer", "Mit Anführungszeichen geht es. Wieder was gelernt.", 95),
        )),
    Conversation("sending", "Geburtstagsmail geht an niemanden", "Wir haben die Automation „Geburtstag“ vor drei "
                 "Wochen eingeschaltet, laut Protokoll „0 Empfänger“ an jedem einzelnen Tag. Bei 2.900 Kontakten mit "
                 "Geburtsdatum kann das nicht sein.", (
            Turn("note", "Feldtyp ist Text, darum nie ein Treffer. Der Assistent sollte davor warnen, Wunsch "
                 "eingetragen.", 165),
            Turn("agent", "Guten Tag, das Feld `geburtstag` ist als *Text* angelegt, deshalb erkennt die Automation "
                 "kein Datum darin. So bekommen Sie es hin:\n"
                 "1. *Listen, Felder, Feldtyp ändern* auf *Datum*.\n"
                 "2. Als Format `TT.MM.JJJJ` wählen, so stehen die Daten bei Ihnen.\n"
                 "3. 14 Einträge wie „Mai“ lassen sich nicht lesen; die zeigt Ihnen der Assistent an.\n\n"
                 "Ab morgen 9:00 Uhr gehen die Mails raus. Verpasste Geburtstage holt die Automation nicht nach.", 25),
            Turn("customer", "Heute früh sind die ersten elf rausgegangen.", 900),
        ), "solved"),
    Conversation("sending", "„Versand verweigert: Abmeldelink fehlt“",
                 "Wir haben unsere eigene HTML-Vorlage hochgeladen und dürfen sie nicht verschicken, obwohl unten ein "
                 "Link „Newsletter abbestellen“ steht. Der führt auf ein Formular bei uns. Warum reicht das nicht?", (
            Turn("agent", "Guten Tag, über Ihr Formular erfahren wir nichts von der Abmeldung und würden weiter "
                 "zustellen. Ersetzen Sie das Ziel des Links bitte durch `{{unsubscribe_url}}`; Text und Aussehen "
                 "bleiben, wie sie sind. Zusätzlich setzen wir die Kopfzeilen `List-Unsubscribe` und "
                 "`List-Unsubscribe-Post`, die Gmail und Yahoo für die Abmeldung mit einem Klick verlangen.", 135),
        )),
    Conversation("sending", "Versand über den Vormittag verteilen", "Wenn unser Newsletter an 26.000 Leute auf einen "
                 "Schlag rausgeht, bricht bei uns das Telefon zusammen. Lässt sich der Versand auf drei, vier Stunden "
                 "strecken?", (
            Turn("agent", "Guten Tag, ja: im letzten Schritt der Kampagne unter *Geschwindigkeit, Gleichmäßig "
                 "verteilen*. Bei vier Stunden sind das rund 108 Mails in der Minute. Die Reihenfolge ist zufällig, "
                 "es ist also nicht immer derselbe Empfänger zuletzt dran.", 210),
            Turn("customer", "Klingt gut. Geht das auch nach Postleitzahl? Dann könnten wir die Filialen nacheinander "
                 "vorwarnen.", 75),
            Turn("agent", "In einem Versand nicht, aber mit Segmenten: je Region eines mit der Bedingung *PLZ beginnt "
                 "mit*, dann die Kampagne kopieren und die Kopien im Abstand von einer Stunde planen. Die Auswertung "
                 "legt Kopien auf Wunsch zusammen.", 40),
            Turn("customer", "So machen wir es, danke.", 30),
        ), "solved"),
    Conversation("sending", "Testmail kommt an, die Kampagne nicht", "Der Test an mich selbst war sofort da. Die "
                 "richtige Kampagne hat mich nicht erreicht, dabei stehe ich auf der Liste. Kommt sie dann bei den "
                 "anderen auch nicht an?", (
            Turn("note", "Kontakt steht seit dem Frühjahr auf „abgemeldet“, selbst geklickt beim Ausprobieren des "
                 "Abmeldelinks. Tests ignorieren den Status.", 100),
            Turn("agent", "Guten Tag, bei den anderen ist sie angekommen: 1.480 von 1.492 zugestellt. Ihre eigene "
                 "Adresse ist abgemeldet, vermutlich haben Sie einmal den Abmeldelink ausprobiert. Testmails gehen "
                 "trotzdem raus, Kampagnen nicht. Über Ihr Anmeldeformular melden Sie sich einfach wieder an.", 20),
            Turn("customer", "Ertappt. Ja, das war ich.", 50),
        )),
    Conversation("getting_started", "Adressen aus dem alten Newsletter-Programm übernehmen",
                 "Wir ziehen mit 5.200 Adressen zu Ihnen um. Müssen wir alle "
                 "noch einmal um ihre Einwilligung bitten?", (
            Turn("agent", "Guten Tag und willkommen! Nein, eine Einwilligung gilt Ihnen und nicht dem Programm. "
                 "Wichtig ist, dass Sie sie weiterhin belegen können. Übernehmen Sie deshalb mit dem Export:\n"
                 "- Datum, Uhrzeit und Herkunft der Anmeldung,\n"
                 "- Zeitpunkt der Bestätigung (Double-Opt-in),\n"
                 "- die Liste der Abgemeldeten und der unzustellbaren Adressen.\n\n"
                 "Diese letzte Liste laden Sie bei uns unter *Kontakte, Gesperrt, Importieren* hoch, noch vor der "
                 "ersten Kampagne.", 320),
            Turn("customer", "Alles übernommen, 611 Gesperrte vorneweg. Danke für den Hinweis, die hätte ich "
                 "vergessen.", 480),
        )),
    Conversation("getting_started", "Wo trage ich diese DNS-Einträge ein?",
                 "Die Domain haben wir bei Anbieter A gekauft, die Website liegt bei Anbieter B. Bei A habe ich Ihre "
                 "drei Einträge vor zwei Tagen angelegt, aber Larkmail findet keinen davon.", (
            Turn("agent", "Guten Tag, entscheidend ist, auf wessen Nameserver die Domain zeigt, und das sind bei "
                 "Ihnen die von Anbieter B. Was bei A steht, liest niemand. Legen Sie die drei Einträge bitte bei B "
                 "an, dort heißt der Bereich meist „DNS“ oder „Zone“. Die Einträge bei A können weg.", 70),
            Turn("customer", "Bei B eingetragen, nach zwanzig Minuten war alles grün.", 160),
        ), "solved"),
    Conversation("other", "Wunsch: Ordner für Kampagnen", "Wir haben inzwischen 140 Kampagnen in einer einzigen "
                 "langen Liste. Ordner, oder wenigstens Farben, das wäre ein Segen.", (
            Turn("agent", "Guten Tag, Ordner wünschen sich viele, sie sind für das nächste halbe Jahr eingeplant; ein "
                 "Datum verspreche ich lieber nicht. Bis dahin helfen Schlagwörter: an der Kampagne *Schlagwort "
                 "hinzufügen*, dann links danach filtern. Ihren Wunsch haben wir notiert und melden uns, wenn es so "
                 "weit ist.", 400),
        )),
)  # fmt: skip
