"""Words that say nothing of what somebody looks for, folded; by language.

Short on purpose: question words, articles, pronouns, helping verbs. Not "not", which changes what is asked.
"""

from __future__ import annotations

from collections.abc import Iterable

FAR_MORE = 3  # stop words that a text must have of another language than the expected one

_EN = """
a about after all also am an and any are as at be because been before being between both but by can could did do does
doing dont during each either else every few for from further get gets getting had has have having he her here hers him
his how i if im in into is isnt it its itself just let lets like may me might mine more most much must my myself of off
on once one only or other our ours out over own please really same she should since so some such than that the their
theirs them then there these they this those through to too under until up upon us very was way we were what whats when
where which while who whom whose why will with within without would you your yours
"""
_DE = """
aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bitte da dabei dadurch
dafur damit dann daran darf das dass dein deine dem den denn der des dessen deswegen dich die dies diese diesem diesen
dieser dieses dir doch dort du durch durfen ein eine einem einen einer eines einige er es etwas euch euer fur gegen gibt
hab habe haben hat hatte hatten hier hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in ins ist ja jede
jedem jeden jeder jedes jetzt kann kannst kein keine keinen konnen konnte konnten konnt machen macht man mehr mein meine
meinem meinen meiner meines mich mir mit mochte muss mussen nach noch nun nur ob oder ohne sehr sein seine seinem seinen
seiner seit selbst sich sie sind so solche soll sollen sollte sondern sonst uber um und uns unser unsere unter viel vom
von vor wann war waren warum was weil welche welchem welchen welcher welches wenn wer werde werden werd wie wieder will
wir wird wo woher wohin wollen wozu wurde wurden zu zum zur zwischen
"""
_FR = """
a afin ai ainsi alors apres as au aucun aucune aussi autre autres aux avant avec avez avoir avons c car ce cela celle
celles celui cela ces cet cette ceux chaque chez ci comme comment d dans de depuis des deux donc dont du elle elles en
encore entre es est et etaient etait etant etc ete etes etre eu eux faire fait faut il ils j je l la le les leur leurs
lors lorsque lui m ma mais me meme memes mes mettre moi moins mon n ne ni nos notre nous on ont ou oui par parce pas
pendant peu peut peuvent peux plus plusieurs pour pourquoi pourrait pouvez pouvoir puis puisque qu quand que quel quelle
quelles quels qui quoi s sa sans se sera ses si sinon soi soit son sont sous sur ta tandis te tes toi ton tous tout
toute toutes tres trop tu un une vers veux voici voila vos votre vous y
"""
_ES = """
a al algo algun alguna algunas alguno algunos ambos ante antes aquel aquella aquellas aquello aquellos aqui asi aun
aunque cada como con contra cosa cual cuales cualquier cuando cuanto de del desde despues donde dos durante e el ella
ellas ellos en entonces entre era eran es esa esas ese eso esos esta estaba estan estar estas este esto estos estoy
fue fueron ha haber habia han hace hacen hacer hacia hago has hasta hay he hemos la las le les lo los mas me mi mia
mientras mio mis misma mismo mucho muy nada ni nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros
para pero poco por porque pues puede pueden puedo que quien quienes se sea segun ser si sido sin sino sobre solo son
soy su sus suya suyo tal tambien tan tanto te tengo ti tiene tienen todo todos tras tu tus un una unas uno unos usted
ustedes va vosotros voy y ya yo
"""

_BY_LANGUAGE = {code: frozenset(words.split()) for code, words in (("en", _EN), ("de", _DE), ("fr", _FR), ("es", _ES))}
_ALL = frozenset().union(*_BY_LANGUAGE.values())


def is_stop_word(word: str, language: str) -> bool:
    """Whether a folded word is one of them."""
    return word in _BY_LANGUAGE.get(language, ())


def is_stop_word_anywhere(word: str) -> bool:
    """Whether a folded word is one in some language: for texts that may not be in the language they are said to be."""
    return word in _ALL


def likely_language(words: Iterable[str], expected: str) -> str:
    """Which language folded words are in, by their stop words: the expected one unless another is far more likely."""
    said = set(words)
    counts = {code: len(said & stop_words) for code, stop_words in _BY_LANGUAGE.items()}
    likely = max(counts, key=lambda code: (counts[code], code == expected))
    return likely if counts[likely] >= counts.get(expected, 0) + FAR_MORE else expected
