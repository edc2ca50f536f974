"""A keystroke as a whole request over HTTP, against an empty view asked in turn with it."""

from __future__ import annotations

import http.client
import random
import time
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from bench.articles import seed_articles
from bench.corpus import SEED, Corpus
from bench.measure import cpu_seconds, mapped_mb, p50, rss_mb, share
from bench.process import Server, get
from bench.search_scores import LANGUAGES
from bench.table import Row

TO_EMPTY, SIZES = 3.0, (1_000, 10_000)
KEYSTROKES, LONGEST_QUERY = 400, 60


class Whole(NamedTuple):
    """Milliseconds of wall time, at p50 and p99, of a keystroke and of the empty view."""

    typed: tuple[float, float]
    empty: tuple[float, float]


def rows(data: Path, so_far: int) -> list[Row]:
    """A row for each size of help centre; `so_far` articles a language are there already."""
    table = []
    for size in SIZES:
        seed_articles(so_far, size)
        so_far = max(size, so_far)
        server = Server(data, settings="bench.served_settings")
        try:
            table.append(_row(server, size))
        finally:
            server.stop()
    return table


def _row(server: Server, size: int) -> Row:
    connection = server.connection()
    get(connection, "/en/search/suggestions?q=a")  # the index is read once
    pid = server.process.pid
    memory, built = rss_mb(pid) - mapped_mb(pid), cpu_seconds(pid)
    found = _typed(connection, _addresses())
    ratio = found.typed[1] / found.empty[1]
    return Row(
        f"keystroke over HTTP, {size:,} articles x 4",
        f"p50 {found.typed[0]:.1f}, p99 {found.typed[1]:.1f} ms; empty view {found.empty[0]:.1f}, {found.empty[1]:.1f}",
        f"p99 {ratio:.1f} x an empty view; {memory:.0f} MB, ready after {built:.1f} s CPU",
        f"at most {TO_EMPTY:.0f} x an empty view",
        ratio <= TO_EMPTY,
    )


def _addresses() -> list[str]:
    """What the box asks for, letter by letter, in the four languages."""
    asked = [(language, query) for language in LANGUAGES for query in Corpus.of_demo(language).queries]
    random.Random(SEED).shuffle(asked)
    typed = (
        f"/{language}/search/suggestions?q={quote(query[:end])}"
        for language, query in asked
        for end in range(1, min(len(query), LONGEST_QUERY) + 1)
    )
    return list(islice(typed, KEYSTROKES))


def _typed(connection: http.client.HTTPConnection, addresses: list[str]) -> Whole:
    """Each address, and the empty view beside it; three rounds, the best counts, as other processes may disturb."""
    from bench.served_urls import EMPTY

    spans: dict[bool, list[float]] = {True: [], False: []}
    for address in addresses:
        for is_typed in (True, False):
            spans[is_typed].append(min(_ms(connection, address if is_typed else EMPTY) for _ in range(3)))
    figures = {kind: (p50(some), share(sorted(some), 0.99)) for kind, some in spans.items()}
    return Whole(figures[True], figures[False])


def _ms(connection: http.client.HTTPConnection, address: str) -> float:
    began = time.perf_counter()
    get(connection, address)
    return (time.perf_counter() - began) * 1000
