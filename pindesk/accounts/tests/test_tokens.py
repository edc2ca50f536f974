"""API tokens: whom they speak for, and when they are over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from pindesk.accounts.access import token_or_404, tokens_of, visitor_of_token
from pindesk.accounts.actions import (
    change_agent,
    create_api_token,
    note_token_use,
    remove_membership,
    revoke_api_token,
    set_active,
    sign_out_everywhere,
)
from pindesk.accounts.errors import BadTokenName, NotAllowed, TooManyTokens
from pindesk.accounts.models import Agent, ApiToken, Level, Membership
from pindesk.events.models import Event
from pindesk.lib import clock
from tests.cast import FRIDAY_1755, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def a_token(owner: Membership | Agent, name: str = "export") -> tuple[ApiToken, str]:
    return create_api_token(owner, name=name, by=owner.person)


def test_a_members_token_speaks_for_them_in_their_account(alice: Membership) -> None:
    token, secret = a_token(alice)
    shown = visitor_of_token(secret)
    assert shown and shown.token == token
    visitor = shown.visitor
    assert (visitor.person, visitor.membership, visitor.agent) == (alice.person, alice, None)
    assert visitor.level == Level.CLAIMED


def test_an_agents_token_speaks_for_the_agent_alone(ada: Agent) -> None:
    shown = visitor_of_token(a_token(ada)[1])
    assert shown and (shown.visitor.agent, shown.visitor.membership) == (ada, None)


def test_the_secret_is_long_begins_with_a_mark_and_is_not_kept(alice: Membership) -> None:
    token, secret = a_token(alice)
    assert secret.startswith("pd_")
    assert len(secret) == 46
    assert secret not in str(vars(token))
    assert len({a_token(alice)[1] for _ in range(5)}) == 5


def test_address_must_be_that_of_the_person_in_any_case(alice: Membership, bob: Membership) -> None:
    _, secret = a_token(alice)
    assert visitor_of_token(secret, "Alice@EXAMPLE.com")
    for other in (bob.person.email, "", "alice", "alice@example.com\x00", "x" * 5000):
        assert visitor_of_token(secret, other) is None


@pytest.mark.parametrize("wrong", ["", "pd_", "pd_" + "a" * 43, "pd_\x00" + "a" * 42, "é" * 46, "a" * 100_000])
def test_what_is_no_token_speaks_for_nobody(alice: Membership, wrong: str) -> None:
    a_token(alice)
    assert visitor_of_token(wrong) is None


def test_revoked_it_is_over_at_once_and_twice_is_once(alice: Membership) -> None:
    token, secret = a_token(alice)
    revoke_api_token(token, by=alice.person)
    revoke_api_token(token, by=alice.person)
    assert visitor_of_token(secret) is None
    assert tokens_of(alice) == []
    assert Event.objects.filter(kind="person.token_revoked").count() == 1


def test_it_ends_with_the_membership_and_not_with_that_of_others(cast: Cast) -> None:
    _, bobs = a_token(cast.bob)
    _, alices = a_token(cast.alice)
    remove_membership(cast.bob, by=cast.alice)
    assert visitor_of_token(bobs) is None
    assert visitor_of_token(alices)


def test_it_ends_when_the_person_is_deactivated_or_signs_out_everywhere(alice: Membership, bob: Membership) -> None:
    _, alices = a_token(alice)
    _, bobs = a_token(bob)
    sign_out_everywhere(alice.person, by=alice.person)
    set_active(bob.person, False, by=None)
    assert visitor_of_token(alices) is None
    assert visitor_of_token(bobs) is None
    assert tokens_of(alice) == []


def test_an_agents_ends_with_being_an_agent(ada: Agent, lin: Agent) -> None:
    _, secret = a_token(ada)
    change_agent(ada, by=lin, is_active=False)
    assert visitor_of_token(secret) is None


def test_twenty_are_enough_and_a_revoked_one_makes_room(alice: Membership, bob: Membership) -> None:
    first, _ = a_token(alice)
    for _ in range(19):
        a_token(alice)
    with pytest.raises(TooManyTokens, match="20"):
        a_token(alice)
    a_token(bob)
    revoke_api_token(first, by=alice.person)
    a_token(alice)


@pytest.mark.parametrize("name", ["", "  \n", "x" * 81, "x" * 100_000])
def test_it_says_what_it_is_for(alice: Membership, name: str) -> None:
    with pytest.raises(BadTokenName):
        a_token(alice, name)


def test_name_is_kept_as_one_clean_line(alice: Membership) -> None:
    assert a_token(alice, " night\r\n\x00ly\texport ")[0].name == "night ly export"


def test_nobody_who_left_gets_one(alice: Membership, bob: Membership) -> None:
    remove_membership(bob, by=alice)
    with pytest.raises(NotAllowed):
        a_token(bob)


def test_making_one_is_in_the_log_without_its_secret(alice: Membership) -> None:
    token, secret = a_token(alice)
    event = Event.objects.get(kind="person.token_created")
    assert (event.subject, event.actor, event.audience) == (f"person:{alice.person_id}", event.subject, "staff")
    assert event.data == {"token": token.pk}
    assert secret not in str(event.data)


def test_use_is_noted_to_five_minutes(alice: Membership) -> None:
    token, _ = a_token(alice)
    for minutes, noted in ((0, 0), (4, 0), (5, 5)):
        token.refresh_from_db()
        note_token_use(token, now=FRIDAY_1755 + timedelta(minutes=minutes))
        token.refresh_from_db()
        assert token.last_used_at == FRIDAY_1755 + timedelta(minutes=noted)


def test_tokens_are_their_owners_alone(alice: Membership, bob: Membership) -> None:
    token, _ = a_token(alice)
    assert token_or_404(alice, token.pk) == token
    with pytest.raises(Http404):
        token_or_404(bob, token.pk)
    assert tokens_of(bob) == []


def test_newest_comes_first(alice: Membership) -> None:
    for minutes, name in enumerate(("first", "second")):
        create_api_token(alice, name=name, now=clock.now() + timedelta(minutes=minutes))
    assert [token.name for token in tokens_of(alice)] == ["second", "first"]
