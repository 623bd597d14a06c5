"""People of a cohort see what others chose to share, grouped by words, and each takes back what they like at any moment."""

import pytest

from cohorts.actions import change_phase
from cohorts.ground.actions import remove_question, write_question
from cohorts.ground.grouping import group_by_words
from cohorts.ground.models import IntakeAnswer
from cohorts.ground.queries import questions_of
from cohorts.membership.queries import phase_of
from cohorts.models import Cohort, Membership
from cohorts.moving.actions import merge_cohort, move_person
from cohorts.moving.queries import preview_of_merge, preview_of_move
from courses.models import Course
from lms.database import db
from lms.people.actions import deactivate_user
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.ground import question_of, tell
from tests.factories.people import make_person
from tests.statements import counted_statements


@pytest.fixture
def cohort(cast) -> Cohort:
    cohort = make_cohort()
    for person in (cast.trainee, cast.mentor):
        make_member(cohort, person, "mentor" if person is cast.mentor else "trainee", tell=False)
    return cohort


def ground(person, cohort) -> str:
    return text_of(person.get(f"/cohorts/{cohort.id}/common-ground"))


def send(person, cohort, **answers):
    """`interests=("Cycling", "cohort")`: the whole form, as the page sends it."""
    data = {f"q{question.id}-sharing": "me" for question in questions_of(cohort.id)}
    for key, (body, sharing) in answers.items():
        number = question_of(cohort, key).id
        data |= {f"q{number}-body": body, f"q{number}-sharing": sharing}
    return person.post(f"/cohorts/{cohort.id}/common-ground/answers", data)


def test_every_cohort_begins_with_three_questions_in_both_languages(cast, cohort):
    page = f"/cohorts/{cohort.id}/common-ground/answers"
    assert "What are you interested in, at work or outside it?" in text_of(cast.trainee.get(page))
    cast.trainee.user.locale = "nl"
    assert "Wat wil je na deze training kunnen?" in text_of(cast.trainee.get(page))


def test_what_is_shared_is_read_by_the_cohort_and_by_nobody_else(cast, cohort):
    response = send(cast.trainee, cohort, interests=("Bees heronword", "cohort"), goals=("Silence", "me"))
    assert response.status_code == 303
    for reader in (cast.mentor, cast.facilitator, cast.trainee):
        assert "Bees heronword" in ground(reader, cohort)
        assert "Silence" not in ground(reader, cohort)
    for address in ("", "/answers", "/questions"):
        for stranger in (cast.outsider, cast.alumna, cast.admin):
            assert stranger.get(f"/cohorts/{cohort.id}/common-ground{address}").status_code == 404
    assert "Silence" in text_of(cast.trainee.get(f"/cohorts/{cohort.id}/common-ground/answers"))


def test_nothing_is_shared_unless_somebody_says_so(cast, cohort):
    number = question_of(cohort).id
    cast.trainee.post(f"/cohorts/{cohort.id}/common-ground/answers", {f"q{number}-body": "Bees"})
    assert "Bees" not in ground(cast.mentor, cohort)


def test_one_press_takes_everything_back(cast, cohort):
    tell(cohort, cast.trainee, "Bees")
    tell(cohort, cast.mentor, "Boats")
    assert cast.trainee.post(f"/cohorts/{cohort.id}/common-ground/withdrawal").status_code == 303
    assert "Bees" not in ground(cast.mentor, cohort)
    assert "Boats" in ground(cast.mentor, cohort)
    assert "Bees" in text_of(cast.trainee.get(f"/cohorts/{cohort.id}/common-ground/answers"))


def test_an_emptied_answer_is_gone(cast, cohort):
    tell(cohort, cast.trainee, "Bees")
    send(cast.trainee, cohort, interests=("  ", "cohort"))
    assert db.session.scalars(db.select(IntakeAnswer)).all() == []


def test_words_that_are_too_long_come_back(cast, cohort):
    response = send(cast.trainee, cohort, interests=("x" * 501, "cohort"), goals=("Silence", "me"))
    assert response.status_code == 422
    assert "x" * 501 in response.text
    assert "Silence" in response.text
    assert send(cast.trainee, cohort, interests=("Bees", "everybody")).status_code == 422


def test_several_people_with_the_same_word_stand_together(cast, cohort):
    tell(cohort, cast.trainee, "Debts and cycling")
    tell(cohort, cast.mentor, "I like to cycle.", key="bring")
    page = ground(cast.facilitator, cohort)
    assert "Said by several" in page
    assert page.index("cycl") < page.index("What are you interested in")


def test_who_leaves_takes_their_answers_along(cast, cohort):
    tell(cohort, cast.trainee, "Bees")
    membership = db.session.scalars(db.select(Membership).filter_by(cohort_id=cohort.id, user_id=cast.trainee.id)).one()
    change_phase(membership, "left", by=cast.trainee.user)
    assert "Bees" not in ground(cast.mentor, cohort)


def test_a_closed_account_is_shown_no_more(cast, cohort):
    person = make_person("Zita")
    make_member(cohort, person, tell=False)
    tell(cohort, person, "Bees")
    deactivate_user(person)
    assert "Bees" not in ground(cast.mentor, cohort)


def test_who_came_from_elsewhere_does_not_read_what_was_shared_before(cast, cohort):
    tell(cohort, cast.trainee, "Bees")
    other = _other(cohort)
    moved = make_member(other, cast.alumna, tell=False)
    tell(other, cast.alumna, "Boats")
    mark = preview_of_move(other, moved, cohort).mark
    move_person(moved, cohort, mark=mark, by=cast.facilitator.user)
    assert phase_of(cast.alumna.viewer, cohort) == "trainee"
    assert "Bees" not in ground(cast.alumna, cohort)
    assert "Bees" in ground(cast.mentor, cohort)
    assert "Boats" not in ground(cast.mentor, cohort)
    answers = text_of(cast.alumna.get(f"/cohorts/{cohort.id}/common-ground/answers"))
    assert answers.count("What are you interested in") == 2  # the question and its legend
    assert "Boats" in answers
    own = cast.trainee.get(f"/cohorts/{cohort.id}/common-ground/answers").text
    assert "Those who read it so far" in own
    send(cast.trainee, cohort, interests=("Bees", "former"))
    assert "Bees" not in ground(cast.alumna, cohort)
    send(cast.trainee, cohort, interests=("Bees", "cohort"))
    assert "Bees" in ground(cast.alumna, cohort)


def test_a_merged_cohort_keeps_sharing_among_itself(cast, cohort):
    other = _other(cohort)
    people = [make_person("Zita"), cast.alumna]
    for person in people:
        make_member(other, person, tell=False)
    tell(other, people[0], "Boats")
    tell(cohort, cast.trainee, "Bees")
    mark = preview_of_merge(other, cohort).mark
    merge_cohort(other, cohort, mark=mark, with_events=False, why_not="", by=cast.facilitator.user)
    assert "Boats" in ground(cast.alumna, cohort)
    assert "Bees" not in ground(cast.alumna, cohort)
    assert "Boats" not in ground(cast.mentor, cohort)


def _other(cohort) -> Cohort:
    return make_cohort(db.session.get_one(Course, cohort.course_id), name="Autumn")


def test_a_facilitator_decides_what_is_asked(cast, cohort):
    page = f"/cohorts/{cohort.id}/common-ground/questions"
    assert cast.facilitator.post(page, {"new-en": "", "new-nl": " "}).status_code == 422
    assert cast.facilitator.post(page, {"new-en": "Tea or coffee?", "new-nl": ""}).status_code == 303
    assert "Tea or coffee?" in text_of(cast.trainee.get(f"/cohorts/{cohort.id}/common-ground/answers"))
    question = questions_of(cohort.id)[-1]
    one = f"{page}/{question.id}"
    assert cast.facilitator.post(one, {f"q{question.id}-nl": "Thee of koffie?"}).status_code == 303
    assert cast.facilitator.post(one, {f"q{question.id}-nl": ""}).status_code == 422
    for person in (cast.trainee, cast.mentor):
        for address in (page, one, f"{one}/removal", f"{one}/restoration"):
            assert person.post(address, {"new-en": "x"}).status_code == 403


def test_an_answered_question_keeps_its_words(cast, cohort):
    tell(cohort, cast.trainee, "Bees", sharing="me")
    question = question_of(cohort)
    one = f"/cohorts/{cohort.id}/common-ground/questions/{question.id}"
    assert cast.facilitator.post(one, {f"q{question.id}-en": "What is your weakness?"}).status_code == 403


def test_a_removed_question_shows_its_answers_to_their_writers_alone(cast, cohort):
    tell(cohort, cast.trainee, "Bees")
    one = f"/cohorts/{cohort.id}/common-ground/questions/{question_of(cohort).id}"
    assert cast.facilitator.post(f"{one}/removal").status_code == 303
    assert "Bees" not in ground(cast.mentor, cohort)
    answers = text_of(cast.trainee.get(f"/cohorts/{cohort.id}/common-ground/answers"))
    assert "Bees" in answers
    assert "This is no longer asked" in answers
    assert cast.facilitator.post(one, {}).status_code == 404
    assert cast.facilitator.post(f"{one}/restoration").status_code == 303
    assert "Bees" in ground(cast.mentor, cohort)


def test_no_more_than_ten_are_asked(cast, cohort):
    for number in range(7):
        write_question(cohort.id, texts={"en": f"Question {number}"}, by=cast.facilitator.user)
    page = f"/cohorts/{cohort.id}/common-ground/questions"
    assert cast.facilitator.post(page, {"new-en": "One more?"}).status_code == 403
    remove_question(questions_of(cohort.id)[-1])
    assert cast.facilitator.post(page, {"new-en": "One more?"}).status_code == 303


def test_the_page_costs_the_same_however_many_share(cast, cohort):
    def cost():
        cast.trainee.get("/healthz")
        with counted_statements() as count:
            assert cast.trainee.get(f"/cohorts/{cohort.id}/common-ground").status_code == 200
        return count()

    tell(cohort, cast.trainee, "Bees")
    few = cost()
    for number in range(30):
        person = make_person()
        make_member(cohort, person, tell=False)
        tell(cohort, person, f"Bees and {number}")
    assert cost() == few <= 5


def test_groups_are_of_two_people_or_more_and_name_no_common_words():
    said = [(1, "I want to work with debts"), (2, "Debt, and cycling"), (3, "Cycling with Debts"), (3, "debts again")]
    groups = group_by_words(said, "en")
    assert [(group.words, group.people) for group in groups] == [
        (("debts",), frozenset({1, 2, 3})),
        (("cycling",), frozenset({2, 3})),
    ]


def test_words_of_the_same_people_make_one_group():
    groups = group_by_words([(1, "Motivational interviewing"), (2, "motivational interviewing")], "en")
    assert [group.words for group in groups] == [("interviewing", "motivational")]
    assert group_by_words([(1, "2026 for the sake of bees")], "nl") == []
