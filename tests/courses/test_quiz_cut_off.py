"""An attempt that is cut off at any moment of any request loses nothing that was answered, and goes on when it is sent again.

Every request of an attempt dies before its first statement, before its second, and so on; then it is sent again, and once
more, as a browser does that never heard the answer."""

import contextlib
from io import BytesIO

import pytest
from sqlalchemy import event

from courses.quizzes import queries
from courses.quizzes.building.actions import add_questions
from courses.quizzes.models import QuizAnswerFile, QuizAttempt
from lms.database import db
from lms.files.models import File
from tests.factories.courses import let_learn, make_course
from tests.factories.quizzes import ESSAY, make_bank_question, make_quiz
from tests.statements import NOT_COUNTED

MOST = 60  # statements a request of an attempt runs at most


class Killed(BaseException):
    """Nothing in the application catches it, as nothing catches a power cut."""


@contextlib.contextmanager
def killed_before(number: int):
    """The process dies before the statement with this number; yields a list that is empty when it lived."""
    deaths, count, engine = [], 0, db.engine

    def die(connection, cursor, statement, *rest):
        nonlocal count
        if statement.lstrip().upper().startswith(NOT_COUNTED):
            return
        count += 1
        if count == number:
            deaths.append(statement)
            raise Killed(statement)

    event.listen(engine, "before_cursor_execute", die)
    try:
        yield deaths
    except Killed:
        db.session.rollback()
    finally:
        event.remove(engine, "before_cursor_execute", die)


def state() -> list:
    """Every attempt with its answers, whether it is over, what it is worth, and how many files went with it."""
    db.session.expire_all()
    attempts = db.session.scalars(db.select(QuizAttempt).order_by(QuizAttempt.id)).all()
    kept = [
        (
            [(one.response, one.sequence, one.fraction, one.needs_grading) for one in queries.answers_of(attempt)],
            attempt.is_open,
            attempt.percent,
        )
        for attempt in attempts
    ]
    counts = [db.session.scalar(db.select(db.func.count()).select_from(table)) for table in (QuizAnswerFile, File)]
    return [kept, counts]


@pytest.fixture
def lesson(cast):
    course = make_course()
    let_learn(course, cast.trainee)
    lesson, quiz = make_quiz(course, questions=2)
    essay = make_bank_question(course, kind="essay", content=ESSAY | {"files_allowed": True}, name="In your words")
    add_questions(quiz, [(essay.id, 1.0)])
    db.session.commit()
    return lesson


def requests_of(lesson):
    """(address, what is sent, made anew each time) from beginning to handing in."""
    address = "/attempts/{attempt}"

    def saves(position, name, value, sequence, go):
        return {f"q{position}-{name}": value, f"sequence-{position}": sequence, f"was-{position}": "", "go": go}

    yield f"/lessons/{lesson.id}/attempts", dict
    yield address, lambda: saves(1, "chosen", "b", 3, "stay")
    yield address, lambda: saves(1, "chosen", "a", 4, "page:2")
    yield address, lambda: saves(3, "text", "I would listen.", 5, "stay")
    yield address, lambda: {"go": "files:3", "q3-files": (BytesIO(b"What I heard."), "report.txt")}
    yield address, lambda: saves(2, "chosen", "b", 6, "summary")
    yield f"{address}/submission", dict


def test_wherever_it_is_cut_off_nothing_is_lost(cast, lesson):
    where, deaths = {}, 0
    for address, sent in requests_of(lesson):
        before = state()
        for number in range(1, MOST):
            with killed_before(number) as died:
                answer = cast.trainee.post(address.format(**where), sent())
            if not died:
                break
            deaths += 1
            assert state() == before, f"{address} left something behind when it died before {died[0]}"
        assert answer.status_code in (204, 303), address
        after = state()
        assert after != before, address
        if not where:
            where["attempt"] = answer.location.rsplit("/", 1)[1]
        if "q3-files" not in sent():  # a file that is sent twice stands there twice, and can be taken away
            assert cast.trainee.post(address.format(**where), sent()).status_code in (204, 303, 409)
            assert [one[:3] for one in state()[0]][:1] == [one[:3] for one in after[0]][:1]
    assert deaths > 40
    (answers, is_open, percent), *others = state()[0]
    assert [response for response, *_rest in answers[:2]] == [{"chosen": "a"}, {"chosen": "b"}]
    assert answers[2][0]["text"] == "I would listen."
    assert len(answers[2][0]["files"]) == 1
    assert (is_open, percent, others) == (False, None, [])
