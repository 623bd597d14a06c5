"""Moving an article: its readers follow its new collection, its address stays, and its history keeps who read what."""

import pytest

from knowledge.models import Article
from knowledge.uploads.files import ARTICLE_FILES
from lms.access import ACADEMY, PUBLIC, STAFF
from lms.admin.models import AuditEntry
from lms.database import db
from lms.search.queries import search
from tests.cast import text_of
from tests.factories.knowledge import fresh, make_article, make_collection, revise_article


@pytest.fixture
def article(cast) -> Article:
    collection = make_collection(title="Behind the scenes", audience_id=STAFF, owner=cast.facilitator)
    return make_article(collection, title="Ringing twice", body="Wait for the second ring.")


def move(person, article, place, /, **changes):
    data = {"collection": place.id, "former": article.collection_id} | changes
    return person.post(f"/articles/{article.id}/move", data)


def test_who_reads_the_new_collection_reads_the_article_at_the_same_address(cast, article):
    place = make_collection(title="Home visits", audience_id=ACADEMY)
    file = ARTICLE_FILES.add(article, b"Rings.", "rings.txt", by=cast.editor.user)
    db.session.commit()
    assert cast.trainee.get(f"/articles/{article.id}").status_code == 404
    page = text_of(cast.editor.get(f"/articles/{article.id}/move"))
    assert "Home visits" in page
    assert "Everyone with an account" in page
    assert move(cast.editor, article, place).status_code == 303
    assert "Home visits" in text_of(cast.trainee.get(f"/articles/{article.id}"))
    assert search(cast.trainee.viewer, "second ring").hits
    assert cast.trainee.get(f"/files/{file.key}/rings.txt").status_code == 200
    assert fresh(article).owner_id == place.owner_id
    entry = db.session.scalars(db.select(AuditEntry).filter_by(action="article moved")).one()
    assert entry.details["collection"] == place.id


def test_new_readers_do_not_read_what_was_there_before_and_closing_loses_nothing(cast, article):
    place, former = make_collection(title="Home visits", audience_id=PUBLIC), article.collection_id
    revise_article(article, "Wait for the third ring.")
    move(cast.editor, article, place)
    revise_article(fresh(article), "Wait for the fourth ring.")
    history = text_of(cast.guest.get(f"/articles/{article.id}/history"))
    assert "second ring" not in history
    assert "third ring" not in history
    assert move(cast.editor, fresh(article), place, collection=former).status_code == 303
    assert cast.guest.get(f"/articles/{article.id}").status_code == 303
    assert cast.manager.get(f"/articles/{article.id}").status_code == 200
    assert not search(cast.trainee.viewer, "fourth ring").hits


def test_only_who_writes_in_both_moves(cast, article):
    place, own = make_collection(title="Home visits"), make_collection(title="Doors", owner=cast.facilitator)
    assert move(cast.outsider, article, place).status_code == 404
    assert move(cast.trainee, article, place).status_code == 404
    assert move(cast.manager, article, place).status_code == 403
    assert move(cast.facilitator, article, place).status_code == 422  # an editor's collection
    assert "Home visits" not in text_of(cast.facilitator.get(f"/articles/{article.id}/move"))
    assert move(cast.facilitator, article, own).status_code == 303


def test_pressing_twice_moves_once_and_a_stale_page_moves_nothing(cast, article):
    place, other = make_collection(title="Home visits"), make_collection(title="Letters")
    former = article.collection_id
    for _ in range(2):
        assert move(cast.editor, article, place, former=former).status_code == 303
    answer = move(cast.editor, article, other, former=former)
    assert answer.status_code == 409
    assert "now stands in “Home visits”" in text_of(answer)
    assert fresh(article).collection_id == place.id


def test_what_cannot_be_chosen_is_asked_again(cast, article):
    gone = make_collection(title="Long gone")
    cast.editor.post(f"/collections/{gone.id}/archive")
    assert move(cast.editor, article, gone).status_code == 422
    assert move(cast.editor, article, gone, collection="").status_code == 422
    assert move(cast.editor, article, gone, collection=10**20).status_code == 422
    assert fresh(article).collection_id != gone.id


def test_a_draft_moves_too(cast):
    draft = make_article(make_collection(title="Doors"), title="Ringing", published=False)
    place = make_collection(title="Home visits", audience_id=PUBLIC)
    assert move(cast.editor, draft, place).status_code == 303
    assert fresh(draft).audience_id == PUBLIC
    assert cast.guest.get(f"/articles/{draft.id}").status_code == 303
