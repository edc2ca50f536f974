"""Who may read, what an address is, which language is shown."""

from __future__ import annotations

import pytest

from pindesk.knowledge.rules import Reader, best_language, code_of, is_wider, may_read, slug_of, visibility_for


@pytest.mark.parametrize(
    ("there", "wanted", "source", "shown"),
    [
        ("de en fr", "de", "fr", "de"),
        ("en fr", "de", "fr", "fr"),
        ("en es", "de", "fr", "en"),
        ("es fr", "de", "en", "es"),
        ("en fr", None, "fr", "fr"),
    ],
)
def test_the_language_shown_is_the_one_wanted_then_the_sources_then_english(
    there: str, wanted: str | None, source: str, shown: str
) -> None:
    assert best_language(there.split(), wanted, source) == shown


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Set up SPF, DKIM & DMARC", "set-up-spf-dkim-dmarc"),
        ("Größe ändern", "groesse-aendern"),
        ("L’œuvre à l’été", "l-oeuvre-a-l-ete"),
        ("¿Qué hago?", "que-hago"),
        ("Ελληνικά", "article"),
        ("---", "article"),
        ("word " * 40, "-".join(["word"] * 16)),
    ],
)
def test_an_address_is_plain_and_has_an_end(title: str, slug: str) -> None:
    assert slug_of(title) == slug
    assert len(slug) <= 80


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("First steps", "first-steps"),
        ("More", "more-2"),
        ("more-2", "more-2"),
        ("More help", "more-help"),
        ("…", "part"),
    ],
)
def test_the_code_of_a_section_is_never_that_of_articles_in_none(name: str, code: str) -> None:
    assert code_of(name) == code


@pytest.mark.parametrize(
    ("plans", "visibility"),
    [([], None), (["b", "a", "b"], "plans:a,b"), (["a'b"], None), (["A"], None), (["x" * 40] * 1, f"plans:{'x' * 40}")],
)
def test_a_visibility_names_known_plans_in_order(plans: list[str], visibility: str | None) -> None:
    assert visibility_for(plans) == visibility


@pytest.mark.parametrize("visibility", ["", "PUBLIC", "plans:", "everybody", "plan:premium"])
def test_what_is_not_understood_is_for_nobody(visibility: str) -> None:
    assert not may_read(visibility, Reader(is_signed_in=True, plan="premium"))


@pytest.mark.parametrize(
    ("visibility", "than", "is_it"),
    [
        ("public", "public", False),
        ("public", "signed_in", True),
        ("public", "plans:premium", True),
        ("signed_in", "public", False),
        ("signed_in", "plans:premium", True),
        ("plans:premium", "signed_in", False),
        ("plans:premium", "plans:free,premium", False),
        ("plans:free,premium", "plans:premium", True),
        ("plans:free", "plans:premium", True),
        ("plans:free", "broken", True),
        ("broken", "plans:free", False),
    ],
)
def test_one_visibility_is_wider_than_another_where_somebody_may_read_who_might_not(
    visibility: str, than: str, is_it: bool
) -> None:
    assert is_wider(visibility, than=than) is is_it
