"""Every change of the help centre: check, write, record one event."""

from pindesk.knowledge.actions.answers import answer, forget_old_visits, record_step
from pindesk.knowledge.actions.images import add_image
from pindesk.knowledge.actions.placing import place_article
from pindesk.knowledge.actions.publishing import (
    archive_article,
    ask_for_review,
    publish,
    render_anew,
    unarchive_article,
    withdraw,
)
from pindesk.knowledge.actions.settings import change_settings
from pindesk.knowledge.actions.synonyms import delete_synonyms, save_synonyms
from pindesk.knowledge.actions.tree import delete_category, delete_section, move, save_category, save_section
from pindesk.knowledge.actions.writing import Words, confirm_current, create_article, restore_version, save_version

__all__ = [
    "Words",
    "add_image",
    "answer",
    "archive_article",
    "ask_for_review",
    "change_settings",
    "confirm_current",
    "create_article",
    "delete_category",
    "delete_section",
    "delete_synonyms",
    "forget_old_visits",
    "move",
    "place_article",
    "publish",
    "record_step",
    "render_anew",
    "restore_version",
    "save_category",
    "save_section",
    "save_synonyms",
    "save_version",
    "unarchive_article",
    "withdraw",
]
