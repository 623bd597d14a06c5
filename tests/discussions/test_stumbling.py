"""Where people stumble: staff see what was asked at each passage, of groups large enough, and come to the questions."""

import pytest

from discussions import actions
from lms.database import db
from tests.cast import text_of
from tests.discussions.test_anchors import make_anchored
from tests.factories.cohorts import make_member
from tests.factories.courses import revise
from tests.factories.discussions import make_question
from tests.factories.people import make_person
from tests.statements import counted_statements


@pytest.fixture
def large(cohort):
    """The cohort with people enough to be counted."""
    for number in range(3):
        make_member(cohort, make_person(name=f"Person {number}"), "trainee", tell=False)
    return cohort


def page(person, lesson):
    return text_of(person.get(f"/lessons/{lesson.id}/stumbling"))


def test_staff_see_where_it_was_asked_how_many_wonder_and_what_waits(cast, large, lesson):
    asked = make_anchored(large, lesson, 1, title="Which two parts?")
    actions.say_me_too(asked, cast.mentor.user)
    make_anchored(large, lesson, 2, title="Only three?")
    make_question(large, lesson_id=lesson.id, title="And the whole?")
    db.session.commit()
    shown = page(cast.facilitator, lesson)
    assert shown.index("So the skill has two parts.") < shown.index("Which two parts?") < shown.index("Only three?")
    assert "1 person has the same one" in shown
    assert "1 without an accepted answer" in shown
    assert f'href="/topics/{asked.id}"' in cast.facilitator.get(f"/lessons/{lesson.id}/stumbling").text
    course = text_of(cast.facilitator.get(f"/courses/{large.course_id}/stumbling"))
    assert "3 questions" in course
    assert "1.1" in course


def test_a_passage_that_went_is_an_earlier_version(cast, large, lesson):
    make_anchored(large, lesson, 1, title="Which two parts?")
    revise(lesson, "Quite other words.")
    assert "Words of an earlier version" in page(cast.facilitator, lesson)


def test_a_group_of_few_is_left_out(cast, cohort, lesson):
    make_anchored(cohort, lesson, 1, title="Which two parts?")
    db.session.commit()
    assert "Which two parts?" not in page(cast.facilitator, lesson)
    assert "Nothing was asked here yet" in text_of(cast.facilitator.get(f"/courses/{cohort.course_id}/stumbling"))


def test_nobody_is_shown_what_they_do_not_read(cast, large, lesson):
    make_anchored(large, lesson, 1, title="Which two parts?")
    db.session.commit()
    assert "Which two parts?" not in page(cast.author, lesson)
    for address in (f"/lessons/{lesson.id}/stumbling", f"/courses/{large.course_id}/stumbling"):
        assert cast.trainee.get(address).status_code == 403
    assert cast.outsider.get(f"/lessons/{lesson.id}/stumbling").status_code == 404


def test_lesson_and_course_lead_there_for_staff_alone(cast, large, lesson):
    make_anchored(large, lesson, 1)
    db.session.commit()
    for address in (f"/lessons/{lesson.id}", f"/courses/{large.course_id}"):
        assert "/stumbling" in cast.facilitator.get(address).text
        assert "/stumbling" not in cast.trainee.get(address).text


def test_it_costs_the_same_however_much_was_asked(cast, large, lesson):
    for number in range(12):
        make_anchored(large, lesson, number % 3, title=f"Question {number}")
    db.session.commit()
    page(cast.facilitator, lesson)
    with counted_statements() as count:
        page(cast.facilitator, lesson)
    assert count() <= 6
