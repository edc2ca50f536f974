"""The agents' words for articles: views, how a translation stands, who may read, and what happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pindesk.knowledge import rules
from pindesk.knowledge.access.broken_links import Reason


def view_words() -> dict[str, str]:
    """The views of the list, in their order."""
    return {
        "all": pgettext("view of articles", "All"),
        "drafts": pgettext("view of articles", "Drafts"),
        "changes": pgettext("view of articles", "Published, with unpublished changes"),
        "review": pgettext("view of articles", "Waiting for review"),
        "outdated": pgettext("view of articles", "Out of date against the source"),
        "archived": pgettext("view of articles", "Archived"),
    }


def standing_words() -> dict[str, str]:
    """How a translation stands, as `listing.standing` names it; `none` where it was never begun."""
    return {
        "published": pgettext("state of a translation", "published"),
        "changed": pgettext("state of a translation", "changes not published"),
        "outdated": pgettext("state of a translation", "out of date"),
        "draft": pgettext("state of a translation", "draft"),
        "archived": pgettext("state of a translation", "archived"),
        "none": pgettext("state of a translation", "not begun"),
    }


def readers_words(visibility: str, plans: Mapping[str, str]) -> str:
    """Who may read an article; `plans` are the names of the plans by code."""
    if visibility == rules.PUBLIC:
        return pgettext("readers of an article", "everyone")
    if visibility == rules.SIGNED_IN:
        return pgettext("readers of an article", "signed-in customers")
    return ", ".join(plans.get(code, code) for code in rules.plans_of(visibility))


def reason_words() -> dict[str, str]:
    """Why there is a version."""
    return {
        "edited": pgettext("reason of a version", "edited"),
        "imported": pgettext("reason of a version", "imported"),
        "restored": pgettext("reason of a version", "brought back"),
    }


def field_words() -> dict[str, str]:
    return {
        "title": _("Title"),
        "summary": _("Summary"),
        "keywords": _("Further search words"),
        "body": _("Text"),
    }


def block_words() -> dict[str, str]:
    """What each live block shows to readers."""
    return {
        "hours": _("Opening hours"),
        "languages": _("Languages of each channel"),
        "plans": _("Plans and what they include"),
        "topics": _("Topics and how to ask about them"),
        "channels": _("The channels compared"),
    }


def broken_words(reason: Reason, anchor: str = "") -> str:
    """What is wrong with a link or a picture."""
    sentences = {
        Reason.GONE: _("There is no such article."),
        Reason.NOT_PUBLISHED: _("The article is not published."),
        Reason.RESTRICTED: _("Some who read this article may not read that one."),
        Reason.NO_HEADING: _("The heading “%(anchor)s” is missing."),
        Reason.NO_PICTURE: _("The article does not have this picture: readers see its words."),
        Reason.UNLINKED: _("This is no complete address: readers see the words and no link."),
    }
    return sentences[reason] % {"anchor": anchor}


def done_words() -> dict[str, str]:
    """What a page that comes after a change says of it."""
    return {
        "created": _("The article is begun. Readers do not see it yet."),
        "saved": _("It is saved. Readers see it once it is published."),
        "published": _("It is published."),
        "withdrawn": _("Readers do not see it any more."),
        "asked": _("Somebody else will read and publish it."),
        "confirmed": _("It is noted that the translation is up to date."),
        "placed": _("It is saved."),
        "archived": _("The article is archived."),
        "back": _("The article is back, as a draft."),
        "restored": _("The earlier version is back. Readers see it once it is published."),
    }


def happening_words(kind: str, data: Mapping[str, Any], name: str) -> str:
    """One event of an article in a sentence; `name` is who did it, empty for an import or the system."""
    languages = dict(settings.LANGUAGES)
    values = {
        **data,
        "name": name or pgettext("who did it", "An import"),
        "language": languages.get(data.get("language", ""), ""),
    }
    sentences = {
        "article.created": _("%(name)s began the article"),
        "article.saved": _("%(name)s saved version %(version)s (%(language)s)"),
        "article.published": _("%(name)s published version %(version)s (%(language)s)"),
        "article.withdrawn": _("%(name)s withdrew it (%(language)s)"),
        "article.archived": _("%(name)s archived the article"),
        "article.unarchived": _("%(name)s brought the article back"),
        "article.placed": _("%(name)s changed its place or its readers"),
        "article.review_asked": _("%(name)s asked for a review (%(language)s)"),
        "article.confirmed_current": _("%(name)s found the translation up to date (%(language)s)"),
        "article.image_added": _("%(name)s added a picture"),
    }
    return sentences.get(kind, kind) % values
