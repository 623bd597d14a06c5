"""An article tells which lessons and conversations lead to it, each to who may read those."""

import pytest

from courses.editing.actions import withdraw_lesson
from discussions.models import Post
from discussions.posts import actions as posting
from knowledge import actions as knowing
from knowledge.links.models import OutsideLink
from knowledge.moving.actions import move_article
from lms.access import STAFF
from lms.database import db
from tests.factories.courses import make_lesson, revise, translate
from tests.factories.discussions import make_reply, make_topic
from tests.factories.knowledge import fresh, make_article, make_collection, revise_article

TITLE = "Hearing change talk"


@pytest.fixture
def article(cast):
    return make_article(make_collection(), title="Asking for consent")


def link_to(article) -> str:
    return f"See [this](/articles/{article.id})."


def places(person, article, end: str = "/links") -> str:
    db.session.commit()
    return person.get(f"/articles/{article.id}{end}").text


def links_of(article) -> set:
    rows = db.session.execute(db.select(OutsideLink.kind, OutsideLink.object_id).filter_by(article_id=article.id))
    return {tuple(row) for row in rows}


def test_a_lesson_that_leads_here_is_told_to_who_reads_it(cast, cohort, lesson, article):
    revise(lesson, link_to(article))
    for end in ("", "/links"):
        assert TITLE in places(cast.trainee, article, end)
        assert TITLE not in places(cast.outsider, article, end)
        assert TITLE not in places(cast.manager, article, end)
    revise(lesson, "Nothing any more.")
    assert TITLE not in places(cast.trainee, article)
    assert links_of(article) == set()


def test_both_languages_of_a_lesson_count_and_it_is_told_once(cast, cohort, lesson, article):
    translate(lesson, body=link_to(article))
    assert links_of(article) == {("lesson", lesson.id)}
    revise(lesson, link_to(article))
    translated = places(cast.trainee, article, "")
    assert translated.count(f'href="/lessons/{lesson.id}"') == 1
    withdraw_lesson(lesson, by=cast.author.user)
    assert f"/lessons/{lesson.id}" not in places(cast.trainee, article, "")


def test_a_conversation_that_leads_here_is_told_to_its_readers_alone(cast, cohort, article):
    topic = make_topic(cohort, title="Secret of spring", body="Not yet.")
    reply = make_reply(topic, body=link_to(article))
    assert links_of(article) == {("post", reply.id)}
    assert "Secret of spring" in places(cast.trainee, article)
    for person in (cast.outsider, cast.editor, cast.admin, cast.manager, cast.guest):
        for end in ("", "/links"):
            assert "Secret of spring" not in places(person, article, end)
    posting.delete_post(reply, by=cast.mentor.user)
    assert "Secret of spring" not in places(cast.trainee, article)
    posting.restore_post(fresh(reply), by=cast.mentor.user)
    assert "Secret of spring" in places(cast.trainee, article)


def test_an_opening_post_counts_and_an_edit_ends_it(cast, cohort, article):
    topic = make_topic(cohort, title="Who asked?", body=link_to(article))
    assert links_of(article) == {("topic", topic.id)}
    assert "Who asked?" in places(cast.trainee, article)
    posting.edit_post(posting_of(topic), body="Never mind.", version=1, by=cast.trainee.user)
    assert links_of(article) == set()
    assert "Who asked?" not in places(cast.trainee, article)


def test_a_link_to_nothing_breaks_nothing(cast, cohort):
    topic = make_topic(cohort, body="See [this](/articles/999999).")
    assert db.session.scalars(db.select(OutsideLink)).all() == []
    assert cast.trainee.get(f"/topics/{topic.id}").status_code == 200


def test_the_link_survives_another_title_a_move_and_the_archive(cast, cohort, lesson, article):
    revise(lesson, link_to(article))
    revise_article(fresh(article), "Ask.", title="Consent, asked for")
    other = make_collection(title="Other")
    move_article(fresh(article), other.id, former_id=fresh(article).collection_id, by=cast.editor.user)
    knowing.archive_article(fresh(article), by=cast.editor.user)
    knowing.unarchive_article(fresh(article), by=cast.editor.user)
    assert TITLE in places(cast.trainee, article, "")
    assert "Consent, asked for" in cast.trainee.get(f"/articles/{article.id}").text


def test_who_writes_a_lesson_chooses_from_titles_they_may_read(cast, lesson, article):
    make_article(make_collection(audience_id=STAFF), title="Asking for fees")
    db.session.commit()
    answer = cast.author.get(f"/lessons/{lesson.id}/links/suggestions?key=[[&q=asking")
    assert "[[Asking for consent]]" in answer.text
    assert cast.trainee.get(f"/lessons/{lesson.id}/links/suggestions?q=asking").status_code in (403, 404)
    another = make_lesson(title="Asking alone")
    db.session.commit()
    own = cast.author.get(f"/lessons/{another.id}/links/suggestions?q=asking+alone")
    assert f"/lessons/{another.id}" not in own.text


def posting_of(topic):
    return db.session.scalars(db.select(Post).filter_by(topic_id=topic.id, number=1)).one()
