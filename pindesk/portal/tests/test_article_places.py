"""Names of places on the page of an article: every one once."""

from __future__ import annotations

import pytest

from pindesk.accounts.models import Agent, Membership
from pindesk.knowledge import actions
from pindesk.knowledge.actions import Words
from pindesk.knowledge.models import Translation
from pindesk.knowledge.rendering import BLOCKS
from tests.articles import an_article
from tests.asking import client_for
from tests.html import parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday", "cast")]

SAID = ("", "yes", "no", "why")


def ids_of(row: Translation, who: Membership | None, said: str) -> list[str]:
    page = client_for(who).get(f"/en/articles/{row.article_id}-{row.slug}?said={said}").text
    return [node.attributes["id"] for node in parse(page).walk() if "id" in node.attributes]


def test_no_heading_takes_a_name_that_the_page_uses(ada: Agent, alice: Membership) -> None:
    row, other = an_article(), an_article("Read next")
    actions.place_article(row.article, section=None, visibility="public", related=[other.article], by=ada)
    blocks = "\n\n".join(f"{{{{ {name} }}}}" for name in BLOCKS)
    actions.save_version(row.article, "en", Words("x", body=f"{blocks}\n\n## One"), base=1, by=ada)
    row = actions.publish(row, by=ada)
    used = {name for who in (None, alice) for said in SAID for name in ids_of(row, who, said)}
    assert {"main", "answer", "toc", "related", "f-words", "channel-ticket"} <= used
    headings = "\n\n".join(f"## {name}" for name in sorted(used))
    actions.save_version(row.article, "en", Words("x", body=f"{blocks}\n\n{headings}"), base=2, by=ada)
    row = actions.publish(row, by=ada)
    for who in (None, alice):
        for said in SAID:
            names = ids_of(row, who, said)
            assert sorted(names) == sorted(set(names))
