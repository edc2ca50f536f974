"""The shipped policy is the documented one, named in four languages."""

from __future__ import annotations

import pytest

from pindesk.availability import shipped
from pindesk.availability.stored import check_same_kinds


def marked(mark: str) -> set[str]:
    return {code for code, topic in shipped.policy().topics.items() if getattr(topic, mark)}


def test_the_marks_of_the_topics():
    assert marked("needs_writing") == {
        *("account_unlock", "contact_removal", "sensitive_data", "deliverability", "invoice", "refund"),
        *("card_removal", "payment", "privacy"),
    }
    assert marked("usually_investigated") == {"account_unlock", "deliverability", "sensitive_data", "refund"}
    assert marked("is_open_to_everyone") == {"account_unlock", "payment", "privacy"}
    assert marked("is_urgent") == {"account_unlock"}
    assert set(shipped.policy().topics) - marked("needs_writing") == {
        *("getting_started", "sending", "api", "templates", "statistics", "plans", "other")
    }


def test_the_promises():
    policy = shipped.policy()
    assert {code: topic.promise_seconds for code, topic in policy.topics.items() if topic.promise_seconds} == {
        "account_unlock": 4 * 3600
    }
    assert [plan.promise_seconds for plan in policy.plans.values()] == [None, 86400, 86400, 86400]


def test_each_plan_adds_a_channel():
    assert [plan.channels for plan in shipped.policy().plans.values()] == [
        (),
        ("ticket",),
        ("ticket", "chat"),
        ("ticket", "chat", "phone"),
    ]


@pytest.mark.parametrize("row", [*shipped.TOPICS, *shipped.PLANS], ids=lambda row: row["code"])
def test_every_name_is_there_in_four_languages(row):
    assert set(row["names"]) == set(shipped.LANGUAGES)
    assert all(name.strip() == name and name for name in row["names"].values())


def test_names_of_topics_differ_within_a_language():
    for language in shipped.LANGUAGES:
        names = [row["names"][language] for row in shipped.TOPICS]
        assert len(set(names)) == len(names)


def test_the_last_topic_is_the_one_for_everything_else():
    assert shipped.TOPICS[-1]["code"] == "other"


def test_the_policy_cannot_be_changed():
    with pytest.raises(TypeError):
        shipped.policy().topics["refund"] = None


@pytest.mark.parametrize("topic", shipped.policy().topics.values(), ids=lambda topic: topic.code)
def test_every_topic_helps_and_asks_in_four_languages(topic):
    assert set(topic.helps) == set(shipped.LANGUAGES)
    assert len({len(lines) for lines in topic.helps.values()}) == 1
    assert all(2 <= len(lines) <= 5 for lines in topic.helps.values())
    words = [field.names for field in topic.fields] + [field.hints for field in topic.fields if field.hints]
    words += [choice.names for field in topic.fields for choice in field.choices]
    assert all(set(each) == set(shipped.LANGUAGES) and all(each.values()) for each in words)


def test_few_questions_are_required():
    required = {
        topic.code: [field.code for field in topic.fields if field.is_required]
        for topic in shipped.policy().topics.values()
    }
    assert {code: fields for code, fields in required.items() if fields} == {
        "deliverability": ["sending_domain"],
        "contact_removal": ["wish"],
        "refund": ["reason"],
        "card_removal": ["card_end"],
    }


def test_a_code_means_the_same_in_every_shipped_topic():
    check_same_kinds(topic.fields for topic in shipped.policy().topics.values())
