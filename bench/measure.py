"""How things are measured: CPU of this process, wall time, memory and CPU of another process, queries."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_ms(work: Callable[[], object], times: int = 60, rounds: int = 5) -> float:
    """Milliseconds of CPU a call: the lowest mean of several rounds, so that a busy machine disturbs it least."""
    work()
    means = []
    for _ in range(rounds):
        start = time.process_time()
        for _ in range(times):
            work()
        means.append((time.process_time() - start) / times * 1000)
    return min(means)


def wall_ms(work: Callable[[], object], times: int = 200) -> list[float]:
    """Milliseconds of wall time of each call, sorted."""
    spans = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spans.append((time.perf_counter() - start) * 1000)
    return sorted(spans)


def share(sorted_values: list[float], part: float) -> float:
    """The value below which `part` (0 to 1) of the values lie."""
    return sorted_values[min(len(sorted_values) - 1, int(part * len(sorted_values)))]


def p50(values: list[float]) -> float:
    return statistics.median(values)


def rss_mb(pid: int) -> float:
    """Resident memory of a process, in MB (10^6 bytes)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def mapped_mb(pid: int, suffix: str = ".sqlite3") -> float:
    """How much of that are pages of a mapped database, which the system shares and takes back as it likes; MB."""
    kilobytes, is_of_file = 0, False
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        if line.startswith("Rss:"):
            kilobytes += int(line.split()[1]) if is_of_file else 0
        elif ":" not in line.split(maxsplit=1)[0]:  # the first line of a mapping: addresses, rights, file
            is_of_file = line.endswith(suffix)
    return kilobytes * 1024 / 1e6


def cpu_seconds(pid: int) -> float:
    """CPU seconds that a process has used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


@contextmanager
def counted_queries(counts: list[int]):  # type: ignore[no-untyped-def]
    """Append the number of queries made within the block."""
    from django.db import connection

    made = 0

    def count(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        nonlocal made
        made += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield
    counts.append(made)
