"""What a browser claims to have found in a file: taken only if it is exactly of the known form."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

import pytest

from pindesk.files.rules.findings import MOST, Findings


def claim(value: Any) -> str:
    return b64encode(json.dumps(value).encode()).decode()


def test_a_claim_is_read_in_the_order_of_the_kinds() -> None:
    said = {"key": {"found": 1, "removed": True}, "cookie": {"found": 12, "removed": True}}
    found = Findings.sent(claim(said))
    assert found.removed == (("cookie", 12), ("key", 1))
    assert found.left == ()
    assert Findings.of(found.as_json()) == found


def test_what_was_left_in_is_told_apart() -> None:
    found = Findings.sent(claim({"token": {"found": 3, "removed": False}, "card": {"found": 1, "removed": True}}))
    assert (found.removed, found.left) == ((("card", 1),), (("token", 3),))
    assert Findings.of(found.as_json()) == found


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "cookie",
        12,
        {"cookie": 12},
        {"cookie": {"found": 12}},
        {"cookie": {"found": 12, "removed": True, "note": "<b>"}},
        {"cookie": {"found": "12", "removed": True}},
        {"cookie": {"found": True, "removed": True}},
        {"cookie": {"found": 1.5, "removed": True}},
        {"cookie": {"found": 0, "removed": True}},
        {"cookie": {"found": -1, "removed": True}},
        {"cookie": {"found": MOST + 1, "removed": True}},
        {"cookie": {"found": 1, "removed": 1}},
        {"cookie": {"found": 1, "removed": None}},
        {"<script>": {"found": 1, "removed": True}},
        {"cookie": {"found": 1, "removed": True}, "other": {"found": 1, "removed": True}},
    ],
)
def test_what_is_not_exactly_so_says_nothing(value: Any) -> None:
    assert not Findings.of(value)
    assert not Findings.sent(claim(value))


@pytest.mark.parametrize(
    "sent",
    ["", "e30=", "not base64!", "AAAA", b64encode(b"\xff\xfe").decode(), b64encode(b"[" * 1400).decode(), "A" * 10_000],
)
def test_a_damaged_claim_is_no_error(sent: str) -> None:
    assert not Findings.sent(sent)
