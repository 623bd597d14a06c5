"""What facilitators are told of the effect: what people still knew a month later, as a plain recount finds it, and no names."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cohorts.effects.queries import DELAY, SMALLEST_GROUP, recalls_of
from cohorts.models import Membership
from cohorts.practice.actions import answer
from cohorts.practice.queries import find_check_in
from courses.quizzes.queries import newest_versions, slots_of
from courses.refreshers.models import AGAIN, GOOD, RefresherCard, RefresherReview
from lms.database import db, now
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course
from tests.factories.practice import make_plan
from tests.factories.quizzes import make_attempt, make_quiz
from tests.factories.refreshers import WRONG, cards_of, make_review
from tests.statements import counted_statements

QUESTIONS = 3
STARTS, ENDS = -200, -100  # days from today
ANSWER = st.tuples(st.integers(0, 70), st.booleans())  # days after the one before, and whether it was right
CARD = st.tuples(st.integers(STARTS - 5, ENDS + 5), st.booleans(), st.lists(ANSWER, max_size=4))
PERSON = st.tuples(
    st.sampled_from(("trainee", "alumnus", "alumnus", "alumnus", "mentor", "facilitator", "left")),
    st.lists(CARD, max_size=QUESTIONS),
)


@pytest.fixture
def training(cast, many_people):
    """A course with a quiz, another course with one, and what their questions are: (course, [(lesson, question, version)] × 2)."""
    asked = []
    for _course in range(2):
        course = make_course()
        lesson, _quiz = make_quiz(course, questions=QUESTIONS)
        versions = newest_versions([slot.question_id for slot in slots_of(lesson.id)])
        asked.append((course, [(lesson.id, question, version.id) for question, version in versions.items()]))
    db.session.commit()
    return asked


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PERSON, max_size=9))
def test_figures_are_what_a_plain_recount_finds(training, many_people, people):
    (course, own), (_other, others) = training
    cohort = make_cohort(course, starts_in=STARTS, ends_in=ENDS)
    first = cohort.starts_at + timedelta(hours=12)
    answered = {"quiz": [], "training": []}  # (person, whether it was right)
    for user_id, (phase, cards) in zip(many_people, people, strict=False):
        db.session.add(Membership(cohort_id=cohort.id, user_id=user_id, phase=phase))
        for place, (day, is_own, answers) in enumerate(cards):
            lesson_id, question_id, version_id = (own if is_own else others)[place]
            mastered_at = first + timedelta(days=day - STARTS)
            late = _write(user_id, lesson_id, question_id, version_id, mastered_at, answers, cohort.ends_at)
            if phase in ("trainee", "alumnus") and is_own and mastered_at >= cohort.starts_at:
                for name, found in late.items():
                    answered[name] += [(user_id, found)] if found is not None else []
    db.session.flush()
    for name, recall in recalls_of(cohort).items():
        count = len({user_id for user_id, _is_right in answered[name]})
        if count < SMALLEST_GROUP:
            assert (recall.people, recall.answers, recall.right, recall.percent) == (0, 0, None, None)
        else:
            right = sum(is_right for _user_id, is_right in answered[name])
            assert (recall.people, recall.answers, recall.right) == (count, len(answered[name]), right)
            assert recall.percent == round(right / len(answered[name]) * 100)
    db.session.rollback()


def _write(user_id, lesson_id, question_id, version_id, mastered_at, answers, ended_at) -> dict:
    """A card with its answers; whether the first one that came late enough was right, by both definitions."""
    card = RefresherCard(
        user_id=user_id, question_id=question_id, lesson_id=lesson_id, mastered_at=mastered_at, memory={},
        due_at=mastered_at, turns=len(answers),
    )  # fmt: skip
    db.session.add(card)
    db.session.flush()
    moment, late = mastered_at, {"quiz": None, "training": None}
    for turn, (gap, is_right) in enumerate(answers, start=1):
        moment += timedelta(days=gap)
        db.session.add(
            RefresherReview(
                card_id=card.id, turn=turn, version_id=version_id, response={}, fraction=float(is_right), memory={},
                rating=GOOD if is_right else AGAIN, days=(moment - mastered_at).days, reviewed_at=moment,
            )
        )  # fmt: skip
        if late["quiz"] is None and moment - mastered_at >= timedelta(days=DELAY):
            late["quiz"] = is_right
        if late["training"] is None and moment - ended_at >= timedelta(days=DELAY):
            late["training"] = is_right
    return late


@pytest.fixture
def cohort(cast):
    """A training that ended two months ago, and the quiz that was in it."""
    course = make_course()
    cohort = make_cohort(course, starts_in=-120, ends_in=-60)
    _lesson, cohort.quiz = make_quiz(course, questions=1)
    return cohort


def let_answer(cast, cohort, *names, wrong=()):
    for name in names:
        person = getattr(cast, name)
        make_member(cohort, person, "alumnus", tell=False)
        make_attempt(cohort.quiz, person.viewer, at=now() - timedelta(days=100))
        assert person.post("/refreshers/participation").status_code == 303
        [card] = cards_of(person)
        make_review(card, WRONG if name in wrong else None, at=now() - timedelta(days=10))
    db.session.commit()


def test_facilitators_see_shares_with_their_definitions(cast, cohort):
    let_answer(cast, cohort, "trainee", "alumna", "mentor", "editor", "manager", wrong=("editor",))
    page = text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/progress"))
    assert page.count("4 of 5 answers were right, given by 5 people.") == 2
    assert "Still known a month after the training" in page
    assert "the first time a refresher asked it again, 30 days later or more" in page
    assert "Nobody has said yet how it went." in page


def test_fewer_than_five_people_make_no_figure(cast, cohort):
    let_answer(cast, cohort, "trainee", "alumna", "mentor", "editor")
    page = text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/progress"))
    assert page.count("Not enough data: fewer than five people answered such a question.") == 2
    assert "answers were right" not in page


def test_what_is_forgotten_is_no_longer_counted(cast, cohort):
    let_answer(cast, cohort, "trainee", "alumna", "mentor", "editor", "manager")
    assert recalls_of(cohort)["quiz"].people == 5
    cast.editor.post("/refreshers/erasure")
    assert recalls_of(cohort)["quiz"].right is None


def test_only_facilitators_see_the_figures(cast, cohort):
    let_answer(cast, cohort, "trainee")
    assert cast.trainee.get(f"/cohorts/{cohort.id}/progress").status_code == 403
    assert cast.outsider.get(f"/cohorts/{cohort.id}/progress").status_code == 404


def test_practice_stands_beside_it(cast, cohort):
    let_answer(cast, cohort, "trainee")
    plan = make_plan(cohort, cast.trainee, days_ago=40)
    answer(plan, find_check_in(plan, 30), said="did", sentence="", by=cast.trainee.user)
    db.session.commit()
    page = text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/progress"))
    assert "Practised at work after 30 days" in page
    assert "Not enough data: fewer than five people said how it went." in page


def test_the_figures_cost_two_statements(cast, cohort):
    let_answer(cast, cohort, "trainee", "alumna")
    db.session.refresh(cohort)
    with counted_statements() as count:
        recalls_of(cohort)
    assert count() == 2, count
