"""Was deutschsprachige Kundinnen und Kunden von Larkmail gefragt haben."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation("statistics", "Öffnungsrate seit dem 1. September halbiert", "Seit dem 1. September zeigt die Statistik nur noch halb so "
                 "viele Öffnungen. Die Klicks sind gleich geblieben.", (), "received"),
    Conversation("payment", "Zahlung per Lastschrift schlägt fehl", "Die Lastschrift wurde zweimal abgelehnt, das Konto ist gedeckt.", (
            Turn("agent", "Die Bank meldet ein erloschenes Mandat. Unter Abrechnung können Sie ein neues erteilen, die Abbuchung folgt am nächsten Tag.", 300),
            Turn("customer", "Hat geklappt, vielen Dank.", 600),
        ), "solved", "frieda"),
    Conversation("sending", "Absenderdomain news.moebel-brandt.example bestätigen", "Der DNS-Eintrag steht seit gestern, die Prüfung bleibt gelb.", (
            Turn("agent", "Der Eintrag steht unter `news.news.moebel-brandt.example`: Ihr Anbieter hängt die Domain selbst an. Bitte nur `lm1._domainkey.news` eintragen.", 150),
        ), "waiting"),
)  # fmt: skip
