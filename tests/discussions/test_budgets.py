"""What pages cost: the same number of statements for ten rows and for a thousand, and few bytes."""

import gzip
import secrets
from datetime import timedelta

from sqlalchemy import insert, select

from discussions.following.models import Follow
from discussions.models import Post, Topic
from discussions.reading.actions import mark_read
from discussions.reading.models import ReadingState
from lms.access import Audience
from lms.database import db, now
from tests.factories.cohorts import make_member
from tests.factories.discussions import make_question, make_reply, make_topic
from tests.factories.people import make_person
from tests.statements import counted_statements

PARAGRAPH = (
    "A mother I see says this every week. If I reflect it it feels as if I agree that it is hopeless. If I do not, I am "
    "selling hope. What do you reply? In my experience the next sentence starts with “well, except…”."
)


def statements_of(person, address) -> int:
    db.session.commit()
    person.get(address)  # what is cached once per process does not count
    with counted_statements() as count:
        assert person.get(address).status_code == 200
    return count()


def fill_topic(topic, author_id, posts):
    """Many replies at once, as no person could write them."""
    first = topic.last_number + 1
    rows = [
        {"topic_id": topic.id, "number": n, "author_id": author_id, "body": "Hm.", "html": "<p>Hm.</p>"}
        for n in range(first, first + posts)
    ]
    db.session.execute(insert(Post), rows)
    topic.last_number = topic.newest_number = first + posts - 1
    topic.reply_count += posts
    db.session.commit()


def fill_space(space, author_id, topics):
    moment = now()
    rows = [
        {
            "space_id": space.id,
            "audience_id": space.audience_id,
            "title": f"Topic {n}",
            "author_id": author_id,
            "kind": "question" if n % 2 else "discussion",
            "bumped_at": moment - timedelta(minutes=n),
            "created_at": moment - timedelta(hours=5, minutes=n),
            "last_number": 1,
            "newest_number": 1,
        }
        for n in range(topics)
    ]
    db.session.execute(insert(Topic), rows)
    made = db.session.scalars(select(Topic.id).where(Topic.space_id == space.id)).all()
    post = {"number": 1, "author_id": author_id, "body": "Hm.", "html": "<p>Hm.</p>"}
    have = set(db.session.scalars(select(Post.topic_id)))
    db.session.execute(insert(Post), [{"topic_id": topic_id, **post} for topic_id in made if topic_id not in have])
    db.session.commit()


def test_thread_costs_the_same_at_any_length_and_on_any_page(cast, cohort):
    topic = make_question(cohort)
    make_reply(topic)
    fill_topic(topic, cast.mentor.id, 10)
    small = statements_of(cast.alumna, f"/topics/{topic.id}")
    fill_topic(topic, cast.mentor.id, 1_800)
    assert small <= 8
    for page in (1, 901, 1801):
        assert statements_of(cast.alumna, f"/topics/{topic.id}?from={page}") == small
    mark_read(cast.alumna, topic, 1_000)
    assert statements_of(cast.alumna, f"/topics/{topic.id}") == small


def test_list_of_a_cohort_costs_the_same_at_any_length(cast, cohort, space):
    fill_space(space, cast.trainee.id, 10)
    small = statements_of(cast.alumna, f"/cohorts/{cohort.id}")
    fill_space(space, cast.trainee.id, 1_000)
    assert statements_of(cast.alumna, f"/cohorts/{cohort.id}") == small


def test_panel_of_a_cohort_needs_five_statements_and_its_overview_one(cast, cohort, space):
    fill_space(space, cast.trainee.id, 30)
    with_panel = statements_of(cast.alumna, f"/cohorts/{cohort.id}")
    without = statements_of(cast.alumna, f"/cohorts/{cohort.id}/files")
    assert with_panel - without <= 6


def test_home_costs_the_same_with_many_topics(cast, cohort, space):
    fill_space(space, cast.trainee.id, 10)
    for person in (cast.alumna, cast.facilitator):
        small = statements_of(person, "/")
        fill_space(space, cast.trainee.id, 500)
        assert statements_of(person, "/") == small


def test_lesson_costs_the_same_with_many_notes(cast, cohort, lesson):
    for _ in range(3):
        make_question(cohort, lesson_id=lesson.id)
    small = statements_of(cast.alumna, f"/lessons/{lesson.id}")
    for _ in range(40):
        make_question(cohort, lesson_id=lesson.id)
    assert statements_of(cast.alumna, f"/lessons/{lesson.id}") == small


def test_reply_costs_few_statements_however_long_the_topic(cast, cohort):
    topic = make_topic(cohort)
    fill_topic(topic, cast.alumna.id, 3)
    person = cast.mentor

    def cost():
        db.session.commit()
        token = person._form_token()
        with counted_statements() as count:
            data = {"body": "Five.", "form_key": secrets.token_hex(8), "seen": "1", "csrf_token": token}
            assert person.client.post(f"/topics/{topic.id}/replies", data=data).status_code == 303
        db.session.rollback()
        return count()

    cost()
    small = cost()
    fill_topic(db.session.get(Topic, topic.id), cast.alumna.id, 1_000)
    assert cost() == small
    assert small <= 17, (
        "four to sign in, find, claim and remember the form; two for the academy’s rules; eleven for the reply with its "
        "readers told"
    )


def test_crowd_of_followers_does_not_slow_the_writer(cast, cohort):
    topic = make_topic(cohort)
    for number in range(60):
        person = make_person(name=f"Reader {number}")
        make_member(cohort, person, "trainee", tell=False)
        db.session.add(Follow(user_id=person.id, topic_id=topic.id))
    db.session.commit()
    with counted_statements() as count:
        make_reply(topic)
    assert count() <= 16


def test_page_of_twenty_posts_is_light(cast, cohort):
    topic = make_question(cohort, body=PARAGRAPH)
    for _ in range(24):
        make_reply(topic, body=PARAGRAPH)
    page = cast.alumna.get(f"/topics/{topic.id}?from=1").data
    assert len(page) <= 40_000
    assert len(gzip.compress(page, 6)) < 12_000


def test_marking_a_whole_space_read_costs_the_same(cast, cohort, space):
    fill_space(space, cast.trainee.id, 300)
    db.session.commit()
    token = cast.alumna._form_token()
    with counted_statements() as count:
        cast.alumna.client.post(f"/spaces/{space.id}/reading", data={"csrf_token": token})
    assert count() <= 6
    db.session.rollback()
    assert db.session.query(ReadingState).filter_by(user_id=cast.alumna.id).count() == 300
    assert db.session.get(Audience, cohort.audience_id).size == 4
