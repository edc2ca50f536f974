"""Packed words answer as a sorted list would."""

import random

import pytest

from pindesk.knowledge.search.packed import PackedWords
from pindesk.knowledge.search.spelling import distance, is_one_slip


@pytest.mark.parametrize("count", [0, 1, 31, 32, 33, 700])
def test_packed_words_are_found_like_those_of_a_sorted_list(count: int) -> None:
    chance = random.Random(count)  # noqa: S311
    words = sorted({"".join(chance.choices("abcשé", k=chance.randint(1, 6))) for _ in range(count)}, key=str.encode)
    packed = PackedWords(words)
    assert list(packed) == words
    assert len(packed) == len(words)
    assert [packed.word(number) for number in range(len(words))] == words
    for word in (*words, "", "a", "zz", "\uffff"):
        assert packed.place(word) == (words.index(word) if word in words else -1)
        alike = [other for other in words if other.startswith(word)]
        assert packed.beginning(word, 1_000) == alike
        assert packed.beginning(word, 2) == alike[:2]
        assert [packed.word(number) for number in packed.range_of(word)] == alike


def test_only_words_that_are_about_as_long_are_looked_at() -> None:
    packed = PackedWords(["pass", "passage", "passe", "passwort", "passworte"])
    assert packed.beginning_like("passwart", 4, 1, 10) == ["passage", "passwort", "passworte"]


@pytest.mark.parametrize("seed", range(5))
def test_one_slip_is_a_distance_of_one(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    for _ in range(400):
        one, other = ("".join(chance.choices("abc", k=chance.randint(1, 6))) for _ in range(2))
        if one != other:
            assert is_one_slip(one, other) == (distance(one, other, 2) == 1), (one, other)
