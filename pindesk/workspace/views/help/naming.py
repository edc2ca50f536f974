"""One category or section: its names and descriptions in every language, where it stands, removing it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from pindesk.accounts.actions.permission import may_manage_people
from pindesk.accounts.requests import AgentRequest
from pindesk.knowledge import rules
from pindesk.knowledge.access import editing, figures
from pindesk.knowledge.actions import delete_category, delete_section, save_category, save_section
from pindesk.knowledge.actions.tree import DESCRIPTION_MAX_CHARS
from pindesk.knowledge.errors import NoName, NotEmpty
from pindesk.knowledge.models import Category, Section
from pindesk.lib.text import clean_line, number_or_none

CODES = [code for code, _name in settings.LANGUAGES]
METHODS = ["GET", "HEAD", "POST"]

Values = dict[str, str]
Errors = dict[str, list[str]]


@require_http_methods(METHODS)
def new_category(request: AgentRequest) -> HttpResponse:
    """The form of a new category, for leads."""
    may_manage_people(request.agent)
    return _saving(request, None, "category")


@require_http_methods(METHODS)
def category(request: AgentRequest, pk: int) -> HttpResponse:
    """A category; leads rename it."""
    return _saving(request, editing.category_or_404(pk), "category")


@require_http_methods(METHODS)
def new_section(request: AgentRequest) -> HttpResponse:
    """The form of a new section, for leads; `?category=` says where it stands."""
    may_manage_people(request.agent)
    return _saving(request, None, "section")


@require_http_methods(METHODS)
def section(request: AgentRequest, pk: int) -> HttpResponse:
    """A section; leads rename it and move it to another category."""
    return _saving(request, editing.section_or_404(pk), "section")


@require_POST
def remove_category(request: AgentRequest, pk: int) -> HttpResponse:
    """Remove a category without sections; another one comes back and says why not."""
    row = editing.category_or_404(pk)
    try:
        delete_category(row, by=request.agent)
    except NotEmpty as refusal:
        return _page(request, row, "category", _values(row), {"": [str(refusal)]}, NotEmpty.status)
    return _to_all("removed")


@require_POST
def remove_section(request: AgentRequest, pk: int) -> HttpResponse:
    """Remove a section without articles; another one comes back and says why not."""
    row = editing.section_or_404(pk)
    try:
        delete_section(row, by=request.agent)
    except NotEmpty as refusal:
        return _page(request, row, "section", _values(row), {"": [str(refusal)]}, NotEmpty.status)
    return _to_all("removed")


def _saving(request: AgentRequest, row: Category | Section | None, what: str) -> HttpResponse:
    if request.method != "POST":
        values = _values(row)
        if row is None:
            values["category"] = request.GET.get("category", "")
        return _page(request, row, what, values, {})
    values = {name: request.POST.get(name, "") for name in (*_fields(), "category")}
    errors = _too_long(values)
    if what == "section" and not _category(values):
        errors["category"] = [_("Choose the category that it stands in.")]
    if not errors:
        try:
            saved = _saved(request, row, what, values)
        except NoName as refusal:
            errors = {f"name_{CODES[0]}": [str(refusal)]}
        else:
            return _to_all("saved", f"{what}-{saved.pk}")
    return _page(request, row, what, values, errors, 400)


def _saved(request: AgentRequest, row: Category | Section | None, what: str, values: Values) -> Category | Section:
    names = {code: values[f"name_{code}"] for code in CODES}
    descriptions = {code: values[f"description_{code}"] for code in CODES}
    if what == "category":
        assert row is None or isinstance(row, Category)
        return save_category(row, names=names, descriptions=descriptions, by=request.agent)
    assert row is None or isinstance(row, Section)
    parent = _category(values)
    assert parent is not None
    return save_section(row, category=parent, names=names, descriptions=descriptions, by=request.agent)


def _too_long(values: Values) -> Errors:
    """The fields that hold too much, each with its sentence: the action knows that one does, not which."""
    errors: Errors = {}
    for code in CODES:
        for name, most in (("name", rules.NAME_MAX_CHARS), ("description", DESCRIPTION_MAX_CHARS)):
            if len(clean_line(values[f"{name}_{code}"])) > most:
                errors[f"{name}_{code}"] = [_("At most %(count)s characters.") % {"count": most}]
    return errors


def _category(values: Values) -> Category | None:
    number = number_or_none(values.get("category", ""))
    return next((row for row, _sections in editing.tree() if row.pk == number), None)


def _fields() -> list[str]:
    return [f"{name}_{code}" for name in ("name", "description") for code in CODES]


def _values(row: Category | Section | None) -> Values:
    if row is None:
        return dict.fromkeys((*_fields(), "category"), "")
    values = {f"name_{code}": row.names.get(code, "") for code in CODES}
    values |= {f"description_{code}": row.descriptions.get(code, "") for code in CODES}
    return values | {"category": str(row.category_id) if isinstance(row, Section) else ""}


def _page(
    request: AgentRequest, row: Category | Section | None, what: str, values: Values, errors: Errors, status: int = 200
) -> HttpResponse:
    tree = editing.tree()
    options = [(str(each.pk), each.name(request.language)) for each, _sections in tree]
    page: dict[str, Any] = {
        "section": "articles",
        "where": "sections",
        "what": what,
        "pk": row.pk if row else None,
        "name": row.name(request.language) if row else "",
        "holds": _holds(row, tree) if row and request.agent.may_lead else "",
        "values": values,
        "errors": errors,
        "category_options": options if what == "section" else [],
        "name_chars": rules.NAME_MAX_CHARS,
        "description_chars": DESCRIPTION_MAX_CHARS,
        "may_manage": request.agent.may_lead,
    }
    return render(request, "workspace/help/naming.html", page, status=status)


def _holds(row: Category | Section, tree: list[tuple[Category, list[Section]]]) -> str:
    """What is in it and keeps it from being removed, in a sentence; nothing where it is empty. One query at most."""
    if isinstance(row, Category):
        count = next((len(sections) for each, sections in tree if each.pk == row.pk), 0)
        told = ngettext("%(count)s section stands in it.", "%(count)s sections stand in it.", count)
    else:
        count = figures.articles_in_sections().get(row.pk, 0)
        told = ngettext(
            "%(count)s article stands in it, archived ones counted too.",
            "%(count)s articles stand in it, archived ones counted too.",
            count,
        )
    return told % {"count": count} if count else ""


def _to_all(done: str, anchor: str = "") -> HttpResponse:
    address = f"{reverse('workspace:help_sections')}?{done}=1"
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address, status=303)
