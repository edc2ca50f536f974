"""What each word of a query may stand for: its own term, what it begins, compounds, spellings, synonyms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pindesk.knowledge.search.kin import compounds_with
from pindesk.knowledge.search.reading import Reading
from pindesk.knowledge.search.spelling import begun_near, far, near
from pindesk.knowledge.search.synonyms import Phrase, SynonymTable
from pindesk.lib.analysis import Word, is_stop_word, parts_of

# How surely a word stands for something other than itself.
ONE_SLIP, TWO_SLIPS, OTHER_START = 0.8, 0.5, 0.8
BEGUN, BEGUN_TOO = 0.9, 0.4  # a word that begins so, where the typed one is no word itself, and where it is
RUN_TOGETHER, SYNONYM, KIN, KIN_ALONE, ALIKE = 0.9, 0.8, 0.4, 0.7, 0.4
PARTS_TOO, PARTS_ALONE = 0.3, 0.7  # of a compound: beside the whole word, and where the whole word is not known
SHORTEST_BEGUN, SHORTEST_ALIKE, MOST_BEGUN, MOST_CORRECTIONS, MOST_PHRASES = 3, 5, 12, 4, 12
_LINKS = ("", "s", "n", "es", "en")


@dataclass(slots=True)
class Meaning:
    """Terms with weight (0 to 1) and rarity, of which the best counts; phrases with weight, of which all must be there.

    `share` is how much the meaning counts in the query; `word` is which of its words it belongs to.
    """

    word: int
    text: str
    share: float = 1.0
    terms: dict[str, tuple[float, float]] = field(default_factory=dict)
    phrases: list[tuple[Phrase, float]] = field(default_factory=list)
    corrections: dict[str, str] = field(default_factory=dict)  # term: word

    def add(self, term: str, weight: float, rarity: float) -> None:
        if weight > self.terms.get(term, (0.0, 0.0))[0]:
            self.terms[term] = (weight, rarity)


def meanings_of(
    reading: Reading, synonyms: SynonymTable, words: Sequence[Word], *, is_unfinished: bool
) -> list[Meaning]:
    """What the words of a query stand for; stop words for nothing, unless one is still being typed."""
    found: list[Meaning] = []
    for number, word in enumerate(words):
        is_last = number == len(words) - 1
        if not is_stop_word(word.text, reading.language) or (is_last and is_unfinished):
            found += _understood(reading, number, word.text, is_last=is_last, is_unfinished=is_unfinished)
    _run_together(reading, words, found)
    _add_synonyms(reading, synonyms, found)
    return [meaning for meaning in found if meaning.terms or meaning.phrases]


def _understood(reading: Reading, number: int, text: str, *, is_last: bool, is_unfinished: bool) -> list[Meaning]:
    meaning = Meaning(number, text)
    term = reading.stem(text)
    is_known = reading.has(term) and not is_stop_word(text, reading.language)
    if is_known:
        meaning.add(term, 1.0, reading.rarity(reading.size(term)))
    if is_last and len(text) >= SHORTEST_BEGUN:
        weight = BEGUN if is_unfinished or not is_known else BEGUN_TOO
        _add_group(reading, meaning, reading.remembered(_begun, text), weight)
    if reading.language == "de" and not is_stop_word(text, "de"):
        for compound in reading.remembered(compounds_with, text):
            meaning.add(compound, KIN if is_known else KIN_ALONE, reading.rarity(reading.size(compound)))
    if not meaning.terms:
        _correct(reading, meaning, reading.remembered(near, text))
    is_whole = is_known and reading.language != "de"
    parts = () if is_whole or meaning.corrections else reading.remembered(_parts, text)
    if not meaning.terms and not parts:
        _correct_more(reading, meaning, is_last=is_last, is_unfinished=is_unfinished)
    share = PARTS_TOO if meaning.terms else PARTS_ALONE
    return [meaning, *(_part(reading, number, part, share) for part in parts)]


def _parts(reading: Reading, text: str) -> tuple[str, ...]:
    return parts_of(text, lambda word: not is_stop_word(word, reading.language) and reading.knows(word))


def _part(reading: Reading, number: int, text: str, share: float) -> Meaning:
    meaning = Meaning(number, text, share)
    term = reading.stem(text)
    meaning.add(term, 1.0, reading.rarity(reading.size(term)))
    return meaning


def _begun(reading: Reading, begun: str) -> Iterable[str]:
    """Terms that words which begin so have: of many those that most documents have."""
    found: dict[str, int] = {}
    for part in reading.parts:
        for size, place in part.largest(part.terms.range_of(begun), 2 * MOST_BEGUN):
            term = part.terms.word(place)
            found[term] = found.get(term, 0) + size
        for word in part.words.beginning(begun, MOST_BEGUN) if len(begun) > 3 else ():
            term = reading.stem(word)
            found.setdefault(term, reading.size(term))
    return sorted(found, key=lambda term: (-found[term], term))[:MOST_BEGUN]


def _correct(reading: Reading, meaning: Meaning, close: Iterable[tuple[int, str]]) -> None:
    """Let it stand for words that are a slip or two apart; of many for those that most documents have."""
    candidates = sorted(
        (word[0] != meaning.text[0], -reading.size(reading.stem(word)), word, apart) for apart, word in close
    )[:MOST_CORRECTIONS]
    total = sum(-size for _, size, _, _ in candidates)
    for is_other_start, _, word, apart in candidates:
        weight = (ONE_SLIP if apart == 1 else TWO_SLIPS) * (OTHER_START if is_other_start else 1.0)
        meaning.corrections.setdefault(reading.stem(word), word)
        meaning.add(reading.stem(word), weight, reading.rarity(total))


def _correct_more(reading: Reading, meaning: Meaning, *, is_last: bool, is_unfinished: bool) -> None:
    """What is neither a word, a slip away from one, nor made of words: two slips, or nearly the beginning of a word."""
    if not (is_last and is_unfinished):
        _correct(reading, meaning, reading.remembered(far, meaning.text))
    if is_last and not meaning.terms:
        words = reading.remembered(begun_near, meaning.text)[:MOST_BEGUN]
        meaning.corrections = {reading.stem(word): word for word in reversed(words)}
        _add_group(reading, meaning, meaning.corrections, ONE_SLIP)
    if not meaning.terms:
        _add_group(reading, meaning, reading.remembered(_alike, meaning.text), ALIKE)


def _alike(reading: Reading, text: str) -> Iterable[str]:
    """Terms with the longest beginning in common: `automatische` and `automatic`, of another language or derivation."""
    for length in range(len(text) - 1, max(SHORTEST_ALIKE, len(text) * 3 // 5) - 1, -1):
        found = _begun(reading, text[:length])
        if found:
            return found
    return ()


def _add_group(reading: Reading, meaning: Meaning, terms: Iterable[str], weight: float) -> None:
    """Add terms of which nobody knows which one is meant: a rare one says no more than a common one."""
    alive = [term for term in terms if reading.has(term)]
    rarity = reading.rarity(sum(map(reading.size, alive)))
    for term in alive:
        meaning.add(term, weight, rarity)


def _run_together(reading: Reading, words: Sequence[Word], found: Sequence[Meaning]) -> None:
    """Two words of the query as one, as in `back up` and `backup`; in German the other way round as well.

    Belegung der Tastatur is Tastaturbelegung: what stands second there comes first in the compound.
    """
    own = {meaning.word: meaning for meaning in found if meaning.share == 1.0}
    reach = 2 if reading.language == "de" else 1
    for first in range(len(words)):
        for second in range(first + 1, min(len(words), first + 1 + reach)):
            one, other = words[first].text, words[second].text
            forms = [one + other] if second == first + 1 else []
            if reading.language == "de" and (first in own or second in own):
                forms += [other + link + one for link in _LINKS]
            for term in map(reading.stem, forms):
                if len(term) > 3 and reading.has(term):
                    for number in {first, second} & own.keys():
                        own[number].add(term, RUN_TOGETHER, reading.rarity(reading.size(term)))


def _add_synonyms(reading: Reading, synonyms: SynonymTable, found: Sequence[Meaning]) -> None:
    own = [meaning for meaning in found if meaning.share == 1.0]
    for start, length, phrase in synonyms.found_in([reading.stem(meaning.text) for meaning in own]):
        if not all(map(reading.has, phrase)):
            continue
        for meaning in own[start : start + length]:
            if len(phrase) == 1:
                meaning.add(phrase[0], SYNONYM, reading.rarity(reading.size(phrase[0])))
            elif len(meaning.phrases) < MOST_PHRASES and (phrase, SYNONYM) not in meaning.phrases:
                meaning.phrases.append((phrase, SYNONYM))
