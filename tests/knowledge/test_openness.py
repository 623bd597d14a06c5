"""How open a collection is decides what readers may do with its articles; it is said in words everywhere."""

import pytest

from knowledge.policies import can_contribute, can_discuss, can_keep_knowledge, can_vote, can_write
from lms.access import GUEST
from tests.cast import text_of
from tests.factories.knowledge import make_article, make_collection


@pytest.mark.parametrize(
    ("openness", "discusses", "contributes"),
    [("broadcast", False, False), ("discuss", True, False), ("contribute", True, True)],
)
def test_each_level_allows_what_those_before_it_allow(cast, openness, discusses, contributes):
    collection = make_collection(openness=openness)
    assert can_discuss(cast.trainee.viewer, collection) is discusses
    assert can_contribute(cast.trainee.viewer, collection) is contributes
    assert can_vote(cast.trainee.viewer)
    assert not can_discuss(GUEST, collection)
    assert not can_contribute(GUEST, collection)
    assert not can_vote(GUEST)


def test_editors_keep_the_knowledge_and_owners_write_in_their_own_collection(cast):
    collection = make_collection(owner=cast.facilitator)
    keepers = {name for name, person in cast.everybody().items() if person.id and can_keep_knowledge(person.viewer)}
    writers = {name for name, person in cast.everybody().items() if person.id and can_write(person.viewer, collection)}
    assert keepers == {"editor", "admin"}
    assert writers == {"editor", "admin", "facilitator"}
    collection.owner_id = None
    assert not can_write(GUEST, collection)


@pytest.mark.parametrize(
    ("openness", "words"),
    [
        ("broadcast", "Members read it, say whether it helped, and report privately what is outdated."),
        ("discuss", "Members read it, talk about it, say whether it helped, and report privately what is outdated."),
        ("contribute", "what they propose or add from their own work is welcome."),
    ],
)
def test_every_page_says_how_open_it_is(cast, openness, words):
    article = make_article(make_collection(openness=openness))
    for address in (f"/articles/{article.id}", f"/collections/{article.collection_id}"):
        assert words in text_of(cast.trainee.get(address))


def test_an_article_to_read_only_cannot_be_talked_about(cast):
    closed = make_article(make_collection(openness="broadcast"))
    open_one = make_article(make_collection(openness="discuss"))
    assert "Discuss this" not in cast.trainee.get(f"/articles/{closed.id}").text
    assert cast.trainee.get(f"/articles/{closed.id}/discuss").status_code in (403, 404)
    assert "Discuss this" in cast.trainee.get(f"/articles/{open_one.id}").text
