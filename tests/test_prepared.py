"""Statements written once answer as the queryset would, on either database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import F

from pindesk.accounts.models import Account, Agent, Membership, Person
from pindesk.lib.prepared import Prepared, columns, row_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LATER = datetime(2099, 1, 1, tzinfo=UTC)


def joined_before(person: int, email: str, at: datetime):
    rows = Membership.objects.filter(person_id=person, person__email=email, created_at__lt=at, removed_at=None)
    return rows.order_by("pk").values_list("pk", "role", "created_at", "account__name")


def test_rows_are_those_of_the_queryset(cast: Cast) -> None:
    prepared = Prepared(joined_before, person=int, email=str, at=datetime)
    for member in (cast.alice, cast.bob, cast.mallory):
        values = {"person": member.person_id, "email": member.person.email, "at": LATER}
        assert prepared.rows(**values) == list(joined_before(**values)) != []
    early = {**values, "at": cast.mallory.created_at - timedelta(seconds=1)}
    assert prepared.rows(**early) == [] and prepared.first(**early) is None


def test_a_statement_is_written_once_and_asked_each_time(cast: Cast, django_assert_num_queries) -> None:
    built = []

    def build(person: int):
        built.append(person)
        return Person.objects.filter(pk=person).values_list("name")

    prepared = Prepared(build, person=int)
    with django_assert_num_queries(2):
        assert prepared.first(person=cast.alice.person_id) == (cast.alice.person.name,)
        assert prepared.first(person=cast.bob.person_id) == (cast.bob.person.name,)
    assert len(built) == 1


def test_columns_come_as_django_gives_them_and_make_rows_again(cast: Cast) -> None:
    prepared = Prepared(
        lambda agent: Agent.objects.filter(pk=agent).values_list(*columns(Agent), *columns(Person, "person__")),
        agent=int,
    )
    found = prepared.first(agent=cast.ada.pk)
    assert found
    agent, person = row_of(Agent, found[: len(columns(Agent))]), row_of(Person, found[len(columns(Agent)) :])
    assert agent == cast.ada and agent.languages == ["en", "fr"] and agent.created_at.tzinfo
    assert person == cast.ada.person and person.email == cast.ada.person.email
    assert agent._state.adding is False


def test_a_union_and_null_columns_are_read_too(cast: Cast) -> None:
    prepared = Prepared(
        lambda person: (
            Account.objects.filter(memberships__person_id=person)
            .order_by()
            .values_list("name", "external_id")
            .union(Person.objects.filter(pk=person).order_by().values_list("name", "external_id"), all=True)
        ),
        person=int,
    )
    assert set(prepared.rows(person=cast.alice.person_id)) == {
        (cast.alice.account.name, None),
        (cast.alice.person.name, None),
    }


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**40])
def test_a_number_that_no_column_holds_finds_nothing(number: int, django_assert_num_queries) -> None:
    prepared = Prepared(lambda person: Person.objects.filter(pk=person).values_list("pk"), person=int)
    with django_assert_num_queries(0):
        assert prepared.rows(person=number) == []


def test_values_are_never_read_as_sql(cast: Cast) -> None:
    prepared = Prepared(lambda email: Person.objects.filter(email=email).values_list("pk"), email=str)
    assert prepared.rows(email="' OR '1'='1") == prepared.rows(email="%s") == prepared.rows(email="\x01mark 0") == []


def test_a_value_that_is_not_in_the_query_is_a_fault_of_the_program() -> None:
    with pytest.raises(AssertionError, match="person"):
        Prepared(lambda person: Person.objects.values_list("pk"), person=int).rows(person=1)
    with pytest.raises(AssertionError, match="person"):
        Prepared(lambda person: Person.objects.filter(pk=F("pk") + person * 2).values_list("pk"), person=int).rows(
            person=1
        )
