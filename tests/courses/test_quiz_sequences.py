"""Whatever happens in two tabs of one attempt, and wherever it is cut off, it holds what a simple model holds."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.quizzes import actions, queries
from courses.quizzes.models import QuizAttempt
from lms.database import db, now
from tests.factories.courses import let_learn, make_course
from tests.factories.quizzes import make_quiz

MINUTES = 10
POSITIONS = (1, 2, 3)
TABS = st.sampled_from(("left", "right"))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("start"), TABS),
        st.tuples(st.just("save"), TABS, st.sampled_from(POSITIONS), st.sampled_from("ab")),
        st.tuples(st.just("stale"), TABS, st.sampled_from(POSITIONS), st.sampled_from("ab")),
        st.tuples(st.just("submit"), TABS),
        st.tuples(st.just("wait"), st.integers(1, 4)),
        st.tuples(st.just("time over")),
        st.tuples(st.just("cut off"), st.sampled_from(POSITIONS), st.sampled_from("ab")),
    ),
    max_size=25,
)


class Model:
    """One attempt after another: what was saved of each, and whether it is over."""

    def __init__(self):
        self.attempts: list[dict] = []

    @property
    def open(self) -> dict | None:
        return self.attempts[-1] if self.attempts and not self.attempts[-1]["over"] else None

    def start(self, moment):
        if self.open is None:
            self.attempts.append({"answers": {}, "over": False, "due": moment + timedelta(minutes=MINUTES)})

    def save(self, position, choice, moment) -> bool:
        if self.open is None or self.open["due"] < moment - actions.GRACE:
            return False
        self.open["answers"][position] = choice
        return True


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_no_answer_is_lost(cast, steps):
    person = cast.trainee.viewer
    course = make_course()
    let_learn(course, cast.trainee)
    _lesson, quiz = make_quiz(course, questions=len(POSITIONS), minutes=MINUTES)
    db.session.commit()
    model, moment, sequence = Model(), now(), 0
    for step, *more in steps:
        attempt = queries.find_open_attempt(quiz.lesson_id, person.id) or _last(quiz, person)
        if step == "start":
            actions.start_attempt(quiz, person, at=moment)
            model.start(moment)
        elif step == "wait":
            moment += timedelta(minutes=more[0])
        elif step == "time over":
            _close(moment)
            if model.open and model.open["due"] < moment - actions.GRACE:
                model.open["over"] = True
        elif attempt is None:
            continue
        elif step == "save":
            sequence += 1
            kept = actions.save_answer(attempt, more[1], {"chosen": more[2]}, sequence, at=moment)
            assert kept == model.save(more[1], more[2], moment)
        elif step == "stale":
            saved = model.open and model.open["answers"].get(more[1])
            lower = _kept_sequence(attempt, more[1])
            if saved:
                assert not actions.save_answer(attempt, more[1], {"chosen": more[2]}, lower, at=moment)
        elif step == "submit":
            actions.submit(attempt, at=moment)
            if model.open:
                model.open["over"] = True
        elif step == "cut off":
            # The request dies before it is answered: nothing of it is kept, and nothing else is lost.
            db.session.commit()
            actions.save_answer(attempt, more[0], {"chosen": more[1]}, sequence + 1, at=moment)
            db.session.rollback()
        db.session.commit()
        _compare(quiz, person, model)


def _last(quiz, person):
    return next(iter(reversed(queries.my_attempts(quiz.lesson_id, person.id))), None)


def _close(moment):
    for attempt in queries.overdue(moment - actions.GRACE):
        actions.submit(attempt, is_timed_out=True, at=moment)


def _kept_sequence(attempt, position) -> int:
    return queries.find_answer(attempt, position).sequence


def _compare(quiz, person, model):
    db.session.expire_all()
    attempts = db.session.scalars(
        db.select(QuizAttempt).filter_by(lesson_id=quiz.lesson_id, user_id=person.id).order_by(QuizAttempt.id)
    ).all()
    assert len(attempts) == len(model.attempts)
    for attempt, expected in zip(attempts, model.attempts, strict=True):
        answers = queries.answers_of(attempt)
        kept = {one.position: one.response["chosen"] for one in answers if one.response}
        assert kept == expected["answers"]
        assert attempt.is_open != expected["over"]
        if not attempt.is_open:
            right = sum(choice == "a" for choice in kept.values())
            assert attempt.percent == right / len(POSITIONS) * 100
            assert 0 <= attempt.percent <= 100
