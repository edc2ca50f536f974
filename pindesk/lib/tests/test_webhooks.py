"""Signatures of webhooks agree with those that others make."""

from __future__ import annotations

import base64

import pytest

from pindesk.lib.webhooks import is_signed, secret_in, signature_of

# The example of the specification's own libraries.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID, SECONDS, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", b'{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.fixture
def key() -> bytes:
    found = secret_in(SECRET)
    assert found
    return found


def test_the_published_example_is_signed_as_published(key: bytes) -> None:
    assert signature_of(key, ID, SECONDS, BODY) == SIGNATURE
    assert is_signed([key], ID, SECONDS, BODY, SIGNATURE)


def test_one_right_signature_of_several_is_enough_and_so_is_one_right_secret(key: bytes) -> None:
    header = f"v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw== v1,{base64.b64encode(b'x' * 32).decode()} {SIGNATURE}"
    assert is_signed([b"o" * 32, key], ID, SECONDS, BODY, header)


@pytest.mark.parametrize(
    "header", ["", "v1", "v1,", SIGNATURE[3:], SIGNATURE[:-1], SIGNATURE.replace("v1", "v2"), "v1,\xe9", "\x00"]
)
def test_anything_else_is_not_signed(key: bytes, header: str) -> None:
    assert not is_signed([key], ID, SECONDS, BODY, header)


def test_name_time_and_body_are_all_signed(key: bytes) -> None:
    assert not is_signed([key], ID + "x", SECONDS, BODY, SIGNATURE)
    assert not is_signed([key], ID, "1614265331", BODY, SIGNATURE)
    assert not is_signed([key], ID, SECONDS, BODY + b" ", SIGNATURE)
    assert not is_signed([b"o" * 24], ID, SECONDS, BODY, SIGNATURE)
    assert not is_signed([], ID, SECONDS, BODY, SIGNATURE)


@pytest.mark.parametrize(
    "text", ["", "secret", SECRET[6:], "whsec_", "whsec_ééé", "whsec_c2hvcnQ=", f"whsec_{'A' * 100}", "whsec_!!!!"]
)
def test_what_is_no_secret_is_none(text: str) -> None:
    assert secret_in(text) is None
