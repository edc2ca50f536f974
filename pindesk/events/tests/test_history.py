"""The history of a subject, for staff and for customers."""

from __future__ import annotations

import pytest
from django.db.models import Count, OuterRef, Subquery

from pindesk.events.access import history, latest
from pindesk.events.models import Event

OF_SUBJECT = Event.objects.filter(subject=OuterRef("subject")).order_by().values("subject")
COUNT = Subquery(OF_SUBJECT.annotate(count=Count("pk")).values("count"))


@pytest.mark.django_db
def test_a_customer_sees_only_what_is_meant_for_customers(write):
    write(1)
    write(2, audience="staff")
    write(3)
    write(4, subject="ticket:2")
    assert [event.data["number"] for event in history("ticket:1", audience="customer")] == [1, 3]
    assert [event.data["number"] for event in history("ticket:1", audience="staff")] == [1, 2, 3]
    assert [event.data["number"] for event in history("ticket:1", audience="unknown")] == [1, 3]


@pytest.mark.django_db
def test_a_history_is_one_query_and_typed(write, django_assert_num_queries):
    written = [write(number) for number in range(50)]
    with django_assert_num_queries(1):
        events = history("ticket:1", audience="staff")
    assert [event.typed().number for event in events] == list(range(50))
    assert (events[0].at, events[0].position.id) == (written[0].at, written[0].id)


@pytest.mark.django_db
def test_the_latest_events_are_the_only_ones_that_are_fetched(write, django_assert_num_queries):
    for number in range(20):
        write(number, audience="staff" if number % 2 else "customer")
    write(20, subject="ticket:2")
    with django_assert_num_queries(1) as asked:
        found = latest("ticket:1", 3, audience="staff", beside=COUNT)
    assert "LIMIT 3" in asked[0]["sql"]
    assert [(event.data["number"], count) for event, count in found] == [(19, 20), (18, 20), (17, 20)]
    told = latest("ticket:1", 2, audience="customer", beside=COUNT)
    assert [event.data["number"] for event, _ in told] == [18, 16]
