"""Who may put people into a customer's account, and take them out of it."""

from __future__ import annotations

import pytest

from pindesk.accounts.actions import add_membership, invite_member, remove_membership, withdraw_invitation
from pindesk.accounts.errors import AddressTaken, LastOwner, NotAllowed, UnknownValue
from pindesk.accounts.models import Agent, Invitation, Membership
from pindesk.events.models import Event
from pindesk.outbox.models import Delivery
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NOT_OWNERS = ("bob", "mallory", "ada")


def invited(by: Agent | Membership, cast: Cast, email: str = "noa@example.com", **changes: str) -> Invitation:
    values = {"email": email, "name": "Noa New", "language": "fr"} | changes
    return invite_member(cast.alice.account, **values, by=by)


def actors(kind: str) -> list[str]:
    return list(Event.objects.filter(kind=kind).values_list("actor", flat=True))


def test_owners_and_leads_invite(cast: Cast) -> None:
    for by in (cast.alice, cast.lin):
        invited(by, cast, f"{by.pk}-{by.person_id}@example.com", role="billing")
    assert set(Invitation.objects.values_list("account", "account_role", "agent_role")) == {
        (cast.alice.account_id, "billing", "")
    }
    assert actors("invitation.sent") == [f"person:{cast.alice.person_id}", f"agent:{cast.lin.pk}"]


@pytest.mark.parametrize("who", NOT_OWNERS)
def test_nobody_else_puts_a_stranger_into_an_account(cast: Cast, who: str) -> None:
    for role in ("member", "king"):
        with pytest.raises(NotAllowed):
            invited(getattr(cast, who), cast, role=role)
    assert not (Invitation.objects.exists() or Delivery.objects.exists())


def test_who_is_in_the_account_is_not_invited_again(cast: Cast) -> None:
    with pytest.raises(AddressTaken):
        invited(cast.alice, cast, " BOB@example.com")
    invited(cast.alice, cast, "mallory@example.com")
    remove_membership(cast.bob, by=cast.alice)
    invited(cast.alice, cast, "bob@example.com")
    assert Invitation.objects.count() == 2


def test_there_are_three_roles(cast: Cast) -> None:
    with pytest.raises(UnknownValue):
        invited(cast.alice, cast, role="lead")


def test_owners_and_leads_withdraw_once(cast: Cast) -> None:
    for by in (cast.alice, cast.lin):
        invitation = invited(cast.alice, cast)
        withdraw_invitation(invitation, by=by)
        withdraw_invitation(invitation, by=by)
        invitation.refresh_from_db()
        assert invitation.withdrawn_at
    assert actors("invitation.withdrawn") == [f"person:{cast.alice.person_id}", f"agent:{cast.lin.pk}"]


@pytest.mark.parametrize("who", NOT_OWNERS)
def test_nobody_else_withdraws(cast: Cast, who: str) -> None:
    invitation = invited(cast.alice, cast)
    with pytest.raises(NotAllowed):
        withdraw_invitation(invitation, by=getattr(cast, who))
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is None


def test_a_customer_withdraws_no_invitation_of_an_agent(cast: Cast) -> None:
    of_agent = Invitation.objects.create(
        token_hash="x", email="a@example.com", agent_role="agent", expires_at=cast.alice.created_at
    )
    with pytest.raises(NotAllowed):
        withdraw_invitation(of_agent, by=cast.alice)


@pytest.mark.parametrize("who", ["alice", "bob", "lin"])
def test_owners_leads_and_the_member_end_a_membership_once(cast: Cast, who: str) -> None:
    by = getattr(cast, who)
    remove_membership(cast.bob, by=by)
    remove_membership(cast.bob, by=by)
    assert Membership.objects.get(pk=cast.bob.pk).removed_at == cast.bob.removed_at is not None
    actor = f"agent:{by.pk}" if isinstance(by, Agent) else f"person:{by.person_id}"
    assert actors("account.member_removed") == [actor]


@pytest.mark.parametrize("who", ["frieda", "mallory", "ada"])
def test_nobody_else_ends_it(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        remove_membership(cast.bob, by=getattr(cast, who))
    assert Membership.objects.get(pk=cast.bob.pk).removed_at is None


def test_a_member_removes_no_owner(cast: Cast) -> None:
    add_membership(cast.alice.account, cast.frieda.person, "owner")
    with pytest.raises(NotAllowed):
        remove_membership(cast.alice, by=cast.bob)


def test_the_only_owner_stays_while_others_do(cast: Cast) -> None:
    for by in (cast.alice, cast.lin):
        with pytest.raises(LastOwner):
            remove_membership(cast.alice, by=by)
    add_membership(cast.alice.account, cast.frieda.person, "owner")
    remove_membership(cast.alice, by=cast.alice)
    assert Membership.objects.get(pk=cast.alice.pk).removed_at


def test_who_is_alone_cannot_leave_but_a_lead_can_end_it(cast: Cast) -> None:
    with pytest.raises(LastOwner):
        remove_membership(cast.mallory, by=cast.mallory)
    remove_membership(cast.mallory, by=cast.lin)
    assert Membership.objects.get(pk=cast.mallory.pk).removed_at


def test_an_owner_who_was_removed_meanwhile_does_nothing_more(cast: Cast) -> None:
    other = add_membership(cast.alice.account, cast.frieda.person, "owner")
    invitation = invited(other, cast)
    stale = Membership.objects.get(pk=other.pk)
    remove_membership(other, by=cast.alice)
    with pytest.raises(NotAllowed):
        remove_membership(cast.alice, by=stale)
    with pytest.raises(NotAllowed):
        invited(stale, cast)
    with pytest.raises(NotAllowed):
        withdraw_invitation(invitation, by=stale)
