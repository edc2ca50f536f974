"""The kinds of events that the help centre records, all for staff. No text of an article is ever in them."""

from dataclasses import dataclass

from pindesk.events.kinds import kind


@kind("article.created")
@dataclass(frozen=True, slots=True)
class ArticleCreated:
    language: str


@kind("article.saved")
@dataclass(frozen=True, slots=True)
class ArticleSaved:
    language: str
    version: int
    reason: str


@kind("article.published")
@dataclass(frozen=True, slots=True)
class ArticlePublished:
    language: str
    version: int


@kind("article.withdrawn")
@dataclass(frozen=True, slots=True)
class ArticleWithdrawn:
    language: str


@kind("article.archived")
@dataclass(frozen=True, slots=True)
class ArticleArchived:
    replaced_by: int | None


@kind("article.unarchived")
@dataclass(frozen=True, slots=True)
class ArticleUnarchived:
    pass


@kind("article.placed")
@dataclass(frozen=True, slots=True)
class ArticlePlaced:
    section: int | None
    visibility: str


@kind("article.review_asked")
@dataclass(frozen=True, slots=True)
class ReviewAsked:
    language: str


@kind("article.confirmed_current")
@dataclass(frozen=True, slots=True)
class ConfirmedCurrent:
    language: str
    source_version: int


@kind("article.image_added")
@dataclass(frozen=True, slots=True)
class ImageAdded:
    image: int


@kind("knowledge.tree_changed")
@dataclass(frozen=True, slots=True)
class TreeChanged:
    what: str  # category or section
    code: str
    is_gone: bool


@kind("knowledge.synonyms_changed")
@dataclass(frozen=True, slots=True)
class SynonymsChanged:
    language: str


@kind("knowledge.settings_changed")
@dataclass(frozen=True, slots=True)
class SettingsChanged:
    needs_review: bool
