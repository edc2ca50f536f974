"""Categories and sections as leads arrange them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from pindesk.accounts.models import Agent
from pindesk.knowledge import actions
from pindesk.knowledge.actions import save_category, save_section
from pindesk.knowledge.models import Category, Section
from tests.articles import an_article
from tests.asking import assert_constant_queries, client_for
from tests.html import parse

pytestmark = pytest.mark.django_db

INDEX = "/workspace/help/sections/"
NEW_CATEGORY, NEW_SECTION = "/workspace/help/categories/new", "/workspace/help/sections/new"
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def category(lin: Agent) -> Category:
    return save_category(names={"en": "Billing", "de": "Abrechnung"}, by=lin)


@pytest.fixture
def section(category: Category, lin: Agent) -> Section:
    return save_section(category=category, names={"en": "Invoices"}, descriptions={"en": "What they say"}, by=lin)


@pytest.fixture
def lead(lin: Agent) -> Client:
    return client_for(lin)


def form(**names: str) -> dict[str, str]:
    return {f"name_{code}": name for code, name in names.items()}


def order() -> list[str]:
    return [row.name("en") for row in Section.objects.all()]


def test_everybody_sees_categories_their_sections_and_how_many_articles(section: Section, ada: Agent) -> None:
    an_article(section=section)
    an_article(section=section, is_published=False)
    an_article()
    page = client_for(ada).get(INDEX).text
    for words in ("Billing", "Invoices", "What they say", "2 articles", "1 article stands in no section."):
        assert words in page
    assert "Add a category" not in page
    assert "Add a section" not in page
    assert 'name="direction"' not in page


def test_an_empty_help_centre_says_how_to_begin(lead: Client, ada: Agent) -> None:
    assert "No categories yet" in lead.get(INDEX).text
    assert NEW_CATEGORY in lead.get(INDEX).text
    assert NEW_CATEGORY not in client_for(ada).get(INDEX).text


def test_a_lead_adds_a_category_and_a_section_in_four_languages(lead: Client) -> None:
    response = lead.post(NEW_CATEGORY, form(en="Start", de="Anfang") | {"description_de": "Die ersten Schritte"})
    category = Category.objects.get()
    assert response["Location"] == f"{INDEX}?saved=1#category-{category.pk}"
    assert (category.names, category.descriptions) == (
        {"en": "Start", "de": "Anfang"},
        {"de": "Die ersten Schritte"},
    )
    page = parse(lead.get(f"{NEW_SECTION}?category={category.pk}").text)
    assert [node.attributes["value"] for node in page.walk() if "selected" in node.attributes] == [str(category.pk)]
    lead.post(NEW_SECTION, form(fr="Compte") | {"category": str(category.pk)})
    assert Section.objects.get().names == {"fr": "Compte"}
    assert "It is saved." in lead.get(f"{INDEX}?saved=1").text


def test_a_section_is_renamed_and_moved_to_another_category(lead: Client, section: Section, lin: Agent) -> None:
    other = save_category(names={"en": "Account"}, by=lin)
    response = lead.post(f"{INDEX}{section.pk}/", form(en="Bills") | {"category": str(other.pk)})
    section.refresh_from_db()
    assert response.status_code == 303
    assert (section.names, section.descriptions, section.category) == ({"en": "Bills"}, {}, other)


def test_a_refused_form_comes_back_with_what_was_typed_and_a_sentence_at_the_field(lead: Client) -> None:
    response = lead.post(NEW_CATEGORY, form(en=" ") | {"description_es": "Facturas y pagos"})
    assert response.status_code == 400
    assert "Give it a name in at least one language" in response.text
    assert "Facturas y pagos" in response.text
    wrong = [node for node in parse(response.text).walk() if node.attributes.get("aria-invalid")]
    assert [node.attributes["name"] for node in wrong] == ["name_en"]
    response = lead.post(NEW_CATEGORY, form(en="x" * 81, de="y") | {"description_fr": "z" * 201})
    wrong = [node for node in parse(response.text).walk() if node.attributes.get("aria-invalid")]
    assert [node.attributes["name"] for node in wrong] == ["name_en", "description_fr"]
    assert "At most 80 characters." in response.text
    assert not Category.objects.exists()


@pytest.mark.parametrize("category", ["", "0", "999", "x", "1" * 30])
def test_a_section_needs_a_category_that_there_is(lead: Client, category: str) -> None:
    response = lead.post(NEW_SECTION, form(en="Lost") | {"category": category})
    assert response.status_code == 400
    assert "Choose the category that it stands in." in response.text
    assert 'value="Lost"' in response.text


def test_sections_change_places_with_their_neighbours(lead: Client, category: Category, lin: Agent) -> None:
    rows = [save_section(category=category, names={"en": name}, by=lin) for name in ("A", "B", "C")]
    other = save_category(names={"en": "Other"}, by=lin)
    save_section(category=other, names={"en": "D"}, by=lin)

    def move(row: Section, direction: str) -> Any:
        return lead.post(f"{INDEX}{row.pk}/position", {"direction": direction})

    assert move(rows[2], "up")["Location"] == f"{INDEX}#section-{rows[2].pk}"
    assert order() == ["A", "C", "B", "D"]
    move(rows[0], "down")
    assert order() == ["C", "A", "B", "D"]
    for row, direction in ((rows[2], "up"), (rows[1], "down")):  # C is the first, B the last of its category
        move(row, direction)
    assert order() == ["C", "A", "B", "D"]


def test_sections_of_one_position_get_an_order_of_their_own(lead: Client, category: Category, lin: Agent) -> None:
    rows = [save_section(category=category, names={"en": name}, position=4, by=lin) for name in ("A", "B", "C")]
    lead.post(f"{INDEX}{rows[1].pk}/position", {"direction": "down"})
    assert order() == ["A", "C", "B"]


def test_categories_change_places_and_keep_their_names(lead: Client, category: Category, lin: Agent) -> None:
    other = save_category(names={"en": "Account"}, descriptions={"en": "Yours"}, by=lin)
    lead.post(f"/workspace/help/categories/{other.pk}/position", {"direction": "up"})
    assert list(Category.objects.all()) == [other, category]
    other.refresh_from_db()
    assert (other.names, other.descriptions) == ({"en": "Account"}, {"en": "Yours"})


def test_a_direction_that_there_is_not_is_not_found(lead: Client, section: Section) -> None:
    for direction in ("", "sideways"):
        assert lead.post(f"{INDEX}{section.pk}/position", {"direction": direction}).status_code == 404


def test_only_what_is_empty_is_removed_and_the_rest_says_why(lead: Client, section: Section) -> None:
    held = an_article(section=section)
    response = lead.post(f"{INDEX}{section.pk}/removal")
    assert response.status_code == 409
    assert "Move what is in it elsewhere first." in response.text
    assert 'value="Invoices"' in response.text
    response = lead.post(f"/workspace/help/categories/{section.category_id}/removal")
    assert (response.status_code, Category.objects.count()) == (409, 1)
    held.article.section = None
    held.article.save()
    assert lead.post(f"{INDEX}{section.pk}/removal")["Location"] == f"{INDEX}?removed=1"
    lead.post(f"/workspace/help/categories/{section.category_id}/removal")
    assert not Category.objects.exists()


def test_what_holds_something_offers_no_removal_and_says_what_it_holds(lead: Client, section: Section) -> None:
    actions.archive_article(an_article(section=section).article, by=None)
    kept = lead.get(f"{INDEX}{section.pk}/").text
    assert "1 article stands in it, archived ones counted too." in kept
    assert "Remove the section" not in kept
    room = lead.get(f"/workspace/help/categories/{section.category_id}/").text
    assert "1 section stands in it." in room
    assert "Remove the category" not in room
    assert "0 articles" in lead.get(INDEX).text  # as the list of articles counts


def test_agents_who_do_not_lead_read_and_change_nothing(section: Section, ada: Agent) -> None:
    client, pk = client_for(ada), section.pk
    page = client.get(f"{INDEX}{pk}/")
    assert page.status_code == 200
    assert "Invoices" in page.text
    assert "Save the section" not in page.text
    assert 'name="name_en"' not in page.text
    for path in (NEW_CATEGORY, NEW_SECTION):
        assert client.get(path).status_code == 403
    values = form(en="Mine") | {"category": str(section.category_id), "direction": "up"}
    paths = [NEW_CATEGORY, NEW_SECTION, f"{INDEX}{pk}/", f"{INDEX}{pk}/position", f"{INDEX}{pk}/removal"]
    paths += [path.replace("sections", "categories").replace(str(pk), str(section.category_id)) for path in paths[2:]]
    for path in paths:
        assert client.post(path, values).status_code == 403, path
    section.refresh_from_db()
    assert section.names == {"en": "Invoices"}
    assert Category.objects.count() == Section.objects.count() == 1


def test_names_are_shown_not_run(lead: Client, lin: Agent) -> None:
    category = save_category(names={"en": EVIL}, descriptions={"en": EVIL}, by=lin)
    save_section(category=category, names={"en": EVIL}, by=lin)
    for path in (INDEX, f"{INDEX}{Section.objects.get().pk}/", f"/workspace/help/categories/{category.pk}/"):
        assert EVIL not in lead.get(path).text


def test_the_list_asks_few_questions(lead: Client, category: Category, lin: Agent) -> None:
    assert_constant_queries(
        lead, INDEX, lambda: an_article(section=save_section(category=category, names={"en": "More"}, by=lin)), rows=20
    )


def test_what_there_is_not_is_not_found_and_wrong_methods_are_refused(lead: Client, section: Section) -> None:
    for path in (f"{INDEX}999/", "/workspace/help/categories/999/"):
        assert lead.get(path).status_code == 404
        assert lead.post(f"{path}removal").status_code == 404
        assert lead.post(f"{path}position", {"direction": "up"}).status_code == 404
    assert lead.post(INDEX).status_code == 405
    for path in (f"{INDEX}{section.pk}/removal", f"{INDEX}{section.pk}/position"):
        assert lead.get(path).status_code == 405
