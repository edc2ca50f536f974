"""How quick the search is: CPU for one keystroke at 1,000 and 10,000 articles a language, memory and building."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.corpus import Corpus
from bench.measure import p50, rss_mb, share
from bench.search_scores import LANGUAGES
from bench.table import Row, show

if TYPE_CHECKING:
    from pindesk.knowledge.search import Index

LIMITS_MS = {1_000: 2.0, 10_000: 5.0}


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
    corpora = [Corpus.of_sample(folder, language) for language in LANGUAGES]
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
    corpus = Corpus.of_sample(folder, language)
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


def _keystrokes(index: Index, queries: list[str]) -> list[float]:
    """Milliseconds of each letter of each query, typed in order.

    Three runs, the best of each counts, as other processes may disturb; none profits from what the one before found.
    """
    typed = [query[:end] for query in queries for end in range(1, len(query) + 1)]
    runs = []
    for _ in range(3):
        index._readings.clear()
        runs.append([_one_search(index, words) for words in typed])
    return [min(spans) for spans in zip(*runs, strict=True)]


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
