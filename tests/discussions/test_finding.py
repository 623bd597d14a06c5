"""What search finds of conversations, and for whom."""

from discussions import actions
from discussions.models import Post
from lms import jobs
from lms.database import db
from lms.search.models import SearchDocument
from lms.search.queries import search
from tests.factories.discussions import make_question, make_reply, make_topic


def found(person, words) -> list[str]:
    return [hit.url for hit in search(person.viewer, words).hits]


def test_topic_is_found_by_its_title_and_its_opening(cast, cohort):
    topic = make_topic(cohort, title="Silence", body="They felt like an aardvark.")
    assert found(cast.alumna, "silence") == found(cast.alumna, "aardvark") == [f"/topics/{topic.id}"]
    assert found(cast.outsider, "aardvark") == []


def test_reply_is_found_at_its_own_address(cast, cohort):
    post = make_reply(make_topic(cohort), body="An aardvark counts to five.")
    assert found(cast.alumna, "aardvark") == [f"/posts/{post.id}"]
    assert found(cast.outsider, "aardvark") == []


def test_edit_changes_what_is_found(cast, cohort):
    post = make_reply(make_topic(cohort), body="An aardvark.")
    actions.edit_post(post, body="A badger.", version=1, by=cast.mentor)
    assert found(cast.alumna, "aardvark") == []
    assert found(cast.alumna, "badger") == [f"/posts/{post.id}"]


def test_removed_post_is_not_found_until_it_is_back(cast, cohort):
    post = make_reply(make_topic(cohort), body="An aardvark.")
    actions.delete_post(post, by=cast.mentor)
    assert found(cast.alumna, "aardvark") == []
    actions.restore_post(post, by=cast.mentor)
    assert found(cast.alumna, "aardvark") == [f"/posts/{post.id}"]


def test_topic_that_is_gone_is_not_found_until_it_is_back(cast, cohort):
    topic = make_topic(cohort, title="An aardvark")
    opening = db.session.query(Post).filter_by(topic_id=topic.id).one()
    actions.delete_post(opening, by=cast.trainee)
    assert found(cast.alumna, "aardvark") == []
    actions.restore_post(opening, by=cast.trainee)
    assert found(cast.alumna, "aardvark") == [f"/topics/{topic.id}"]


def test_removed_opening_leaves_only_the_title_to_find(cast, cohort):
    topic = make_topic(cohort, title="A badger", body="An aardvark.")
    make_reply(topic)
    actions.delete_post(db.session.query(Post).filter_by(topic_id=topic.id, number=1).one(), by=cast.trainee)
    assert found(cast.alumna, "aardvark") == []
    assert f"/topics/{topic.id}" in found(cast.alumna, "badger")


def test_new_title_is_found_at_every_reply(cast, cohort):
    topic = make_topic(cohort, title="An aardvark")
    post = make_reply(topic)
    opening = db.session.query(Post).filter_by(topic_id=topic.id, number=1).one()
    actions.edit_post(opening, body="As it was.", title="A badger", version=1, by=cast.trainee)
    db.session.commit()
    jobs.sweep()
    assert found(cast.alumna, "aardvark") == []
    assert set(found(cast.alumna, "badger")) == {f"/topics/{topic.id}", f"/posts/{post.id}"}


def test_search_knows_which_questions_are_answered(cast, cohort):
    topic = make_question(cohort)
    actions.accept_answer(topic, make_reply(topic), by=cast.trainee)
    document = db.session.query(SearchDocument).filter_by(kind="topic").one()
    assert document.extra["answered"] is True
    actions.withdraw_answer(topic, by=cast.trainee)
    db.session.refresh(document)
    assert document.extra["answered"] is False
