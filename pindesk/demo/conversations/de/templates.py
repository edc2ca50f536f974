"""What German-speaking customers of Larkmail asked about templates and statistics."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation("statistics", "Öffnungsrate seit dem 1. September halbiert",
                 "Seit dem 1. September zeigt die Statistik nur noch halb so viele Öffnungen. Die Klicks sind gleich "
                 "geblieben.", (), "received"),
    Conversation("statistics", "„Zugestellt“ 99 %, aber niemand hat die Mail gesehen",
                 "Laut Bericht sind 1.870 von 1.889 Mails zugestellt. Trotzdem sagen uns auffallend viele, sie hätten "
                 "nichts bekommen. Was heißt „zugestellt“ bei Ihnen?", (
            Turn("note", "Gmail 4 % Öffnungen, sonst um 30 %. Also Spamordner bei Gmail. Betreff in Großbuchstaben "
                 "mit drei Ausrufezeichen, aber vor allem kein DMARC.", 130),
            Turn("agent", "Guten Tag, „zugestellt“ heißt: Der Server des Empfängers hat die Mail mit `250` "
                 "angenommen. In welchen Ordner er sie legt, verrät er nicht. Bei Gmail liegen Ihre Öffnungen bei "
                 "4 %, überall sonst um 30 %; dort landen Sie also sehr wahrscheinlich im Spam. Richten Sie bitte den "
                 "DMARC-Eintrag ein, den *Einstellungen, Domains* vorschlägt, und verzichten Sie im Betreff auf "
                 "Großbuchstaben.", 40),
            Turn("customer", "Erledigt. Beim nächsten Versand waren es bei Gmail immerhin 19 %.", 700),
        )),
    Conversation("statistics", "CSV-Export: Excel zeigt 12.03. statt 3. Dezember",
                 "Beim Export der Statistik vertauscht Excel Tag und Monat, und Umlaute sind auch hin. So kann ich "
                 "das niemandem vorlegen.", (
            Turn("agent", "Guten Tag, die Datei ist für Programme gedacht: UTF-8, Komma, amerikanische Reihenfolge. "
                 "Wählen Sie im Exportfenster *Format: Excel, deutsch*; dann kommen Semikolon, `TT.MM.JJJJ` und die "
                 "Kennung, an der Excel die Umlaute erkennt. Die Wahl merkt sich Ihr Profil.", 85),
            Turn("customer", "So ist es perfekt.", 115),
        ), "solved"),
    Conversation("templates", "Ohne Bilder ist unsere Mail komplett leer",
                 "Viele Firmenkunden haben in Outlook die Bilder gesperrt. Unsere Mail besteht aus drei großen "
                 "Grafiken, da bleibt nichts übrig. Kann man die Anzeige erzwingen?", (
            Turn("agent", "Erzwingen lässt sich die Anzeige leider nicht, das entscheidet der Empfänger. Sie können "
                 "aber dafür sorgen, dass auch ohne Bilder etwas dasteht:\n"
                 "- Überschrift, Preis und Knopf als echter Text statt in der Grafik,\n"
                 "- ein Alternativtext an jedem Bild, mit eigener Schriftgröße,\n"
                 "- eine Hintergrundfarbe, damit der Knopf sichtbar bleibt.\n\n"
                 "Das hilft auch Menschen, die sich Mails vorlesen lassen, und ein Filter findet endlich Text zum "
                 "Beurteilen.", 160),
            Turn("customer", "Wir haben die Vorlage umgebaut. Sieht sogar besser aus.", 840),
        )),
    Conversation("templates", "Auf dem Handy mal Bild, mal Text zuerst",
                 "In der Vorlage wechseln sich ab: Bild links, Text rechts, dann umgekehrt. Auf dem Handy kommt "
                 "dadurch mal das Bild zuerst und mal der Text. Ich hätte gern immer das Bild oben.", (
            Turn("agent", "Guten Tag, auf schmalen Schirmen stapeln wir in der Reihenfolge, in der die Spalten im "
                 "Code stehen. Öffnen Sie den zweiten Abschnitt und schalten Sie *Mobil: Reihenfolge umkehren* ein. "
                 "Der Editor setzt dann das Bild an die erste Stelle und dreht es am großen Bildschirm mit "
                 '`dir="rtl"` zurück, das versteht auch Outlook.', 105),
            Turn("customer", "Steht jetzt überall richtig.", 45),
        )),
    Conversation("templates", "Vorschautext zeigt „Im Browser ansehen“",
                 "Im Posteingang steht hinter dem Betreff „Im Browser ansehen | Impressum | Ka…“. Wo kommt das her "
                 "und wie kriege ich das weg?", (
            Turn("agent", "Hallo, ohne eigenen Vorschautext nimmt das Mailprogramm den ersten Text, den es findet, "
                 "und das ist Ihre Kopfzeile. Tragen Sie in der Kampagne neben dem Betreff einen *Vorschautext* ein, "
                 "40 bis 90 Zeichen. Den Rest der Zeile füllen wir mit unsichtbaren Leerzeichen auf, damit nichts "
                 "nachrutscht.", 120),
            Turn("customer", "Bei Gmail ist es jetzt gut, bei Apple Mail rutscht das „Impressum“ immer noch nach. "
                 "Screenshot schicke ich gern.", 190),
            Turn("agent", "Nicht nötig, ich sehe es hier auch: Apple Mail liest in der neuen Version über unsere "
                 "Leerzeichen hinweg, wenn der Vorschautext unter 50 Zeichen hat. Mit 70 bis 90 Zeichen rutscht nichts "
                 "nach; in der Vorschau der Kampagne steht das jetzt als Hinweis.", 60),
        ), "solved"),
    Conversation("templates", "Kollegin hat das Logo in der Vorlage verschoben",
                 "Jemand bei uns verschiebt regelmäßig aus Versehen den Kopf der Vorlage. Kann man Teile davon "
                 "sperren?", (
            Turn("agent", "Ja: Abschnitt anklicken, *Schloss* und speichern. Danach kann nur noch ändern, wer das "
                 "Recht *Vorlagen verwalten* hat; Texte und Bilder der übrigen Abschnitte bleiben für alle offen. Den "
                 "alten Stand von gestern 16:20 Uhr finden Sie unter *Versionen*, ein "
                 "Klick stellt ihn wieder her.", 65),
        )),
)  # fmt: skip
