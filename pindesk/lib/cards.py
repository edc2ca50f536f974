"""Finding numbers of payment cards in what people type, so that none is ever kept."""

from __future__ import annotations

import re

# Together, or in the groups that are printed on cards. Source: ISO/IEC 7812-1 (up to 19 digits, a check digit last).
_GAP = r"[ \u00a0\u202f-]"
_GROUPS = rf"\d{{13,19}}|(?:\d{{4}}{_GAP}){{3}}\d{{1,4}}(?:{_GAP}\d{{1,3}})?|\d{{4}}{_GAP}\d{{6}}{_GAP}\d{{4,5}}"
# A part of a longer name (a request, a message, an account in letters and groups) is no card.
_RUN = re.compile(rf"(?<![\w@.-])(?<![A-Za-z]{{2}}\d\d )(?=({_GROUPS})(?![\w@-]))")
_NO_DIGIT = re.compile(r"\D")
# How numbers of payment cards begin; other trades have the rest.
_ISSUERS = re.compile(r"[3-6]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720")


def holds_card_number(text: str) -> bool:
    """Whether a number of 13 to 19 digits in it begins like that of a card and ends in the right check digit."""
    return any(_is_card(_NO_DIGIT.sub("", match[1])) for match in _RUN.finditer(text))


def _is_card(digits: str) -> bool:
    return bool(_ISSUERS.match(digits)) and _luhn_sum(digits) % 10 == 0


def _luhn_sum(digits: str) -> int:
    """Every second digit from the right counts double, and its digits one by one. Source: ISO/IEC 7812-1, annex B."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(number - 9 if number > 9 else number for number in doubled)
