"""Which topics a visitor may listen to."""

from __future__ import annotations

import asyncio

import pytest
from allauth.mfa.models import Authenticator

from pindesk.accounts.access import Visitor
from pindesk.accounts.actions.company import require_second_factor
from pindesk.accounts.company import forget
from pindesk.accounts.models import Agent, Company, Level, Membership
from pindesk.events.tests.live import on_thread, running
from pindesk.project.listening import ACCESS_KINDS, ending_streams, keys_of, may_listen
from pindesk.tickets.actions.copying import copy_to, remove_copy
from pindesk.tickets.models import Ticket
from tests.asking import a_ticket
from tests.cast import LONG_AGO, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(cast: Cast) -> Ticket:
    """Alice's."""
    return a_ticket(cast.alice)


def customer(membership: Membership) -> Visitor:
    return Visitor(membership.person, membership, None, Level.SIGNED_IN, LONG_AGO)


def agent(one: Agent) -> Visitor:
    return Visitor(one.person, None, one, Level.SIGNED_IN, LONG_AGO)


def test_customer_listens_to_own_ticket_and_self(cast: Cast, ticket: Ticket) -> None:
    assert may_listen(customer(cast.alice), {f"ticket:{ticket.number}", f"person:{cast.alice.person_id}"})


@pytest.mark.parametrize(
    "topic", ["ticket:{number}", "ticket:{next}", "person:{alice}", "workspace", "people", "agent:1"]
)
def test_stranger_listens_to_nothing_of_it(cast: Cast, ticket: Ticket, topic: str) -> None:
    key = topic.format(number=ticket.number, next=ticket.number + 1, alice=cast.alice.person_id)
    assert not may_listen(customer(cast.mallory), {key})
    assert not may_listen(customer(cast.mallory), {key, f"person:{cast.mallory.person_id}"})


def test_colleague_who_is_not_copied_does_not_listen_to_the_ticket(cast: Cast, ticket: Ticket) -> None:
    assert not may_listen(customer(cast.bob), {f"ticket:{ticket.number}"})


@pytest.mark.parametrize(
    "topic", ["ticket:", "ticket:0x1", "ticket:١", "ticket:" + "9" * 30, "", "nonsense:1", "ticket:1;"]
)
def test_topic_that_is_none_is_nobodys(cast: Cast, topic: str) -> None:
    assert not may_listen(customer(cast.alice), {topic})


def test_customer_who_has_not_chosen_an_account_listens_to_nothing(cast: Cast, ticket: Ticket) -> None:
    nowhere = Visitor(cast.alice.person, None, None, Level.SIGNED_IN, LONG_AGO)
    assert not may_listen(nowhere, {f"ticket:{ticket.number}"})


def test_agent_listens_to_tickets_workspace_and_people(cast: Cast, ticket: Ticket) -> None:
    assert may_listen(agent(cast.ada), {f"ticket:{ticket.number}", "workspace", "people"})


def test_listener_is_known_by_the_keys_of_the_log(cast: Cast) -> None:
    assert keys_of(customer(cast.alice)) == {f"person:{cast.alice.person_id}"}
    assert keys_of(agent(cast.ada)) == {f"person:{cast.ada.person_id}", f"agent:{cast.ada.pk}"}


def test_agent_without_the_second_step_that_is_asked_for_listens_to_nothing(cast: Cast) -> None:
    Company.objects.update(require_agent_2fa=True)
    forget()
    assert not may_listen(agent(cast.ada), {"workspace"})
    Authenticator.objects.create(user=cast.ada.person, type="totp", data={})
    assert may_listen(agent(cast.ada), {"workspace"})


@pytest.mark.django_db(transaction=True)
def test_streams_of_agents_end_when_the_company_changes_what_it_asks_of_them(cast: Cast) -> None:
    Agent.objects.filter(pk=cast.lin.pk).update(role=Agent.Role.OWNER)
    owner = Agent.objects.get(pk=cast.lin.pk)

    async def scene() -> None:
        async with running() as dispatcher:
            dispatcher.watch(ACCESS_KINDS, ending_streams(dispatcher))
            staff = dispatcher.open({"workspace"}, "staff", owner=keys_of(agent(cast.ada)))
            dispatcher.open({"ticket:1"}, "customer", owner=keys_of(customer(cast.alice)))
            await on_thread(require_second_factor, True, by=owner)
            async with asyncio.timeout(20):
                assert [chunk async for chunk in staff]
            assert len(dispatcher) == 1, "the customer's goes on"

    asyncio.run(scene())


@pytest.mark.django_db(transaction=True)
def test_streams_end_of_who_is_taken_off_a_ticket(cast: Cast) -> None:
    ticket = a_ticket(cast.alice)
    copy_to(ticket, [cast.bob.person_id], by=cast.alice)

    async def scene() -> None:
        async with running() as dispatcher:
            dispatcher.watch(ACCESS_KINDS, ending_streams(dispatcher))
            copied = dispatcher.open({ticket.key}, "customer", owner=keys_of(customer(cast.bob)))
            dispatcher.open({ticket.key}, "customer", owner=keys_of(customer(cast.alice)))
            await on_thread(remove_copy, ticket, cast.bob.person_id, by=cast.alice)
            async with asyncio.timeout(20):
                assert [chunk async for chunk in copied]
            assert len(dispatcher) == 1, "that of who asked goes on"

    asyncio.run(scene())


@pytest.mark.parametrize("topic", ["articles", "article:42"])
def test_agents_and_nobody_else_listen_to_articles(cast: Cast, topic: str) -> None:
    assert may_listen(agent(cast.ada), {topic, "workspace"})
    assert not may_listen(customer(cast.alice), {topic})


@pytest.mark.parametrize("topic", ["article:", "article:0x1", "article:x", "articles:1", "article:" + "9" * 30])
def test_a_topic_of_no_article_is_nobodys(cast: Cast, topic: str) -> None:
    assert not may_listen(agent(cast.ada), {topic})
