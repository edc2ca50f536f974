"""Who may change people, and what of theirs is over when they may do less."""

from __future__ import annotations

import re
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from pindesk.accounts.actions import (
    accept_invitation,
    add_membership,
    add_person,
    change_agent,
    create_account,
    invite_agent,
    invite_member,
    make_agent,
    open_session,
    remove_membership,
    set_active,
    sign_out_everywhere,
)
from pindesk.accounts.errors import InvitationOver, LastOwner, NotAllowed
from pindesk.accounts.models import Agent, Invitation, Level, Membership, Person, Session
from pindesk.accounts.sessions import AGENT, SessionStore
from pindesk.events.models import Event
from pindesk.lib.refusals import Refusal
from pindesk.lib.sealing import unseal
from pindesk.outbox.models import Delivery
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(cast: Cast) -> Agent:
    return an_owner("olga@example.com")


def an_owner(email: str) -> Agent:
    return make_agent(Person.objects.create(email=email, name="Olga Owner"), role="owner")


def invited(by: Agent, email: str = "noa@example.com", role: str = "agent") -> str:
    """The token of a new invitation."""
    invite_agent(email=email, name="Noa New", language="fr", role=role, languages=["fr"], teams=[], by=by)
    return newest_token()


def newest_token() -> str:
    mail = Delivery.objects.filter(purpose="accounts.invitation").latest("pk")
    return re.search(r"/invitations/([\w-]+)", unseal(mail.text, "outbox"))[1]


def withdrawn() -> int:
    return Event.objects.filter(kind="invitation.withdrawn").count()


def reopen() -> None:
    """As if an invitation had been sent while the right was taken away."""
    Invitation.objects.update(withdrawn_at=None)


# -- invitations of and to those who may do less


def test_a_deactivated_agent_does_not_come_back_by_an_open_invitation(cast: Cast, owner: Agent) -> None:
    token = invited(cast.lin, "ada@example.com", "lead")
    change_agent(cast.ada, is_active=False, by=cast.lin)
    for _ in range(2):
        with pytest.raises(InvitationOver):
            accept_invitation(token)
        reopen()
    assert withdrawn() == 1 and not Agent.objects.get(pk=cast.ada.pk).is_active


def test_who_is_invited_after_the_end_is_an_agent_again(cast: Cast, owner: Agent) -> None:
    change_agent(cast.ada, is_active=False, by=cast.lin)
    accept_invitation(invited(cast.lin, "ada@example.com"))
    ada = Agent.objects.get(pk=cast.ada.pk)
    assert (ada.is_active, ada.deactivated_at) == (True, None)


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": "agent"}])
def test_invitations_of_a_lead_end_with_the_lead(cast: Cast, owner: Agent, change: dict[str, Any]) -> None:
    tokens = [invited(cast.lin), invited(cast.lin, "max@example.com", "lead")]
    invite_member(cast.alice.account, email="mem@example.com", name="Mem", language="fr", by=cast.lin)
    kept = invited(owner, "kept@example.com", "lead")
    change_agent(cast.lin, **change, by=owner)
    assert withdrawn() == 3
    for _ in range(2):
        for token in tokens:
            with pytest.raises(InvitationOver):
                accept_invitation(token)
        reopen()
    assert accept_invitation(kept)[1].agent.role == "lead"


def test_an_owner_who_leads_on_makes_no_more_owners(cast: Cast, owner: Agent) -> None:
    other = an_owner("otto@example.com")
    as_owner, as_lead = invited(other, role="owner"), invited(other, "max@example.com", "lead")
    change_agent(other, role="lead", by=owner)
    with pytest.raises(InvitationOver):
        accept_invitation(as_owner)
    assert accept_invitation(as_lead)[1].agent.role == "lead" and withdrawn() == 1


def test_invitations_end_with_the_person(cast: Cast, owner: Agent) -> None:
    sent, got = invited(cast.lin), invited(owner, "lin@example.com")
    set_active(cast.lin.person, False, by=owner)
    set_active(cast.lin.person, True, by=owner)
    assert withdrawn() == 2
    for token in (sent, got):
        with pytest.raises(InvitationOver):
            accept_invitation(token)


def test_invitations_of_an_accounts_owner_end_with_the_membership(cast: Cast) -> None:
    second = add_membership(cast.alice.account, cast.frieda.person, "owner")
    invite_member(cast.alice.account, email="new@example.com", name="New", language="fr", by=second)
    sent = newest_token()
    invite_member(cast.frieda.account, email="other@example.com", name="New", language="fr", by=cast.frieda)
    kept = newest_token()
    remove_membership(second, by=cast.alice)
    with pytest.raises(InvitationOver):
        accept_invitation(sent)
    membership = accept_invitation(kept)[2]
    assert membership is not None and membership.account == cast.frieda.account and withdrawn() == 1


def test_who_was_taken_out_of_an_account_does_not_come_back_by_an_older_invitation(cast: Cast) -> None:
    invite_member(cast.alice.account, email="mallory@example.com", name="M", language="en", by=cast.alice)
    token = newest_token()
    member = add_membership(cast.alice.account, cast.mallory.person)
    remove_membership(member, by=cast.alice)
    with pytest.raises(InvitationOver):
        accept_invitation(token)


def test_a_new_invitation_of_an_agent_voids_the_last_whatever_its_role(cast: Cast) -> None:
    first = invited(cast.lin, role="lead")
    invite_member(cast.alice.account, email="noa@example.com", name="Noa", language="fr", by=cast.alice)
    as_member = newest_token()
    second = invited(cast.lin, role="agent")
    with pytest.raises(InvitationOver):
        accept_invitation(first)
    assert accept_invitation(second)[1].agent.role == "agent"
    assert accept_invitation(as_member)[2] == Membership.objects.get(person__email="noa@example.com")


# -- permission is the action's


def test_a_lead_invites_no_owner_back(cast: Cast, owner: Agent) -> None:
    second = an_owner("second@example.com")
    change_agent(second, is_active=False, by=owner)
    with pytest.raises(NotAllowed):
        invited(cast.lin, "Second@Example.com")
    assert accept_invitation(invited(owner, "second@example.com"))[1].agent.is_active


def test_only_leads_of_the_agents_add_people(cast: Cast) -> None:
    for refused in (
        lambda: create_account(name="A", by=cast.ada),
        lambda: add_person(email="x@example.com", name="X", by=cast.ada),
        lambda: add_membership(cast.alice.account, cast.mallory.person, by=cast.ada),
        lambda: make_agent(cast.mallory.person, by=cast.ada),
        lambda: make_agent(cast.mallory.person, role="owner", by=cast.lin),
    ):
        with pytest.raises(NotAllowed):
            refused()
    account, person = create_account(name="A", by=cast.lin), add_person(email="x@example.com", name="X", by=cast.lin)
    assert add_membership(account, person, by=cast.lin) and make_agent(person, by=cast.lin)


def test_leads_deactivate_people_and_owners_owners(cast: Cast, owner: Agent) -> None:
    for person, by in ((cast.bob.person, cast.ada), (owner.person, cast.lin), (cast.lin.person, cast.ada)):
        with pytest.raises(NotAllowed):
            set_active(person, False, by=by)
    set_active(cast.bob.person, False, by=cast.lin)
    set_active(cast.frieda.person, False, by=None)
    assert Event.objects.filter(kind="person.deactivated").count() == 2


def test_the_last_owner_is_not_deactivated(cast: Cast, owner: Agent) -> None:
    with pytest.raises(LastOwner):
        set_active(owner.person, False, by=owner)
    an_owner("otto@example.com")
    set_active(owner.person, False, by=owner)
    with pytest.raises(NotAllowed):  # who is out does nothing more
        set_active(owner.person, True, by=owner)


def test_leads_sign_agents_out_and_owners_owners(cast: Cast, owner: Agent) -> None:
    for agent in (cast.ada, owner):
        open_session(SessionStore(None, AGENT), agent.person, level=Level.SIGNED_IN)
    for person, by in ((owner.person, cast.lin), (cast.lin.person, cast.ada), (cast.ada.person, cast.bob.person)):
        with pytest.raises(NotAllowed):
            sign_out_everywhere(person, by=by)
    assert Session.objects.count() == 2
    sign_out_everywhere(cast.ada.person, by=cast.lin)
    sign_out_everywhere(owner.person, by=owner)
    sign_out_everywhere(cast.bob.person, by=cast.bob.person)
    assert not Session.objects.exists()


# -- at the same time


def at_once(*calls: Callable[[], Any]) -> list[str]:
    """What became of each when all were made at the same time: `done`, or the code of the refusal."""
    barrier, ends = Barrier(len(calls)), []

    def run(call: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            call()
            ends.append("done")
        except Refusal as refusal:
            ends.append(refusal.code)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["role", "is_active", "person"])
def test_two_owners_who_end_each_other_at_once_leave_one(way: str) -> None:
    make_cast()
    one, two = an_owner("one@example.com"), an_owner("two@example.com")

    def end(whom: Agent, by: Agent) -> Callable[[], Any]:
        if way == "person":
            return lambda: set_active(whom.person, False, by=by)
        change = {"role": "lead"} if way == "role" else {"is_active": False}
        return lambda: change_agent(whom, **change, by=by)

    assert at_once(end(one, two), end(two, one)) == ["done", "not_allowed"]
    assert Agent.objects.filter(role="owner", is_active=True, person__is_active=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_is_ended_while_accepting_is_no_agent() -> None:
    cast = make_cast()
    for number in range(4):
        make_agent(cast.ada.person)
        token = invited(cast.lin, "ada@example.com", "lead")
        ends = at_once(
            lambda token=token: accept_invitation(token), lambda: change_agent(cast.ada, is_active=False, by=cast.lin)
        )
        assert ends in (["done", "done"], ["done", "invitation_over"]), number
        assert not Agent.objects.get(pk=cast.ada.pk).is_active
    assert not Invitation.objects.filter(accepted_at__isnull=True, withdrawn_at=None).exists()
