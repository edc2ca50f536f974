"""Words of a text as a search compares them: folded, without elision, stemmed, compounds taken apart.

Text in, values out; nothing here knows an index or a table. Languages: en, de, fr, es; others are folded only.
"""

from pindesk.lib.analysis.compounds import bare_forms, parts_of
from pindesk.lib.analysis.folding import fold
from pindesk.lib.analysis.smalltalk import is_small_talk
from pindesk.lib.analysis.stems import stem
from pindesk.lib.analysis.stopwords import is_stop_word, is_stop_word_anywhere, likely_language
from pindesk.lib.analysis.words import Word, words_of

__all__ = [
    "Word",
    "bare_forms",
    "fold",
    "is_small_talk",
    "is_stop_word",
    "is_stop_word_anywhere",
    "likely_language",
    "parts_of",
    "stem",
    "words_of",
]
