"""What counts as an address."""

from __future__ import annotations

import pytest

from pindesk.accounts.errors import BadAddress, BadName
from pindesk.accounts.rules import clean_name, normal_email, shown_email


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (" Ada@Example.COM ", "ada@example.com"),
        ("ada.o'hara+desk@mail.example.com", "ada.o'hara+desk@mail.example.com"),
        ("k@Vögel.example", "k@xn--vgel-5qa.example"),
        ("k@xn--vgel-5qa.example", "k@xn--vgel-5qa.example"),
    ],
)
def test_addresses_are_stored_in_one_form(typed: str, stored: str) -> None:
    assert normal_email(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "x",
        "@example.com",
        "a@",
        "a@b",
        "a@localhost",
        "a@[127.0.0.1]",
        "a@[IPv6:::1]",
        '"a b"@example.com',
        '"a"@example.com',
        "a\x00@example.com",
        "a@exa\x00mple.com",
        "a\u200b@example.com",
        "a@exam\u00adple.com",
        "a\u202e@example.com",
        "a\ud800@example.com",
        "a@b.c\r\nBcc: d@e.fr",
        "a@@example.com",
        "é@localhost",
        "a" * 65 + "@" + "b" * 200 + ".com",
        pytest.param("a" + "\u0301\u0316" * 500_000 + "@example.com", id="marks"),
        pytest.param("a@" + "é" * 1_000_000 + ".com", id="long domain"),
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(BadAddress, match="complete e-mail address"):
        normal_email(typed)


@pytest.mark.parametrize("typed", ["jürgen@example.com", "ｊ@example.com", "用户@example.com"])
def test_letters_that_mail_servers_refuse_are_named(typed: str) -> None:
    with pytest.raises(BadAddress, match="Before the @"):
        normal_email(typed)


def test_a_domain_is_shown_in_its_own_script() -> None:
    assert shown_email("k@xn--vgel-5qa.example") == "k@vögel.example"


def test_a_name_of_marks_is_cut_and_a_far_longer_one_refused() -> None:
    assert len(clean_name("a" + "\u0316" * 400)) == 31
    with pytest.raises(BadName):
        clean_name("a" + "\u0301\u0316" * 500_000)
