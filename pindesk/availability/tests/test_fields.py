"""Fields of topics are kept as they were saved, read as values, and refused where they cannot be."""

from __future__ import annotations

from typing import Any

import pytest

from pindesk.availability import errors
from pindesk.availability.access import policy_for
from pindesk.availability.actions import save_topics
from pindesk.availability.fields import help_lines
from pindesk.availability.models import Topic
from tests.cast import FRIDAY_1755, Cast
from tests.topics import CARD_END, DOMAIN, REASON, ask

pytestmark = pytest.mark.django_db


def saved(*fields: Any, helps: Any = None) -> None:
    save_topics([{"code": "api", "names": {"en": "API"}, "fields": list(fields), "helps": helps or {}}], {})


def test_fields_are_in_the_policy_at_once_with_the_fallback_of_names(cast: Cast) -> None:
    assert policy_for(FRIDAY_1755).topics["api"].fields == ()
    ask("api", [DOMAIN, REASON], {"en": ["The request", "Its time"], "de": ["Die Anfrage"]})
    topic = policy_for(FRIDAY_1755).topics["api"]
    domain, reason = topic.fields
    assert (domain.code, domain.kind, domain.is_required, reason.is_required) == ("domain", "domain", True, True)
    assert [domain.name(code) for code in ("de", "es")] == ["Absenderdomain", "Sending domain"]
    assert [choice.name("de") for choice in reason.choices] == ["Doppelt abgebucht", "Bought by mistake"]
    assert help_lines(topic.helps, "de") == ("Die Anfrage",)
    assert help_lines(topic.helps, "fr") == ("The request", "Its time")


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ([DOMAIN, DOMAIN], errors.DoubleCode),
        ([{**REASON, "choices": [REASON["choices"][0]] * 2}], errors.DoubleCode),
        ([{**DOMAIN, "kind": "colour"}], errors.UnknownKind),
        ([{**DOMAIN, "kind": ["line"]}], errors.UnknownKind),
        ([{**REASON, "choices": []}], errors.ChoicesMissing),
        ([{**REASON, "choices": REASON["choices"][:1]}], errors.ChoicesMissing),
        ([{**DOMAIN, "choices": REASON["choices"]}], errors.ChoicesNotAsked),
        ([{**DOMAIN, "code": "Domain"}], errors.ImpossibleCode),
        ([{**DOMAIN, "code": "a" * 41}], errors.ImpossibleCode),
        ([{**DOMAIN, "code": "a\n"}], errors.ImpossibleCode),
        ([{**DOMAIN, "code": None}], errors.ImpossibleCode),
        ([{**DOMAIN, "names": {}}], errors.NameMissing),
        ([{"code": "a", "kind": "line"}], errors.NameMissing),
        ([{**DOMAIN, "names": {"en": "x" * 301}}], errors.ImpossibleWords),
        ([{**DOMAIN, "names": {"en": "a\x00"}}], errors.ImpossibleWords),
        ([{**DOMAIN, "names": {"en": 7}}], errors.ImpossibleWords),
        ([{**DOMAIN, "names": "Domain"}], errors.ImpossibleShape),
        ([{**DOMAIN, "colour": "red"}], errors.ImpossibleShape),
        (["domain"], errors.ImpossibleShape),
        ([{**DOMAIN, "code": f"a{place}"} for place in range(13)], errors.TooMany),
    ],
)
def test_fields_that_cannot_be_are_refused_and_nothing_is_saved(cast: Cast, fields: list[Any], refusal: type) -> None:
    before = policy_for(FRIDAY_1755).version
    with pytest.raises(refusal) as caught:
        saved(*fields)
    assert isinstance(caught.value, errors.ImpossibleTopic) and str(caught.value).endswith(".")
    assert policy_for(FRIDAY_1755).version == before
    assert Topic.objects.get(code="api").fields == []


@pytest.mark.parametrize(
    ("helps", "refusal"),
    [
        ({"en": ["x"] * 9}, errors.TooMany),
        ({"en": "one line"}, errors.ImpossibleShape),
        ({"en": ["a\nb"]}, errors.ImpossibleWords),
        (["a"], errors.ImpossibleShape),
    ],
)
def test_lines_that_cannot_be_are_refused(cast: Cast, helps: Any, refusal: type) -> None:
    with pytest.raises(refusal):
        saved(helps=helps)


def test_a_code_is_of_one_kind_in_all_topics(cast: Cast) -> None:
    ask("invoice", [CARD_END])
    with pytest.raises(errors.OtherKindElsewhere, match="card_end"):
        saved({**CARD_END, "kind": "line"})
    saved(CARD_END)


def test_a_topic_that_was_written_by_hand_asks_nothing_and_breaks_no_page(cast: Cast) -> None:
    Topic.objects.filter(code="api").update(fields=[{"code": "a", "kind": "of a newer release"}], helps={"en": 7})
    topic = policy_for(FRIDAY_1755).topics["api"]
    assert (topic.fields, dict(topic.helps)) == ((), {})
    save_topics([{"code": "sending", "names": {"en": "Sending"}, "fields": [DOMAIN]}], {})
