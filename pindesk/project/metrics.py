"""What the process counts about itself, as Prometheus reads it."""

from __future__ import annotations

import resource
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pindesk.project.exchange import Exchange

if TYPE_CHECKING:
    from prometheus_client.metrics_core import Metric

_answers: Counter[tuple[str, str]] = Counter()
_seconds: defaultdict[str, float] = defaultdict(float)
_gauges: dict[str, tuple[str, Callable[[], float]]] = {}


def count(exchange: Exchange, status: int) -> None:
    """Add a finished request, under its route pattern."""
    route = exchange.route or "(none)"
    _answers[route, str(status)] += 1
    _seconds[route] += exchange.milliseconds / 1000


def gauge(name: str, words: str, value: Callable[[], float]) -> None:
    """Have `value` asked at every reading."""
    _gauges[name] = (words, value)


class Reading:
    """A collector in the sense of prometheus_client: the present values."""

    def collect(self) -> Iterator[Metric]:
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        answers = CounterMetricFamily("pindesk_answers", "Answers by route and status.", labels=["route", "status"])
        for labels, number in _answers.copy().items():
            answers.add_metric(labels, number)
        seconds = CounterMetricFamily("pindesk_answer_seconds", "Time spent by route.", labels=["route"])
        for route, total in _seconds.copy().items():
            seconds.add_metric([route], total)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        yield from (answers, seconds)
        yield GaugeMetricFamily("pindesk_memory_peak_bytes", "Largest resident memory so far.", value=memory)
        for name, (words, value) in tuple(_gauges.items()):
            yield GaugeMetricFamily(name, words, value=value())


def exposition() -> tuple[bytes, str]:
    """The text and its content type."""
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

    registry = CollectorRegistry()
    registry.register(Reading())
    return generate_latest(registry), CONTENT_TYPE_LATEST
