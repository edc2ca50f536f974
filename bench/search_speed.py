"""How quick the search is: CPU for one keystroke at 1,000 and 10,000 articles a language, memory and building."""

from __future__ import annotations

import gc
import os
import random
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.measure import p50, rss_mb, share
from bench.search_scores import LANGUAGES, lines
from bench.table import Row, show

if TYPE_CHECKING:
    from pindesk.knowledge.search import Document, Index

QUERIES, LIMITS_MS = 150, {1_000: 2.0, 10_000: 5.0}
SENTENCES = 14  # of an article, some 250 words
TOPIC = 20  # articles that share their rarer words
SEED = 7
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvwz" for vowel in "aeiou"]


class Speed(NamedTuple):
    """Milliseconds of CPU for a keystroke, and for a change of one article; MB (10^6 bytes); CPU seconds to build."""

    p50: float
    p99: float
    change_p99: float
    megabytes: float
    seconds: float
    words: int


def rows(folder: Path) -> list[Row]:
    """The memory of 1,000 articles in each language together, and one row for each language and size."""
    table = [Row("search memory, 1,000 articles x 4", f"{together_mb(folder, 1_000):.1f} MB", "", "", None)]
    for size, limit in LIMITS_MS.items():
        for language in LANGUAGES:
            found = measure(folder, size, language)
            figure = f"p50 {found.p50:.2f}, p99 {found.p99:.2f} ms CPU"
            rest = (
                f"{found.megabytes:.1f} MB, {found.words:,} words, built in {found.seconds:.1f} s, "
                f"change p99 {found.change_p99:.0f} ms"
            )
            name = f"search keystroke, {language}, {size:,} articles"
            table.append(Row(name, figure, rest, f"p99 {limit:.0f} ms", found.p99 <= limit))
    return table


def together_mb(folder: Path, count: int) -> float:
    """MB (10^6 bytes) that importing the search and one index a language add; right in a process that did not yet."""
    corpora = [Corpus(folder, language) for language in LANGUAGES]
    gc.collect()
    memory = rss_mb(os.getpid())
    kept = [built(corpus, count) for corpus in corpora]
    gc.collect()
    added = rss_mb(os.getpid()) - memory
    del kept
    return added


def built(corpus: Corpus, count: int) -> Index:
    from pindesk.knowledge.search import Index

    index = Index(corpus.language)
    for start in range(0, count, 200):
        index.put([corpus.document(number) for number in range(start, min(count, start + 200))])
    return index


def measure(folder: Path, count: int, language: str) -> Speed:
    """Build an index of `count` articles, type every letter of queries into it, and change articles one by one."""
    corpus = Corpus(folder, language)
    gc.collect()
    memory, began = rss_mb(os.getpid()), time.process_time()
    index = built(corpus, count)
    seconds = time.process_time() - began
    gc.collect()
    megabytes = rss_mb(os.getpid()) - memory
    spent = sorted(_keystrokes(index, corpus.queries))
    changes = sorted(_changes(index, corpus, count))
    words = sum(len(part.words) for part in index._parts)
    return Speed(p50(spent), share(spent, 0.99), share(changes, 0.99), megabytes, seconds, words)


class Corpus:
    """Articles made of a sample's sentences, the same in every run.

    A word that few articles of the sample have is another word in most topics, so that words grow with articles as they
    do in life: some 10,000 in 1,000 articles, 50,000 in 10,000, half of them in one article or two.
    """

    def __init__(self, folder: Path, language: str) -> None:
        self.language = language
        articles = [row for row in lines(folder / "articles.jsonl") if row["lang"] == language]
        self._titles = [row["title"] for row in articles]
        self._sentences = [part for row in articles for part in re.split(r"(?<=[.!?])\s+|\n+", row["body"]) if part]
        seen = [set(re.findall(r"\w+", row["body"])) for row in articles]
        self._common = {word for some in seen for word in some if sum(word in other for other in seen) * 12 > len(seen)}
        asked = [row["q"] for row in lines(folder / "queries.jsonl") if row["kb"] == language]
        self.queries = random.Random(SEED).sample(asked, min(QUERIES, len(asked)))

    def document(self, number: int, version: int = 0) -> Document:
        from pindesk.knowledge.search import Document

        chance = random.Random(f"{number} {version}")
        topic = random.Random(number // TOPIC).randrange(1_000_000)
        title = self._said(chance.choice(self._titles), topic, chance)
        text = "\n".join(self._said(one, topic, chance) for one in chance.choices(self._sentences, k=SENTENCES))
        return Document(number, title, text, "", "public")

    def _said(self, sentence: str, topic: int, chance: random.Random) -> str:
        return re.sub(r"\w+", lambda match: self._word(match[0], topic, chance), sentence)

    def _word(self, word: str, topic: int, chance: random.Random) -> str:
        if word in self._common or len(word) < 4 or chance.random() < 0.5:
            return word
        which = int(random.Random(f"{word} {topic}").paretovariate(0.9)) % 400 - 1
        if chance.random() < 0.004:
            which = chance.randrange(5_000)
        if which < 1:
            return word
        made = SYLLABLES[which % len(SYLLABLES)] + ("" if which < len(SYLLABLES) else SYLLABLES[which * 7 % 73])
        return word[:2] + made + word[4:] if which % 3 else made.title() + word[2:]


def _keystrokes(index: Index, queries: list[str]) -> Iterator[float]:
    """Milliseconds of each letter of each query; two runs, the better counts, as another process may have disturbed."""
    for query in queries:
        for end in range(1, len(query) + 1):
            yield min(_one_search(index, query[:end]) for _ in range(2))


def _one_search(index: Index, typed: str) -> float:
    began = time.thread_time_ns()
    index.search(typed, may_read=bool, limit=6, is_unfinished=True)
    return (time.thread_time_ns() - began) / 1e6


def _changes(index: Index, corpus: Corpus, count: int) -> Iterator[float]:
    for number in range(200):
        document = corpus.document(number * 37 % count, version=1)
        began = time.thread_time_ns()
        index.put([document])
        yield (time.thread_time_ns() - began) / 1e6


if __name__ == "__main__":
    sys.stdout.write(show(rows(Path(sys.argv[1]))) + "\n")
