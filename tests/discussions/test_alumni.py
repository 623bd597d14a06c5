"""The alumni of a course: joined by one press, read by those alone, left at any time."""

import pytest

from cohorts.actions import remove_member
from cohorts.models import Membership
from discussions.alumni.actions import see_to_moderators
from discussions.alumni.queries import find_alumni_space, moderators_of
from discussions.models import Post, Space
from lms.database import db
from lms.people.accounts.actions import deactivate_user
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course
from tests.factories.discussions import make_reply, make_topic


@pytest.fixture
def course(cast):
    """Two cohorts whose training is over, and one that runs."""
    course = make_course(by=cast.author.user)
    for name, person in (("Last year", cast.alumna), ("The year before", cast.mentor)):
        ended = make_cohort(course, name=name, starts_in=-400, ends_in=-300)
        make_member(ended, person, "alumnus", tell=False)
    make_member(make_cohort(course), cast.trainee, tell=False)
    db.session.commit()
    return course


def join(person, course):
    return person.post(f"/courses/{course.id}/alumni")


def test_alumni_of_all_cohorts_meet(cast, course):
    assert "Alumni of all cohorts" in text_of(cast.alumna.get(f"/courses/{course.id}"))
    page = text_of(cast.alumna.get(f"/courses/{course.id}/alumni"))
    assert "Nobody has joined yet." in page
    answer = join(cast.alumna, course)
    space = find_alumni_space(course.id)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/spaces/{space.id}")
    assert join(cast.alumna, course).status_code == 303, "twice is once"
    join(cast.mentor, course)
    assert db.session.scalar(db.select(db.func.count()).where(Space.kind == "alumni")) == 1
    topic = make_topic(space=space, author=cast.alumna.user, title="Years later")
    make_reply(topic, author=cast.mentor.user)
    db.session.commit()
    assert "Years later" in text_of(cast.mentor.get(f"/spaces/{space.id}"))
    assert "Mentor" in text_of(cast.alumna.get(f"/courses/{course.id}/alumni"))
    assert cast.mentor.post(f"/topics/{topic.id}/replies", {"body": "Me too"}).status_code == 303
    for person in (cast.trainee, cast.outsider, cast.admin, cast.author, cast.manager):
        assert person.get(f"/topics/{topic.id}").status_code == 404
        assert person.get(f"/spaces/{space.id}").status_code == 404
        assert "Years later" not in text_of(person.get("/search?q=years"))


def test_a_facilitator_of_the_course_moderates_from_the_first_word_on(cast, course):
    join(cast.alumna, course)
    space = find_alumni_space(course.id)
    topic = make_topic(space=space, author=cast.alumna.user)
    db.session.commit()
    assert "Moderated by Facilitator, who reads it too." in text_of(cast.alumna.get(f"/courses/{course.id}/alumni"))
    assert f"You moderate {space.title}" in text_of(cast.facilitator.get("/inbox"))
    post = db.session.scalars(db.select(Post.id).filter_by(topic_id=topic.id)).one()
    join(cast.mentor, course)
    assert cast.mentor.post(f"/posts/{post}/flag", {"reason": "unkind"}).status_code == 303
    assert cast.facilitator.get(f"/posts/{post}/review").status_code == 200
    assert cast.mentor.get(f"/posts/{post}/review").status_code == 403
    assert cast.manager.get(f"/posts/{post}/review").status_code == 404


def test_another_moderates_when_who_did_leaves_or_closes_their_account(cast, course):
    join(cast.alumna, course)
    space = find_alumni_space(course.id)
    assert cast.facilitator.post(f"/courses/{course.id}/alumni/departure").status_code == 303
    assert moderators_of(space) == ["Manager"]
    deactivate_user(cast.manager.user)
    see_to_moderators()
    assert moderators_of(space) == ["Facilitator"]


def test_who_leaves_reads_no_more_and_may_come_back(cast, course):
    join(cast.alumna, course)
    topic = make_topic(space=find_alumni_space(course.id), author=cast.alumna.user)
    db.session.commit()
    assert cast.alumna.post(f"/courses/{course.id}/alumni/departure").status_code == 303
    assert cast.alumna.get(f"/topics/{topic.id}").status_code == 404
    assert cast.alumna.post(f"/courses/{course.id}/alumni/departure").status_code == 404
    join(cast.alumna, course)
    assert cast.alumna.get(f"/topics/{topic.id}").status_code == 200


def test_who_belongs_to_no_cohort_any_more_is_not_among_them(cast, course):
    join(cast.alumna, course)
    space = find_alumni_space(course.id)
    remove_member(db.session.scalars(db.select(Membership).filter_by(user_id=cast.alumna.id)).one())
    db.session.commit()
    assert not cast.alumna.viewer.can_see(space.audience_id)


def test_only_alumni_and_who_led_them_may_join(cast, course):
    address = f"/courses/{course.id}/alumni"
    for person, status in ((cast.trainee, 403), (cast.author, 403), (cast.outsider, 403)):
        assert person.get(address).status_code == status
        assert person.post(address).status_code == status
    assert join(cast.facilitator, course).status_code == 303
    assert cast.alumna.get("/courses/999999/alumni").status_code == 404


def test_the_space_is_called_as_the_course_is(cast, course):
    join(cast.alumna, course)
    space = find_alumni_space(course.id)
    assert space.title == f"Alumni of {course.title}"
    assert "Alumni of" in text_of(cast.alumna.get("/"))
