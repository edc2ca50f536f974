"""Asking an index: what each word may stand for, the score of each document, and how well its title fits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import nlargest
from math import log
from operator import itemgetter
from typing import TYPE_CHECKING

from pindesk.knowledge.search.segment import CHAMPIONS, IMPACT_BITS, MOST_IMPACT
from pindesk.knowledge.search.spelling import near
from pindesk.knowledge.search.titles import fit
from pindesk.lib.analysis import Splitter, Word, is_stop_word, stem, words_of

if TYPE_CHECKING:
    from pindesk.knowledge.search.index import Snapshot

LONGEST_CHARS, MOST_WORDS = 1_000, 24
MOST_EXPANDED, MOST_BEGUN = 12, 80  # terms that a begun word may stand for, and words that are looked at for them
ONE_SLIP, TWO_SLIPS, BEGUN, BEGUN_TOO, PART, RUN_TOGETHER, SYNONYM, KIN = 0.8, 0.5, 0.9, 0.45, 0.4, 0.9, 0.8, 0.3
IDF_LEAST = 0.4  # also of a word that nearly every document has
BEGINS = 0.5  # what a title that begins with the query has before any word is looked up
LOOKED_AT_AGAIN = 40
ENOUGH = 100  # documents: after so many, a very common word brings no others
MOST_KNOWN = 200  # documents that a very common word is looked up in
LEAST_OF_BEST = 0.15  # of the best score: what is less is no answer


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found."""

    id: int
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The best documents, how many there are (160 at most), what was understood, and `terms`, `begun` to be marked."""

    hits: tuple[Hit, ...] = ()
    count: int = 0
    corrected: str | None = None
    language: str = ""
    terms: frozenset[str] = frozenset()
    begun: str = ""


@dataclass(slots=True)
class _Meaning:
    """One word of the query: the terms that it may stand for, with how surely, and what it was corrected to."""

    word: str
    terms: dict[str, float] = field(default_factory=dict)
    corrected: str | None = None
    is_stop: bool = False

    def add(self, term: str, weight: float) -> None:
        if term:
            self.terms[term] = max(weight, self.terms.get(term, 0.0))


class _Query:
    """One search in one snapshot."""

    def __init__(self, now: Snapshot, words: str, may_read: Callable[[str], bool], is_unfinished: bool) -> None:
        self.now = now
        self.typed = words[:LONGEST_CHARS]
        self.words = words_of(self.typed, now.language, MOST_WORDS)
        self.may_read = [may_read(name) for name in now.names]
        self.reads_all = all(self.may_read)
        self.is_unfinished = is_unfinished and self._ends_in_a_word()
        self.splitter = Splitter(self.knows)
        self.meanings = self._meanings()

    def _ends_in_a_word(self) -> bool:
        return bool(self.words) and self.words[-1].end == len(self.typed.rstrip("'’-"))

    def is_shown(self, place: int) -> bool:
        now = self.now
        return bool(now.alive[place]) and self.may_read[now.visibilities[place]]

    def has(self, term: str) -> bool:
        """Whether a document that the reader may read has the term."""
        parts = self.now.postings(term).parts
        return any(self.is_shown(one >> IMPACT_BITS) for every, _ in parts for one in every)

    def knows(self, word: str) -> bool:
        """Whether the reader may know that the help centre has this word."""
        return self.now.written(word) is not None and self.has(stem(word, self.now.language))

    def _meanings(self) -> list[_Meaning]:
        language = self.now.language
        found = []
        for place, word in enumerate(self.words):
            is_last = place == len(self.words) - 1
            meaning = _Meaning(word.text, is_stop=is_stop_word(word.text, language))
            found.append(meaning)
            if meaning.is_stop and not (is_last and self.is_unfinished):
                continue
            self._understand(meaning, word, is_last=is_last)
        self._run_together(found)
        stems = [stem(word.text, language) for word in self.words]
        for start, length, other in self.now.synonyms.found_in(stems):
            for number, term in enumerate(other):
                found[start + min(number, length - 1)].add(term, SYNONYM)
        return found

    def _understand(self, meaning: _Meaning, word: Word, *, is_last: bool) -> None:
        now, text = self.now, word.text
        term = stem(text, now.language)
        is_known = self.has(term)
        if is_known and not meaning.is_stop:
            meaning.add(term, 1.0)
        if now.language == "de":
            for part in self.splitter.parts(text):
                meaning.add(stem(part, now.language), PART if is_known else 2 * PART)
        if is_last and len(text) > 1:
            weight = BEGUN if self.is_unfinished or not is_known else BEGUN_TOO
            self._expand(meaning, text, weight)
        if not is_known and not meaning.terms:
            self._correct(meaning, text, is_last=is_last)

    def _expand(self, meaning: _Meaning, prefix: str, weight: float) -> None:
        """Terms of words that begin so: the shortest, which stand nearest to what was typed, and the most frequent.

        Words of titles first; of the others only where those are few.
        """
        words: set[str] = set()
        for segment in self.now.segments:
            titles = segment.title_words
            words.update(titles[number] for number in titles.range_of(prefix)[:MOST_BEGUN])
        if len(words) < MOST_EXPANDED:
            for segment in self.now.segments:
                words.update(segment.beginning(prefix, MOST_BEGUN))
        terms: dict[str, int] = {}
        for word in words:
            if not is_stop_word(word, self.now.language):
                term = stem(word, self.now.language)
                terms[term] = min(terms.get(term, 99), len(word))
        count = {term: self.now.postings(term).count for term in terms}
        short = sorted(terms, key=lambda term: (terms[term], -count[term], term))[: MOST_EXPANDED // 3]
        frequent = sorted(terms, key=lambda term: (-count[term], term))[:MOST_EXPANDED]
        for term in dict.fromkeys((*short, *frequent)):
            if self.has(term):
                meaning.add(term, weight)

    def _correct(self, meaning: _Meaning, text: str, *, is_last: bool) -> None:
        language = self.now.language
        candidates = []
        for apart, word in near(text, self.now.segments)[:12]:
            term = stem(word, language)
            if self.has(term):
                same_start = word[0] == text[0]
                candidates.append((apart, not same_start, -self.now.postings(term).count, word, term))
        candidates.sort()
        for apart, _, _, word, term in candidates[:4]:
            if apart == candidates[0][0]:
                meaning.add(term, ONE_SLIP if apart == 1 else TWO_SLIPS)
                meaning.corrected = meaning.corrected or self.now.written(word)
        if not candidates and len(text) >= 6:  # noqa: PLR2004 - shorter beginnings say nothing
            self._expand(meaning, text[: max(5, len(text) * 2 // 3)], KIN)

    def _run_together(self, found: list[_Meaning]) -> None:
        """Two words of the query as one, as in `back up` and `backup`; in German the other way round as well.

        Belegung der Tastatur is Tastaturbelegung: what stands second there comes first in the compound.
        """
        is_german = self.now.language == "de"
        for number, first in enumerate(found):
            for second in found[number + 1 : number + (3 if is_german else 2)]:
                forms = [first.word + second.word]
                if is_german:
                    forms += [second.word + link + first.word for link in ("", "s", "n", "es", "en")]
                for form in forms:
                    term = stem(form, self.now.language)
                    if len(term) > 3 and self.has(term):  # noqa: PLR2004
                        first.add(term, RUN_TOGETHER)
                        second.add(term, RUN_TOGETHER)

    def scores(self) -> dict[int, float]:
        """BM25 of each document, by its place: for each word the best of what it may stand for.

        Rare words come first. A word of very many documents brings only the best of its own, and adds to what the
        others found: so a search costs about the same however many articles there are.
        """
        total = dict.fromkeys(self._begun_titles(), BEGINS)
        for meaning in sorted(self.meanings, key=self._commonness):
            known = self._best_known(total, len(meaning.terms))
            best: dict[int, float] = {}
            for term, weight in meaning.terms.items():
                self._add(best, known, term, weight)
            for place, score in best.items():
                total[place] = total.get(place, 0.0) + score
        return total

    def _best_known(self, total: dict[int, float], terms: int) -> list[int]:
        """The documents that the words so far say most of: fewer, where one word may stand for many terms."""
        most = MOST_KNOWN if terms < 4 else MOST_KNOWN // 3  # noqa: PLR2004
        return list(total) if len(total) <= most else nlargest(most, total, key=total.__getitem__)

    def _begun_titles(self) -> list[int]:
        """Documents whose title begins with what was typed, stop words and all; none for a single letter."""
        said = " ".join(word.text for word in self.words)
        if len(said) < 2:  # noqa: PLR2004
            return []
        now = self.now
        return [place for segment in now.segments for place in segment.titled(said, now.titles)]

    def _commonness(self, meaning: _Meaning) -> int:
        return sum(self.now.postings(term).count for term in meaning.terms)

    def _add(self, best: dict[int, float], known: list[int], term: str, weight: float) -> None:
        """Score the documents of a term: of a common one its best and those known; of alternatives the best counts."""
        found = self.now.postings(term)
        count, parts = found.count, found.parts
        unit = weight * (IDF_LEAST + log(1 + (max(self.now.count, count) - count + 0.5) / (count + 0.5))) / MOST_IMPACT
        is_looked_up = count > 4 * CHAMPIONS and len(known) >= ENOUGH
        for every, champions in parts:
            for one in () if is_looked_up else champions:
                place, score = one >> IMPACT_BITS, unit * (one & MOST_IMPACT)
                if place not in best or score > best[place]:
                    best[place] = score
            if is_looked_up or champions is not every:
                end = len(every)
                for place in known:
                    at = bisect_left(every, place << IMPACT_BITS)
                    if at < end and (one := every[at]) >> IMPACT_BITS == place:
                        best[place] = max(best.get(place, 0.0), unit * (one & MOST_IMPACT))


def search(now: Snapshot, words: str, *, may_read: Callable[[str], bool], limit: int, is_unfinished: bool) -> Found:
    """See `Index.search`."""
    query = _Query(now, words, may_read, is_unfinished)
    if not query.words or not now.count:
        return Found(language=now.language)
    scores = query.scores()
    most = max(LOOKED_AT_AGAIN, limit)
    shown = [
        (score, place)
        for place, score in nlargest(most * 4, scores.items(), key=itemgetter(1))
        if query.is_shown(place)
    ]
    if len(shown) < most < len(scores):  # many of the best are hidden from this reader: look at all
        shown = nlargest(most * 4, [(score, place) for place, score in scores.items() if query.is_shown(place)])
    best = shown[:most]
    typed = [meaning.word for meaning in query.meanings]
    terms = [meaning.terms for meaning in query.meanings]
    ranked = sorted(
        ((score * fit(now.titles[place], typed, terms, now.language), place) for score, place in best), reverse=True
    )
    least = ranked[0][0] * LEAST_OF_BEST if ranked else 0.0
    kept = [(score, place) for score, place in ranked if score >= least]
    count = len(kept) + sum(1 for score, _ in shown[most:] if score >= least)
    hits = tuple(Hit(now.ids[place], score) for score, place in kept[:limit])
    return Found(hits, max(count, len(hits)), _corrected(query), now.language, _terms(query), _begun(query))


def _corrected(query: _Query) -> str | None:
    """The words as they were understood; None where they are as typed."""
    if not any(meaning.corrected for meaning in query.meanings):
        return None
    typed = query.typed
    said = []
    for meaning, word in zip(query.meanings, query.words, strict=True):
        said.append(meaning.corrected or typed[word.start : word.end])
    return " ".join(said)


def _terms(query: _Query) -> frozenset[str]:
    return frozenset(term for meaning in query.meanings for term in meaning.terms)


def _begun(query: _Query) -> str:
    """What was typed of the last word, where it goes on."""
    return query.meanings[-1].word if query.meanings[-1].corrected is None else ""
