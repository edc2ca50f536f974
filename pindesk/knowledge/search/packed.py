"""Sorted words in one run of bytes: a tenth of what a list of strings takes, and found as quickly."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

_BLOCK = 32  # words between two of which the place is kept
_GAP = b"\n"


class PackedWords:
    """Words in the order of their UTF-8 bytes, which is that of their characters; each once, none with a line feed."""

    __slots__ = ("_bytes", "_heads", "_places", "_size")

    def __init__(self, words: Iterable[str]) -> None:
        made, self._heads, self._places = bytearray(_GAP), [], array("I")
        number = 0
        for number, word in enumerate(words, 1):
            encoded = word.encode()
            if number % _BLOCK == 1:
                self._heads.append(encoded)
                self._places.append(len(made) - 1)
            made += encoded
            made += _GAP
        self._places.append(len(made) - 1)
        self._bytes, self._size = bytes(made), number

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[str]:
        for block in range(len(self._heads)):
            yield from (word.decode() for word in self._block(block))

    def place(self, word: str) -> int:
        """Which one the word is, from 0; -1 for one that is not there."""
        encoded = word.encode()
        block = bisect_right(self._heads, encoded) - 1
        if block < 0:
            return -1
        start = self._places[block]
        found = self._bytes.find(_GAP + encoded + _GAP, start, self._places[block + 1] + 1)
        return block * _BLOCK + self._bytes.count(_GAP, start, found) if found >= 0 else -1

    def range_of(self, prefix: str) -> range:
        """Which words begin so."""
        encoded = prefix.encode()
        return range(self._bound(encoded)[0], self._bound(encoded + b"\xff")[0])

    def beginning(self, prefix: str, most: int) -> list[str]:
        """The words that begin so, in order, at most so many."""
        return [word.decode() for word in self._from(prefix, most)]

    def beginning_like(self, word: str, letters: int, apart: int, most: int) -> list[str]:
        """Of words that share so many first letters with the word those that are about as long, by `apart` letters."""
        length, slack = len(word.encode()), apart if word.isascii() else 4 * apart
        shortest, longest = length - slack, length + slack
        return [one.decode() for one in self._from(word[:letters], most) if shortest <= len(one) <= longest]

    def _from(self, prefix: str, most: int) -> list[bytes]:
        encoded = prefix.encode()
        start, end = self._bound(encoded)[1], self._bound(encoded + b"\xff")[1]
        return self._bytes[start : end - 1].split(_GAP, most)[:most] if end > start else []

    def word(self, number: int) -> str:
        """The word of a place."""
        block, within = divmod(number, _BLOCK)
        return self._block(block)[within].decode()

    def _block(self, block: int) -> list[bytes]:
        return self._bytes[self._places[block] + 1 : self._places[block + 1]].split(_GAP)

    def _bound(self, key: bytes) -> tuple[int, int]:
        """Number and first byte of the first word that is not before the key."""
        block = bisect_left(self._heads, key) - 1
        if block < 0:
            return 0, 1
        words = self._block(block)
        within = bisect_left(words, key)
        return block * _BLOCK + within, self._places[block] + 1 + sum(map(len, words[:within])) + within
