"""Collections in collections: two deep, without circles, each with its own readers, and archived together."""

import pytest

from knowledge.collections.actions import TooDeep, archive_collection, put_under, return_collection
from knowledge.models import Collection
from lms.access import ACADEMY, PUBLIC, STAFF
from lms.admin.models import AuditEntry
from lms.database import db
from lms.search.queries import search
from tests.cast import text_of
from tests.factories.knowledge import fresh, make_article, make_collection


def place(person, collection, parent):
    return person.post(f"/collections/{collection.id}/parent", {"parent": parent.id if parent else 0})


@pytest.fixture
def pair(cast) -> tuple[Collection, Collection]:
    """“Home visits” with “At the door” in it."""
    outer = make_collection(title="Home visits")
    return outer, make_collection(title="At the door", parent_id=outer.id)


def test_a_search_in_the_outer_one_finds_what_stands_within_as_far_as_one_may_read_it(cast, pair):
    outer, inner = pair
    hidden = make_collection(title="For staff", parent_id=outer.id, audience_id=STAFF)
    for collection, title in ((outer, "Ringing"), (inner, "Ringing twice"), (hidden, "Ringing thrice")):
        make_article(collection, title=title, body="Wait.")
    make_article(make_collection(title="Elsewhere"), title="Ringing elsewhere", body="Wait.")
    db.session.commit()

    def found(person, query):
        return {str(hit.title.striptags()) for hit in search(person.viewer, query).hits}

    assert found(cast.trainee, 'ringing in:"home visits"') == {"Ringing", "Ringing twice"}
    assert found(cast.trainee, 'ringing in:"at the door"') == {"Ringing twice"}
    assert found(cast.trainee, 'ringing in:"for staff"') == set()
    assert found(cast.editor, 'ringing in:"home visits"') == {"Ringing", "Ringing twice", "Ringing thrice"}


def test_the_name_of_a_collection_one_may_not_read_finds_nothing_within(cast):
    outer = make_collection(title="Heron plans", audience_id=STAFF)
    make_article(make_collection(title="At the door", parent_id=outer.id), title="Ringing", body="Wait.")
    db.session.commit()
    assert search(cast.trainee.viewer, "ringing in:heron").hits == ()
    assert len(search(cast.editor.viewer, "ringing in:heron").hits) == 1


def test_an_editor_moves_a_collection_under_another_and_back(cast):
    outer, inner = make_collection(title="Home visits"), make_collection(title="At the door")
    assert place(cast.editor, inner, outer).status_code == 303
    assert fresh(inner).parent_id == outer.id
    assert "Home visits" in text_of(cast.trainee.get(f"/collections/{inner.id}"))
    assert "At the door" in text_of(cast.trainee.get(f"/collections/{outer.id}"))
    assert place(cast.editor, inner, outer).status_code == 303  # pressed twice
    assert place(cast.editor, inner, None).status_code == 303
    assert fresh(inner).parent_id is None
    assert "At the door" not in text_of(cast.trainee.get(f"/collections/{outer.id}"))
    moves = db.session.scalars(db.select(AuditEntry).filter_by(action="collection moved").order_by(AuditEntry.id))
    assert [entry.details.get("parent") for entry in moves] == [outer.id, None]


def test_a_collection_is_made_in_another(cast):
    outer = make_collection(title="Home visits")
    assert f'selected value="{outer.id}"' in cast.editor.get(f"/collections/new?in={outer.id}").text
    data = {"title": "At the door", "audience": "academy", "openness": "discuss", "language": "en"}
    answer = cast.editor.post("/collections/new", data | {"owner": cast.editor.id, "parent": outer.id})
    assert answer.status_code == 303
    assert db.session.scalars(db.select(Collection).filter_by(title="At the door")).one().parent_id == outer.id


def test_the_knowledge_base_shows_what_stands_in_what(cast, pair):
    page = cast.trainee.get("/knowledge").text
    assert page.index("Home visits") < page.index('class="lines nested"') < page.index("At the door")


def test_only_editors_move_a_collection(cast, pair):
    outer, inner = pair
    assert place(cast.trainee, inner, None).status_code == 403
    assert place(cast.outsider, inner, None).status_code in (403, 404)
    db.session.execute(db.update(Collection).values(audience_id=STAFF))
    db.session.commit()
    assert place(cast.trainee, inner, None).status_code == 404


def test_nothing_stands_three_deep_nor_in_itself(cast, pair):
    outer, inner = pair
    other = make_collection(title="Letters")
    assert place(cast.editor, other, inner).status_code == 422
    assert place(cast.editor, outer, other).status_code == 422
    assert place(cast.editor, outer, outer).status_code == 422
    assert place(cast.editor, outer, inner).status_code == 422
    assert cast.editor.post(f"/collections/{other.id}/parent", {"parent": "somewhere"}).status_code == 422
    assert "stays on the first level" in text_of(cast.editor.get(f"/collections/{outer.id}/edit"))
    for one, under in ((other, inner), (outer, other), (other, other)):
        with pytest.raises(TooDeep):
            put_under(one, under.id, by=cast.editor.user)


def test_who_does_not_read_the_outer_one_finds_the_inner_one_without_its_name(cast):
    outer = make_collection(title="Behind the scenes", audience_id=STAFF)
    inner = make_collection(title="At the door", audience_id=PUBLIC, parent_id=outer.id)
    article = make_article(inner, title="Ringing twice")
    for person, told in ((cast.guest, False), (cast.trainee, False), (cast.manager, True)):
        for address in ("/knowledge", f"/collections/{inner.id}", f"/articles/{article.id}"):
            words = text_of(person.get(address))
            assert "At the door" in words
            assert ("Behind the scenes" in words) == told


def test_the_inner_one_keeps_its_own_readers(cast):
    outer = make_collection(title="Home visits", audience_id=ACADEMY)
    inner = make_collection(title="Fees", audience_id=STAFF, parent_id=outer.id)
    assert "Fees" not in text_of(cast.trainee.get(f"/collections/{outer.id}"))
    assert cast.trainee.get(f"/collections/{inner.id}").status_code == 404
    assert "Fees" in text_of(cast.manager.get(f"/collections/{outer.id}"))


def test_an_order_is_kept_among_those_that_stand_together(cast, pair):
    outer, first = pair
    second = make_collection(title="On the stairs", parent_id=outer.id)
    last = make_collection(title="Letters")
    cast.editor.post(f"/collections/{second.id}/moves", {"step": "-1"})
    page = cast.editor.get(f"/collections/{outer.id}").text
    assert page.index("On the stairs") < page.index("At the door")
    cast.editor.post(f"/collections/{last.id}/moves", {"step": "-1"})
    page = cast.editor.get("/knowledge").text
    assert page.index("Letters") < page.index("Home visits") < page.index("On the stairs") < page.index("At the door")


def test_the_archive_takes_the_inner_ones_along_and_gives_them_back(cast, pair):
    outer, inner = pair
    alone = make_collection(title="Long gone", parent_id=outer.id)
    article = make_article(inner, title="Ringing twice", body="Wait for the second ring.")
    archive_collection(alone, by=cast.editor.user)
    assert "At the door" in text_of(cast.editor.get(f"/collections/{outer.id}/edit"))
    assert cast.editor.post(f"/collections/{outer.id}/archive").status_code == 303
    assert cast.trainee.get(f"/collections/{inner.id}").status_code == 404
    assert cast.trainee.get(f"/articles/{article.id}").status_code == 404
    assert not search(cast.trainee.viewer, "second ring").hits
    assert cast.editor.post(f"/collections/{outer.id}/return").status_code == 303
    assert cast.trainee.get(f"/articles/{article.id}").status_code == 200
    assert fresh(inner).parent_id == outer.id
    assert fresh(alone).archived_at is not None


def test_an_inner_one_that_comes_back_alone_stands_by_itself(cast, pair):
    outer, inner = pair
    archive_collection(outer, by=cast.editor.user)
    return_collection(inner, by=cast.editor.user)
    assert (fresh(inner).archived_at, fresh(inner).parent_id) == (None, None)
    assert "At the door" in text_of(cast.trainee.get("/knowledge"))
    assert place(cast.editor, inner, outer).status_code == 422  # what is archived takes nothing in
