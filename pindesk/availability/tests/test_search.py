"""Random policies, people and moments: what holds of every answer, against a slow second opinion."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pindesk.availability.advice import advise
from pindesk.availability.policy import (
    ChannelPolicy,
    Customer,
    OpenTicket,
    PlanPolicy,
    Policy,
    Reason,
    Staffing,
    State,
    TopicPolicy,
)
from pindesk.availability.rules import availability, for_page
from pindesk.availability.trace import trace
from pindesk.hours.schedule import Calendar, CalendarDay, Schedule
from pindesk.hours.tests import oracle
from pindesk.hours.tests.test_search import NIGHTS, intervals, spans

CHANNELS = ("ticket", "chat", "phone")
LANGUAGES = ("en", "fr", "de", "es")
PLANS, TOPICS = ("free", "starter", "premium"), ("sending", "refund", "other")
MINUTES = 8 * 60
ZONES = ("Asia/Kathmandu", "Pacific/Chatham", "Australia/Lord_Howe", "America/New_York", "UTC")
KNOWN_STATES: set[State] = set()

flags = st.booleans()
languages = st.lists(st.sampled_from(LANGUAGES), min_size=1, unique=True).map(tuple)


@st.composite
def policies(draw):
    zone, night = draw(
        st.sampled_from([*NIGHTS, ("Pacific/Chatham", date(2027, 4, 4)), ("Pacific/Chatham", date(2027, 9, 26))])
    )
    near = st.builds(lambda days: night + timedelta(days=days), st.integers(-1, 1))
    days = st.builds(CalendarDay, near, st.just("day"), st.lists(spans, max_size=2).map(tuple))
    channel = st.builds(
        ChannelPolicy,
        st.builds(Schedule, st.just(zone), st.lists(intervals, max_size=6).map(tuple)),
        languages,
        st.builds(Calendar, st.just("test"), st.lists(days, max_size=2).map(tuple)),
        is_on=st.sampled_from([True, True, True, False]),
    )
    topics = {
        code: TopicPolicy(code, draw(flags), draw(flags), draw(flags), draw(flags), draw(st.sampled_from([None, 3600])))
        for code in TOPICS
    }
    plans = {
        code: PlanPolicy(
            code, tuple(draw(st.lists(st.sampled_from(CHANNELS), unique=True))), draw(st.sampled_from([None, 7200]))
        )
        for code in PLANS
    }
    channels = {code: draw(channel) for code in CHANNELS}
    policy = Policy(1, channels, topics, plans, zone, waits_on_any_topic=draw(flags))
    midnight = datetime(night.year, night.month, night.day, tzinfo=UTC)
    return policy, midnight + timedelta(minutes=draw(st.integers(-30 * 60, 30 * 60)))


@st.composite
def questions(draw):
    policy, at = draw(policies())
    is_signed_in = draw(flags)
    plan = draw(st.sampled_from([None, *PLANS])) if is_signed_in else None
    customer = Customer(plan, is_signed_in, is_invited=is_signed_in and draw(flags))
    hours = st.integers(-30, 30).map(lambda count: at + timedelta(hours=count))
    tickets = draw(
        st.lists(
            st.builds(OpenTicket, st.sampled_from([None, *TOPICS]), hours, st.one_of(st.none(), hours), flags),
            max_size=2,
        )
    )
    staff = st.builds(Staffing, st.integers(0, 1), flags)
    staffing = draw(
        st.one_of(st.none(), st.dictionaries(st.tuples(st.sampled_from(CHANNELS), st.sampled_from(LANGUAGES)), staff))
    )
    topic, language = draw(st.sampled_from([None, *TOPICS])), draw(st.sampled_from(LANGUAGES))
    return policy, customer, topic, language, at, tickets, staffing


def expected_reasons(code, policy, customer, topic, language, at, tickets, staffing):
    """Each reason on its own, written as the rules of the domain have it."""
    channel, known = policy.channels[code], policy.topics.get(topic or "")
    is_for_everyone = code == "ticket" and bool(known and known.is_open_to_everyone)
    included = policy.plans[customer.plan].channels if customer.plan else ()
    is_open = oracle.is_open(channel.hours, at, channel.calendar)
    has_entry = any(day.on == at.astimezone(ZoneInfo(channel.hours.zone)).date() for day in channel.calendar.days)
    counts_staff = code != "ticket" and staffing is not None and is_open and language in channel.languages
    staff = (staffing or {}).get((code, language), Staffing())
    is_exempt = code == "ticket" or customer.is_invited or bool(known and known.is_urgent)
    due = [one for one in tickets if is_due(one, topic, policy, at)]
    return {
        reason
        for reason, holds in {
            Reason.SIGNED_OUT: not customer.is_signed_in and not is_for_everyone,
            Reason.NOT_IN_PLAN: customer.is_signed_in and not is_for_everyone and code not in included,
            Reason.TOPIC_NEEDS_WRITING: code == "phone" and bool(known and known.needs_writing),
            Reason.LANGUAGE_NOT_SERVED: language not in channel.languages,
            Reason.CHANNEL_OFF: not channel.is_on,
            Reason.HOLIDAY: not is_open and has_entry,
            Reason.OUTSIDE_HOURS: not is_open and not has_entry,
            Reason.NOBODY_HERE: counts_staff and not staff.present,
            Reason.QUEUE_FULL: counts_staff and staff.is_queue_full,
            Reason.WAIT_FOR_REPLY: not is_exempt and bool(due),
        }.items()
        if holds
    }


def is_due(ticket, topic, policy, at):
    if (
        ticket.is_answered
        or ticket.first_reply_due_at is None
        or not ticket.created_at <= at < ticket.first_reply_due_at
    ):
        return False
    return (
        policy.waits_on_any_topic
        or topic == ticket.topic
        or "other" in (topic, ticket.topic)
        or None in (topic, ticket.topic)
    )


def expected_state(reasons):
    for state, those in (
        (State.UNAVAILABLE, {"signed_out", "not_in_plan", "topic_needs_writing", "language_not_served", "channel_off"}),
        (State.CLOSED, {"outside_hours", "holiday", "nobody_here", "queue_full"}),
        (State.ASK_TO_WAIT, {"wait_for_reply"}),
    ):
        if those & set(reasons):
            return state
    return State.OPEN


SLOW = settings(
    max_examples=200,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@SLOW
@given(questions())
def test_states_and_reasons_are_those_of_the_rules_read_one_by_one(question):
    policy, *_ = question
    for code, answer in availability(*question).items():
        reasons = expected_reasons(code, policy, *question[1:])
        assert set(answer.reasons) == reasons
        assert answer.reasons == tuple(sorted(answer.reasons))
        assert answer.state == expected_state(reasons)


@SLOW
@given(questions())
def test_times_are_the_first_minute_at_which_the_hours_change(question):
    policy, _, _, _, at, *_ = question
    for code, answer in availability(*question).items():
        hours, calendar = policy.channels[code].hours, policy.channels[code].calendar
        is_open = oracle.is_open(hours, at, calendar)
        change = oracle.first_minute(hours, at, calendar, is_open_then=not is_open, minutes=MINUTES)
        found, other = (answer.closes_at, answer.opens_at) if is_open else (answer.opens_at, answer.closes_at)
        assert other is None
        if change is None:
            assert found is None or found >= at + timedelta(minutes=MINUTES)
        else:
            assert found == change


@SLOW
@given(questions(), st.sampled_from(ZONES))
def test_the_zone_in_which_an_instant_is_written_changes_nothing(question, zone):
    policy, customer, topic, language, at, tickets, staffing = question
    moved = at.astimezone(ZoneInfo(zone))
    assert availability(policy, customer, topic, language, moved, tickets, staffing) == availability(*question)


@SLOW
@given(questions())
def test_a_page_shows_the_best_of_its_languages_and_advises_only_what_can_be_used(question):
    policy, customer, topic, language, at, tickets, staffing = question
    rank = list(State).index
    shown = for_page(policy, customer, topic, [language], at, tickets, staffing)
    for code, answer in shown.items():
        each = [availability(policy, customer, topic, one, at, tickets, staffing)[code] for one in LANGUAGES]
        assert rank(answer.state) == min(rank(one.state) for one in each)
        assert answer.alternative is None or (answer.alternative != code and shown[answer.alternative].is_usable)
    advice = advise(policy, topic, shown)
    usable = {code for code, answer in shown.items() if answer.is_usable}
    assert advice.ticket or (advice.channel in usable if usable else advice.channel is None)
    assert advice.runner_up is None or advice.runner_up in usable - {advice.channel}


@SLOW
@given(questions())
def test_the_trace_says_of_each_rule_what_the_answer_says(question):
    policy, *asked = question
    for code, answer in availability(*question).items():
        facts, rules = trace(policy, code, *asked)
        assert {rule.reason for rule in rules if rule.applies} == set(answer.reasons)
        assert [rule.reason for rule in rules] == list(Reason)
        assert facts.is_open == {Reason.HOLIDAY, Reason.OUTSIDE_HOURS}.isdisjoint(answer.reasons)
        if answer.ticket:
            assert facts.waits_for is not None
            assert facts.waits_for.first_reply_due_at == answer.ticket.first_reply_due_at
