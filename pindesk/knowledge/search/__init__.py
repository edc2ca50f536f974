"""The search of the help centre: an index of one language in memory, made of values, asked with words.

Pure: no tables, no clock. What it finds is ordered by BM25 over title, keywords and text, and by how the title fits.
"""

from pindesk.knowledge.search.found import Found, Hit
from pindesk.knowledge.search.index import Document, Index
from pindesk.knowledge.search.marking import marked, snippet

__all__ = ["Document", "Found", "Hit", "Index", "marked", "snippet"]
