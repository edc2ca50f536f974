"""Card numbers are found however they are written; what only looks long is let through."""

from __future__ import annotations

import pytest

from pindesk.lib.cards import holds_card_number


@pytest.mark.parametrize(
    "text",
    [
        "4111111111111111",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "4111\u00a01111\u00a01111\u00a01111",
        "my card is 5555555555554444, thank you",
        "order 1234 4111 1111 1111 1111.",
        "378282246310005",
        "3782 822463 10005",
        "3056 930902 5904",
        "6304 0000 0000 0000 000",
        "line\n4222222222222\nline",
    ],
)
def test_a_card_number_is_found(text: str) -> None:
    assert holds_card_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1111",
        "4111111111111112",  # a wrong check digit
        "411111111111",  # twelve digits
        "41111111111111111111",  # twenty
        "DE89 3704 0044 0532 0130 00",
        "req_4111111111111111",
        "<4111111111111111@mail.example>",
        "4111111111111111-ab",
        "20261126181100",  # an instant
        "0049 30 1234 5678 901",
        "+33 1 42 68 53 00",
    ],
)
def test_other_long_numbers_are_no_cards(text: str) -> None:
    assert not holds_card_number(text)
