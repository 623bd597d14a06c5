"""Who hears about what, for which reason, and who never does."""

from discussions import actions
from discussions.models import Post
from lms import jobs
from lms.database import db
from lms.notifications.actions import mark_thread_done
from lms.notifications.models import Notification
from lms.people.models import User
from tests.cast import text_of
from tests.factories.cohorts import make_member
from tests.factories.discussions import make_question, make_reply, make_topic
from tests.factories.people import heard, make_person


def test_asker_hears_every_reply(cast, cohort):
    topic = make_question(cohort)
    make_reply(topic)
    make_reply(topic, author=cast.alumna.user)
    assert heard(cast.trainee) == ["answered", "answered"]


def test_who_wrote_follows_and_who_only_read_does_not(cast, cohort):
    topic = make_topic(cohort)
    make_reply(topic)
    make_reply(topic, author=cast.alumna.user)
    assert heard(cast.mentor) == ["following"]
    assert heard(cast.trainee) == ["replied", "replied"]
    assert heard(cast.facilitator) == []


def test_nobody_hears_of_their_own_words(cast, cohort):
    topic = make_topic(cohort, body="Note to @[Trainee].")
    make_reply(topic, author=cast.trainee.user)
    assert heard(cast.trainee) == []


def test_a_name_reaches_its_person_once_and_for_the_strongest_reason(cast, cohort):
    topic = make_question(cohort)
    make_reply(topic, body="As @[trainee] said.")
    assert heard(cast.trainee) == ["mentioned"]
    assert f'href="/people/{cast.trainee.id}"' in db.session.query(Post).filter_by(number=2).one().html


def test_a_name_reaches_nobody_outside_the_audience(cast, cohort):
    make_topic(cohort, body="Ask @[Outsider] about this.")
    assert heard(cast.outsider) == []
    assert "/people/" not in db.session.query(Post).one().html


def test_name_added_by_an_edit_is_heard(cast, cohort):
    post = make_reply(make_topic(cohort))
    cast.mentor.post(f"/posts/{post.id}/edit", {"body": "Count to five, @[Alumna].", "version": "1"})
    assert heard(cast.alumna) == ["mentioned"]
    cast.mentor.post(f"/posts/{post.id}/edit", {"body": "Count to six, @[Alumna].", "version": "2"})
    assert heard(cast.alumna) == ["mentioned"]


def test_who_read_it_already_hears_that_an_edit_names_them(cast, cohort):
    topic = make_topic(cohort)
    make_reply(topic, author=cast.alumna.user)
    post = make_reply(topic)
    mark_thread_done(cast.alumna.id, f"topic:{topic.id}")
    edit = {"body": "Count to five, @[Alumna].", "version": "1"}
    cast.mentor.post(f"/posts/{post.id}/edit", edit)
    told = db.session.query(Notification).filter_by(user_id=cast.alumna.id, thing=f"post:{post.id}").one()
    assert (told.reason, told.done_at) == ("mentioned", None)


def test_following_and_stopping(cast, cohort):
    topic = make_topic(cohort)
    assert cast.alumna.post(f"/topics/{topic.id}/following", {"level": "watching"}).status_code == 303
    assert "Every reply reaches your inbox. You chose this." in text_of(cast.alumna.get(f"/topics/{topic.id}"))
    make_reply(topic)
    cast.alumna.post(f"/topics/{topic.id}/following", {"level": "normal"})
    make_reply(topic)
    assert heard(cast.alumna) == ["following"]


def test_following_in_place_answers_with_the_choice(cast, cohort):
    topic = make_topic(cohort)
    response = cast.alumna.htmx_post(f"/topics/{topic.id}/following", "following", {"level": "watching"})
    fragment = cast.alumna.htmx_get(response.location, "following").text
    assert "You chose this." in fragment
    assert "data-post-number" not in fragment


def test_muted_topic_is_heard_of_only_by_name(cast, cohort):
    topic = make_question(cohort)
    cast.trainee.post(f"/topics/{topic.id}/following", {"level": "muted"})
    make_reply(topic)
    assert heard(cast.trainee) == []
    make_reply(topic, body="@[Trainee], are you there?")
    assert heard(cast.trainee) == ["mentioned"]


def test_choice_of_a_person_survives_their_own_reply(cast, cohort):
    topic = make_topic(cohort)
    cast.mentor.post(f"/topics/{topic.id}/following", {"level": "normal"})
    make_reply(topic)
    make_reply(topic, author=cast.alumna.user)
    assert heard(cast.mentor) == []


def test_following_needs_a_known_level_and_a_topic(cast, cohort):
    topic = make_topic(cohort)
    assert cast.alumna.post(f"/topics/{topic.id}/following", {"level": "stalking"}).status_code == 422
    assert cast.outsider.post(f"/topics/{topic.id}/following", {"level": "watching"}).status_code == 404


def test_announcement_reaches_everybody(cast, cohort):
    make_topic(cohort, author=cast.facilitator.user, kind="announcement", body="We meet on Thursday, @[Mentor].")
    assert heard(cast.trainee) == heard(cast.alumna) == ["announced"]
    assert heard(cast.mentor) == ["mentioned"]
    assert heard(cast.facilitator) == []


def test_accepted_and_thanked_authors_hear_it(cast, cohort):
    topic = make_question(cohort)
    post = make_reply(topic)
    cast.trainee.post(f"/posts/{post.id}/thanks")
    cast.trainee.post(f"/topics/{topic.id}/answer", {"post": str(post.id)})
    assert heard(cast.mentor) == ["thanked", "accepted"]


def test_removed_post_is_told_to_nobody(cast, cohort):
    post = make_reply(make_question(cohort))
    cast.mentor.post(f"/posts/{post.id}/deletion")
    assert heard(cast.trainee) == []


def test_many_followers_are_told_afterwards_and_once(cast, cohort):
    topic = make_topic(cohort)
    people = [make_person(name=f"Reader {number}") for number in range(25)]
    for person in people:
        make_member(cohort, person, "trainee", tell=False)
        actions.follow(person, topic, "watching")
    post = make_reply(topic)
    db.session.commit()
    assert db.session.query(Notification).filter_by(thing=f"post:{post.id}").count() == 0
    jobs.sweep()
    jobs.sweep()
    db.session.expire_all()
    assert db.session.query(Notification).filter_by(thing=f"post:{post.id}").count() == 26


def test_post_removed_before_the_job_ran_is_told_to_nobody(cast, cohort):
    topic = make_topic(cohort)
    for number in range(25):
        person = make_person(name=f"Reader {number}")
        make_member(cohort, person, "trainee", tell=False)
        actions.follow(person, topic, "watching")
    post = make_reply(topic)
    actions.delete_post(post, by=cast.mentor)
    db.session.commit()
    jobs.sweep()
    db.session.expire_all()
    assert db.session.query(Notification).count() == 0


def test_post_removed_after_a_crowd_was_told_stands_in_no_inbox(cast, cohort):
    for number in range(60):
        make_member(cohort, make_person(name=f"Reader {number}"), "trainee", tell=False)
    topic = make_topic(cohort, author=cast.facilitator.user, kind="announcement", body="We meet on Thursday.")
    db.session.commit()
    job = db.session.scalars(db.select(jobs.OutboxJob.id).filter_by(kind="tell_about_post")).one()
    jobs.perform(job)
    assert len(db.session.scalars(db.select(Notification)).all()) == 63
    actions.delete_post(db.session.scalars(db.select(Post).filter_by(topic_id=topic.id)).one(), by=cast.facilitator)
    db.session.commit()
    while jobs.sweep():
        pass
    db.session.expire_all()
    assert db.session.query(Notification).count() == 0


def test_follower_who_left_hears_nothing(cast, cohort):
    topic = make_topic(cohort)
    make_reply(topic)
    cast.mentor.post(f"/cohorts/{cohort.id}/departure")
    make_reply(topic, author=cast.alumna.user)
    assert heard(cast.mentor) == []


def test_two_people_of_one_name_are_both_meant(cast, cohort):
    people = [make_person(name="Jan Smit") for _ in range(2)]
    for person in people:
        make_member(cohort, person, "trainee", tell=False)
    make_topic(cohort, body="Thanks, @[Jan Smit]!")
    assert [heard(db.session.get(User, person.id)) for person in people] == [["mentioned"], ["mentioned"]]
