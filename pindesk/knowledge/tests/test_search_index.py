"""An index holds what was put into it last, and shows each reader only what they may read."""

from __future__ import annotations

import random
import threading

import pytest

from pindesk.knowledge.search import Document, Found, Index


def doc(number: int, title: str, text: str = "", keywords: str = "", visibility: str = "public") -> Document:
    return Document(number, title, text, keywords, visibility)


def index_of(*documents: Document, language: str = "en") -> Index:
    made = Index(language)
    made.put(documents)
    return made


def ids(found: Found) -> list[int]:
    return [hit.id for hit in found.hits]


def everybody(name: str) -> bool:
    return name == "public"


def staff(name: str) -> bool:
    return True


def test_a_document_is_found_by_title_text_and_keywords() -> None:
    index = index_of(doc(1, "Sending domains"), doc(2, "Other", "About domains."), doc(3, "Third", keywords="domain"))
    found = index.search("domain", may_read=everybody)
    assert set(ids(found)) == {1, 2, 3}
    assert ids(found)[0] == 1
    assert found.count == 3


def test_the_newest_of_a_document_counts() -> None:
    index = index_of(doc(1, "Old bounces"), doc(2, "Rest"))
    index.put([doc(1, "Fresh returns")])
    assert ids(index.search("bounces", may_read=everybody)) == []
    assert ids(index.search("fresh", may_read=everybody)) == [1]
    index.put([doc(1, "Twice"), doc(1, "Thrice")])
    assert ids(index.search("thrice", may_read=everybody)) == [1]
    assert ids(index.search("twice", may_read=everybody)) == []


def test_a_removed_document_is_gone_with_its_words() -> None:
    index = index_of(doc(1, "Zeppelin launch"), *(doc(number, f"Sending {number}") for number in range(2, 12)))
    index.remove([1, 99])
    for words in ("zeppelin", "zepp", "zepelin", "launch"):
        found = index.search(words, may_read=everybody, is_unfinished=False)
        assert (found.hits, found.count, found.corrected) == ((), 0, None)
    index.remove(range(2, 12))
    assert index.search("sending", may_read=everybody) == Found(language="en")
    index.put([doc(1, "Zeppelin")])
    assert ids(index.search("zeppelin", may_read=everybody)) == [1]


def test_who_may_not_read_a_document_learns_none_of_its_words() -> None:
    index = index_of(doc(1, "Zeppelin", "The zeppelin flies.", visibility="plans:premium"), doc(2, "Sending domains"))
    for words in ("zeppelin", "zepp", "zepelin", "zeppelni", "zeppelinsending"):
        for is_unfinished in (True, False):
            found = index.search(words, may_read=everybody, is_unfinished=is_unfinished)
            assert found.count == len(found.hits) == (words == "zeppelinsending" and False)
            assert found.corrected is None
            assert not any("zeppelin" in term for term in found.terms)
    assert ids(index.search("zepelin", may_read=staff)) == [1]
    assert index.search("zepelin", may_read=staff).corrected == "zeppelin"


def test_what_one_may_not_read_changes_nothing_of_what_one_finds() -> None:
    public = [doc(number, f"Domain {number}", "Sending mail by a domain " * number) for number in range(1, 9)]
    secret = [doc(100 + number, "Domain", "Domain mail zeppelin " * 9, visibility="signed_in") for number in range(40)]
    alone, mixed = index_of(*public), index_of(*secret, *public, *secret)
    for words in ("domain mail", "doma", "domian", "zeppelin domain", "maildomain"):
        assert alone.search(words, may_read=everybody) == mixed.search(words, may_read=everybody)


CHANGES = {
    "remove": lambda index: index.remove([1]),
    "change": lambda index: index.put([doc(1, "Launch", "A launch.")]),
    "restrict": lambda index: index.put([doc(1, "Launchings", "Éclat.", visibility="signed_in")]),
}


@pytest.mark.parametrize("rest", [3, 40], ids=["the part is made anew", "the part stays"])
@pytest.mark.parametrize("what", CHANGES)
def test_a_form_of_a_word_that_only_a_lost_document_had_corrects_nothing(what: str, rest: int) -> None:
    """Other documents have words of the same stems, and one of the words without its accent."""
    index = index_of(doc(1, "Launchings", "Éclat."), *(doc(number + 2, "Launch", "Eclat.") for number in range(rest)))
    assert index.search("lauchings", may_read=everybody).corrected == "launchings"
    assert index.search("eclta", may_read=everybody, is_unfinished=False).corrected == "éclat"
    CHANGES[what](index)
    for typed in ("lauchings", "launchigns", "laaunchinsg", "launchinggs"):
        for is_unfinished in (True, False):
            found = index.search(typed, may_read=everybody, is_unfinished=is_unfinished)
            assert "launchings" not in (found.corrected or "")
    assert index.search("eclta", may_read=everybody, is_unfinished=False).corrected == "eclat"
    assert index.search("luanch", may_read=everybody, is_unfinished=False).corrected == "launch"


def test_a_word_is_corrected_to_how_most_documents_write_it() -> None:
    writes = ("résumé", "résumé", "resumé", "resume", "resume", "resume")
    index = index_of(*(doc(number, f"The {word}") for number, word in enumerate(writes)), language="en")
    assert index.search("resmue", may_read=everybody, is_unfinished=False).corrected == "résumé"
    index.remove([0, 1])
    assert index.search("resmue", may_read=everybody, is_unfinished=False).corrected == "resumé"


def test_a_document_that_changes_who_may_read_it_moves() -> None:
    index = index_of(doc(1, "Zeppelin"), doc(2, "Rest"))
    index.put([doc(1, "Zeppelin", visibility="signed_in")])
    assert ids(index.search("zeppelin", may_read=everybody)) == []
    assert ids(index.search("zeppelin", may_read=staff)) == [1]


def test_scores_do_not_depend_on_how_documents_came_in() -> None:
    chance = random.Random(3)  # noqa: S311
    words = [f"{a}{b}" for a in ("mail", "send", "bounce", "list", "domain") for b in ("er", "box", "a", "ing", "ton")]
    documents = [
        doc(number, " ".join(chance.choices(words, k=4)), " ".join(chance.choices(words, k=60)))
        for number in range(120)
    ]
    at_once, one_by_one = index_of(*documents), Index("en")
    for document in documents:
        one_by_one.put([doc(document.id, "Earlier words")])
    for document in chance.sample(documents, k=len(documents)):
        one_by_one.put([document])
    for query in ("mailer", "sending domainbox", "bounceton lista mailbox", "domaing"):
        first, second = (index.search(query, may_read=everybody, limit=200) for index in (at_once, one_by_one))
        assert {hit.id: pytest.approx(hit.score) for hit in first.hits} == {hit.id: hit.score for hit in second.hits}
        assert first.count == second.count == len(first.hits)


def test_every_document_that_holds_common_words_is_counted() -> None:
    index = index_of(*(doc(number, f"Number {number}", "Send a mail campaign.") for number in range(3_000)))
    for words in ("mail", "send mail", "send mail campaign", "send mail campaigns n"):
        found = index.search(words, may_read=everybody, is_unfinished=False, is_quick=False)
        assert (found.count, found.is_all) == (3_000, True)


def test_a_quick_search_says_that_there_may_be_more_than_it_counted() -> None:
    index = index_of(*(doc(number, f"Number {number}", "Send a mail campaign.") for number in range(3_000)))
    found = index.search("send mail campaign", may_read=everybody)
    assert found.count < 3_000
    assert not found.is_all
    assert index.search("mail", may_read=everybody).is_all


def test_a_quick_search_says_so_where_a_word_begins_too_many_others() -> None:
    index = index_of(*(doc(number, f"x{number}", f"mail{'abcd'[number % 4]}") for number in range(4_000)))
    assert not index.search("mai", may_read=everybody).is_all
    found = index.search("mai", may_read=everybody, is_quick=False)
    assert (found.count, found.is_all) == (4_000, True)


@pytest.mark.parametrize("is_quick", [True, False])
def test_only_documents_that_are_wanted_are_found_and_counted(is_quick: bool) -> None:
    many = [doc(number, "Send mail", "Send mail campaigns " * 3) for number in range(2_000)]
    index = index_of(*many, doc(5_000, "Other", "How to send a mail, and much else of a campaign that says little."))
    for words in ("send mail", "send mail campaigns", "other", "campa"):
        found = index.search(words, may_read=everybody, is_quick=is_quick, only={5_000, 9_000})
        assert (ids(found), found.count, found.is_all) == ([5_000], 1, True)
    assert index.search("send", may_read=everybody, is_quick=is_quick, only=()).count == 0


def test_pages_of_results_follow_one_another() -> None:
    titles = ("Send mail", "Mail", "How to send", "Other", "Send mail to many")
    index = index_of(
        *(doc(number * 7 % 400, titles[number % 5], "Send mail. " * (number % 3)) for number in range(400))
    )
    every = ids(index.search("send mail", may_read=everybody, is_quick=False, limit=1_000))
    assert len(every) == len(set(every)) > 300
    for limit in (1, 10, 29, 31, 60, 299):
        assert ids(index.search("send mail", may_read=everybody, is_quick=False, limit=limit)) == every[:limit]


def test_readers_never_see_half_of_a_change() -> None:
    index = index_of(*(doc(number, "Sending domains") for number in range(40)))
    wrong: list[int] = []
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            found = index.search("sending domains", may_read=everybody, limit=100)
            if found.count != 40:
                wrong.append(found.count)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for turn in range(150):
        index.put([doc(turn % 40, "Sending domains", f"turn {turn}")])
    is_over.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_an_empty_index_finds_nothing() -> None:
    assert Index("en").search("anything", may_read=everybody) == Found(language="en")
    assert Index("xx").search("anything", may_read=staff) == Found(language="xx")
