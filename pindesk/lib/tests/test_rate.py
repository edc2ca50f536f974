"""How often something may be asked."""

from __future__ import annotations

from pindesk.lib import rate
from pindesk.lib.rate import Bucket


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_burst_goes_through_and_then_one_waits() -> None:
    bucket = Bucket(rate=2, burst=3, clock=Clock())
    assert [bucket.take("a") for _ in range(3)] == [0, 0, 0]
    assert bucket.take("a") == 0.5


def test_time_fills_the_bucket_up_to_its_burst() -> None:
    clock = Clock()
    bucket = Bucket(rate=2, burst=3, clock=clock)
    for _ in range(3):
        bucket.take("a")
    clock.seconds = 0.5
    assert bucket.take("a") == 0
    assert bucket.take("a") > 0
    clock.seconds = 1000
    assert [bucket.take("a") for _ in range(4)][:3] == [0, 0, 0]
    assert bucket.take("a") > 0


def test_keys_do_not_share_a_bucket() -> None:
    bucket = Bucket(rate=1, burst=1, clock=Clock())
    assert bucket.take("a") == 0
    assert bucket.take("b") == 0
    assert bucket.take("a") > 0


def test_it_remembers_no_more_keys_than_it_says(monkeypatch) -> None:
    monkeypatch.setattr(rate, "MOST_KEYS", 10)
    bucket = Bucket(rate=1, burst=1, clock=Clock())
    for number in range(50):
        bucket.take(str(number))
    assert len(bucket._kept) == 10
    assert bucket.take("49") > 0
