"""`pindesk token` as its operator meets it."""

from __future__ import annotations

import re
from argparse import Namespace
from pathlib import Path

import pytest

from pindesk.accounts.access import visitor_of_token
from pindesk.accounts.actions import add_membership, create_account, set_active
from pindesk.accounts.models import Agent, Membership
from pindesk.project.commands import token
from pindesk.project.environment import Refused
from tests.cast import Cast
from tests.server import run_command

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database is that of the test: nothing is looked for on the disk."""
    monkeypatch.setattr(token, "existing_data_dir", lambda: None)
    monkeypatch.setattr("pindesk.project.serving.prepare_command", lambda: None)


def create(email: str, account: str | None = None, agent: bool = False, name: str = "x") -> int:
    return token.run(Namespace(what="create", email=email, account=account, agent=agent, name=name))


def printed(capsys: pytest.CaptureFixture[str]) -> str:
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1
    return lines[0]


def test_prints_one_line_that_is_a_token_of_the_member(alice: Membership, capsys: pytest.CaptureFixture[str]) -> None:
    assert create("Alice@example.com") == 0
    shown = visitor_of_token(printed(capsys))
    assert shown and shown.visitor.membership == alice


def test_agent_without_an_account_is_meant_as_an_agent(ada: Agent, capsys: pytest.CaptureFixture[str]) -> None:
    for is_asked in (False, True):
        create("ada@example.com", agent=is_asked)
        shown = visitor_of_token(printed(capsys))
        assert shown and shown.visitor.agent == ada


def test_of_several_accounts_one_is_named(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    other = create_account(name="Second")
    second = add_membership(other, cast.alice.person)
    with pytest.raises(Refused) as refused:
        create("alice@example.com")
    for account in (cast.alice.account, other):
        assert f"{account.reference} ({account.name})" in str(refused.value)
    assert "\n" not in str(refused.value)
    create("alice@example.com", other.reference.lower())
    shown = visitor_of_token(printed(capsys))
    assert shown and shown.visitor.membership == second


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"email": "nobody@example.com"}, "Nobody here has the address"),
        ({"email": "no address"}, "complete e-mail address"),
        ({"email": "bob@example.com", "agent": True}, "is no agent"),
        ({"email": "bob@example.com", "account": "AAAA-AAAA"}, "belongs to no account AAAA-AAAA"),
        ({"email": "bob@example.com", "name": " "}, "what the token is for"),
    ],
)
def test_refusals_say_why(cast: Cast, values: dict[str, object], words: str) -> None:
    with pytest.raises(Refused, match=re.escape(words)):
        create(**values)  # type: ignore[arg-type]


def test_nobody_inactive_gets_one(bob: Membership) -> None:
    set_active(bob.person, False, by=None)
    with pytest.raises(Refused, match="deactivated"):
        create("bob@example.com")


def test_without_data_it_says_so(tmp_path: Path) -> None:
    done = run_command(tmp_path / "none", "token", "create", "alice@example.com")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"pindesk: There is no data directory {tmp_path / 'none'}.\n"
