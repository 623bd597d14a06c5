"""What cohorts show on home, on a profile and beside a course."""

from cohorts import actions
from lms.database import now
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course, make_lesson, make_module


def test_home_shows_the_ring_of_my_cohort(cast, cohort):
    page = cast.trainee.get("/").get_data(as_text=True)
    assert "Spring 2026, 2 people" in page
    assert page.count('class="seat') == 2
    assert "Spring 2026" not in text_of(cast.outsider.get("/"))


def test_home_says_who_is_here_now(cast, cohort):
    cast.facilitator.user.last_seen_at = now()
    assert "Facilitator is here now." in text_of(cast.trainee.get("/"))


def test_home_asks_for_an_answer_to_an_invitation(cast, cohort):
    make_member(cohort, cast.mentor, "invited")
    assert "You are invited to Spring 2026" in text_of(cast.mentor.get("/"))


def test_home_names_who_is_stuck_to_the_facilitator_alone(cast):
    course = make_course()
    make_lesson(make_module(course))
    cohort = make_cohort(course)
    make_member(cohort, cast.trainee)
    membership = make_member(cohort, cast.outsider)
    membership.joined_at = cohort.starts_at
    assert "Outsider has not been here for" in text_of(cast.facilitator.get("/"))
    assert "has not been here for" not in text_of(cast.trainee.get("/"))


def test_home_tells_alumni_that_their_cohort_is_quiet(cast):
    cohort = make_cohort(starts_in=-90, ends_in=-30)
    make_member(cohort, cast.alumna)
    actions.end_training(cohort)
    page = text_of(cast.alumna.get("/"))
    assert "Your cohort Spring 2026 is quiet." in page


def test_a_profile_shows_the_cohorts_two_people_share(cast, cohort):
    address = f"/people/{cast.facilitator.id}"
    assert "Spring 2026" in text_of(cast.trainee.get(address))
    assert "Spring 2026" not in text_of(cast.outsider.get(address))


def test_a_course_shows_my_cohorts_and_lets_staff_open_one(cast, cohort):
    address = f"/courses/{cohort.course_id}"
    assert "Spring 2026" in text_of(cast.trainee.get(address))
    assert "Open a cohort" not in text_of(cast.trainee.get(address))
    assert "Spring 2026" not in text_of(cast.outsider.get(address))
    assert "Open a cohort" in text_of(cast.author.get(address))
