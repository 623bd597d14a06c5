"""What several people did not find is read by who keeps the knowledge, without names, and nothing that fewer searched for."""

from datetime import timedelta

import pytest

from knowledge.searches.actions import KEPT, SITTING, forget_misses, record_miss
from knowledge.searches.meaning import meaning_of, plainly
from knowledge.searches.models import SearchGroup, SearchMiss
from lms.admin.models import AuditEntry
from lms.database import db, now
from tests.cast import text_of
from tests.factories.knowledge import make_article
from tests.statements import counted_statements

PAGE = "/knowledge/searches"


@pytest.fixture
def people(cast):
    return [getattr(cast, name).user for name in ("trainee", "alumna", "mentor", "facilitator", "outsider")]


def miss(people, words, at=None):
    for person in people:
        record_miss(person, words, at)
    db.session.commit()


def shown(cast) -> str:
    return text_of(cast.editor.get(PAGE))


def test_five_people_are_shown_and_four_are_not(cast, people):
    miss(people[:4], "kingfisher nests")
    assert "kingfisher" not in shown(cast)
    miss(people[4:], "kingfisher nests")
    page = shown(cast)
    assert "kingfisher nests" in page
    assert "5 people searched" in page
    assert "Searched for in vain" in text_of(cast.editor.get("/knowledge"))


def test_one_person_who_searches_five_times_is_one(cast, people):
    for _ in range(5):
        miss(people[:1], "kingfisher")
    assert "kingfisher" not in shown(cast)


def test_number_case_order_and_operators_do_not_make_another_search(cast, people):
    typed = (
        "Verzekeringen huis",
        "huis verzekering",
        "de verzekering van het huis?",
        "HUIS verzekering",
        "author:sam huis verzekering",
    )
    for person, words in zip(people, typed, strict=True):
        miss([person], words)
    page = shown(cast)
    assert "5 people searched" in page
    assert "huis verzekering" in page
    assert "sam" not in page


def test_what_is_typed_on_the_way_is_no_search(cast, people):
    for words in ("king", "kingfi", "kingfisher", "kingfish", "kingfisher"):
        miss(people, words)
    assert [row.words for row in db.session.scalars(db.select(SearchMiss))] == ["kingfisher"] * 5
    miss(people, "kingfishers in winter", now() + SITTING * 2)
    assert len(db.session.scalars(db.select(SearchMiss)).all()) == 10


@pytest.mark.parametrize("typed", ["sam@example.org letter", "call 06-1234 5678", "the of", "a", "?!", "author:sam"])
def test_what_points_at_a_person_or_says_nothing_is_not_kept(cast, people, typed):
    miss(people, typed)
    assert db.session.scalars(db.select(SearchMiss)).all() == []


def test_nobody_is_named(cast, people):
    miss(people, "kingfisher")
    askers = {row.asker for row in db.session.scalars(db.select(SearchMiss))}
    assert len(askers) == 5
    assert not any(str(person.id) == asker or person.name in asker for person in people for asker in askers)
    page = cast.editor.get(PAGE).get_data(as_text=True)
    assert not any(person.name in page for person in people)


def test_seen_to_leaves_the_list_until_as_many_search_again(cast, people):
    miss(people, "kingfisher", now() - timedelta(hours=1))
    group = db.session.scalars(db.select(SearchGroup)).one().id
    assert cast.editor.post(f"{PAGE}/{group}/handling").status_code == 303
    assert cast.editor.post(f"{PAGE}/{group}/handling").status_code == 303
    assert "kingfisher" not in shown(cast)
    assert len(db.session.scalars(db.select(AuditEntry).filter_by(action="search in vain seen to")).all()) == 1
    miss(people[:4], "kingfisher", now() + timedelta(hours=1))
    assert "kingfisher" not in shown(cast)
    miss(people[4:], "kingfisher", now() + timedelta(hours=1))
    assert "5 people searched" in shown(cast)


def test_a_group_that_is_too_small_is_not_there(cast, people):
    miss(people[:4], "kingfisher")
    group = db.session.scalars(db.select(SearchGroup)).one().id
    assert cast.editor.post(f"{PAGE}/{group}/handling").status_code == 404
    assert cast.editor.post(f"{PAGE}/{group + 1}/handling").status_code == 404


def test_searches_are_forgotten(cast, people):
    miss(people, "kingfisher", now() - KEPT - timedelta(minutes=1))
    assert "kingfisher" not in shown(cast)
    forget_misses()
    assert db.session.scalars(db.select(SearchMiss)).all() == []
    assert db.session.scalars(db.select(SearchGroup)).all() == []


def test_an_article_about_it_begins_with_its_words(cast, people):
    collection = make_article().collection_id
    db.session.commit()
    miss(people, "kingfisher nests")
    page = cast.editor.get(PAGE).get_data(as_text=True)
    assert f"/collections/{collection}/articles/new?title=kingfisher+nests" in page
    form = cast.editor.get(f"/collections/{collection}/articles/new?title=kingfisher+nests").get_data(as_text=True)
    assert 'value="kingfisher nests"' in form


def test_the_search_page_says_it_for_who_finds_nothing(cast):
    page = cast.trainee.get("/search?q=kingfisher").get_data(as_text=True)
    assert 'action="/search/misses"' in page
    assert 'hx-trigger="load' in page
    assert 'action="/ask/people"' in page
    assert 'name="words" value="kingfisher"' in page
    assert cast.trainee.post("/search/misses", {"q": "kingfisher"}).status_code == 303
    assert [row.words for row in db.session.scalars(db.select(SearchMiss))] == ["kingfisher"]
    assert cast.trainee.post("/search/misses", {"q": ""}).status_code == 422
    assert 'action="/search/misses"' not in cast.guest.get("/search?q=kingfisher").get_data(as_text=True)


def test_who_finds_something_says_by_hand_that_it_was_not_it(cast):
    make_article(title="Kingfisher")
    db.session.commit()
    page = cast.trainee.get("/search?q=kingfisher").get_data(as_text=True)
    assert 'action="/search/misses"' in page
    assert 'hx-post="/search/misses"' not in page


def test_searching_writes_nothing(cast):
    cast.trainee.get("/search?q=kingfisher")
    assert db.session.scalars(db.select(SearchMiss)).all() == []


def test_only_who_keeps_knowledge_reads_it(cast):
    assert cast.trainee.get(PAGE).status_code == 403
    assert cast.author.get(PAGE).status_code == 403
    assert cast.guest.get(PAGE).status_code in (302, 303)


def test_it_costs_the_same_with_many(cast, people):
    miss(people, "kingfisher")
    cast.editor.get(PAGE)
    with counted_statements() as few:
        cast.editor.get(PAGE)
    for number in range(20):
        miss(people, f"heron{number} egret{number}", now() + SITTING * (number + 2))
    with counted_statements() as many:
        cast.editor.get(PAGE)
    assert many() == few() <= 5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("letters", "a letter"),
        ("brieven", "Brief"),
        ("story of shame", "shame stories"),
        ("verzekering", "verzekeringen"),
    ],
)
def test_words_that_mean_the_same_are_one_meaning(one, other):
    assert meaning_of(one) == meaning_of(other) != ""


def test_phrases_lose_their_quotes_and_operators_their_values():
    assert plainly("author:sam “falling voice” in:courses again?") == "falling voice again"
