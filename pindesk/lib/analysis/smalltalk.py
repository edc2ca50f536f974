"""Words that people put around what they ask, folded; by language: greetings, thanks, "problem", "please help", days.

A search may well look for them, so they are no stop words; but two texts that share only these are not about the same,
and a long text is not searched for them. Negations are among them: "does not leave" is about leaving.
"""

from __future__ import annotations

_EN = """
hi hello hey dear morning afternoon evening greetings regards kind best sincerely cheers thanks thank thx good day sir
madam team support customer service question questions problem problems issue issues trouble help need want like know
ask asking asked tell try tried trying cannot cant couldnt wont not never nothing no yes ok okay still again yet back
now today yesterday tomorrow week weeks month months year monday tuesday wednesday thursday friday saturday sunday
hour hours minute minutes since ago urgent urgently asap soon quickly quick work works working worked use using used
happen happens happened happening see seen seems seem look looks find found show shows shown make made go goes going
gone come comes came time times first last new old thing things something anything everything someone anyone everyone
way ways lot lots many bit think understand possible able sorry wrong right information details regarding concerning
write wrote
"""
_DE = """
hallo guten gute tag morgen abend moin servus gruss grusse grussen grusst liebe lieber freundliche freundlichen vielen
dank danke bedanke herzlich herzliche geehrte geehrter damen herren team support kundenservice kunde frage fragen
problem probleme hilfe helfen hilft brauche brauchen bitten gern gerne leider nicht nie nichts nein immer wieder heute
gestern woche wochen monat monate jahr jahre montag dienstag mittwoch donnerstag freitag samstag sonntag stunde
stunden minute minuten dringend schnell bald funktioniert funktionieren geht gehen ging gegangen klappt versuche
versucht versuchen sehen sehe gesehen steht stehen zeigt finde finden gefunden passiert passieren kommt kommen neu
neue neuen neuer neues alt alte erste ersten letzte letzten sache irgendwie vielleicht entschuldigung falsch richtig
infos information informationen wissen weiss moglich lassen lasst tun tut vorab melden ruckmeldung betreff gibt
"""
_FR = """
bonjour bonsoir salut cher chere madame monsieur equipe support assistance service client merci remercie cordialement
bien cordiales salutations question questions probleme problemes souci soucis aide aider aidez besoin voudrais
voudrions veut vouloir souhaite souhaitons aimerais pas jamais rien non toujours nouveau nouvelle nouveaux aujourd hui
aujourdhui hier demain semaine semaines mois annee lundi mardi mercredi jeudi vendredi samedi dimanche heure heures
minute minutes matin urgent vite rapidement fonctionne fonctionnent fonctionner marche marchent marcher essaye essaie
essayer essayons voir vois voit voyons trouve trouver trouvons arrive arriver passe passer vient premier premiere
dernier derniere chose choses jour jours avance svp possible savoir sais information informations concernant sujet
desole erreur
"""
_ES = """
hola buenos buenas dias dia tardes noches estimado estimada estimados senor senora equipo soporte asistencia servicio
cliente gracias saludos cordiales atentamente pregunta preguntas duda dudas problema problemas ayuda ayudar ayudarme
necesito necesitamos quiero queremos quisiera gustaria favor no nunca ninguno si siempre nuevo nueva nuevos hoy ayer
manana semana semanas mes meses ano lunes martes miercoles jueves viernes sabado domingo hora horas minuto minutos
urgente pronto rapido funciona funcionan funcionar intento intentado intentar ver veo vemos encuentro encontrar pasa
pasar ocurre sale primer primero primera ultimo ultima posible saber informacion respecto asunto perdon sigue sabeis
teneis
"""

_BY_LANGUAGE = {code: frozenset(words.split()) for code, words in (("en", _EN), ("de", _DE), ("fr", _FR), ("es", _ES))}
_ALL = frozenset().union(*_BY_LANGUAGE.values())


def is_small_talk(word: str) -> bool:
    """Whether a folded word is one of them in any language: people write a greeting in one and the rest in another."""
    return word in _ALL
