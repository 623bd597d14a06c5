"""The pages of an attempt as its routes show them: the questions, what is unanswered, and the review."""

from dataclasses import dataclass, field
from types import SimpleNamespace

from flask import request
from flask_babel import get_locale
from flask_login import current_user

from courses.questions.explaining import addresses_of
from courses.questions.kinds import arrange, right_answer
from courses.quizzes import policies, queries, words
from courses.quizzes.closing import closing_of
from courses.quizzes.files import files_of, takes_files
from courses.quizzes.models import QuizAnswer, QuizAttempt
from courses.quizzes.scoring import easier_mark, has_passed, is_passed
from courses.quizzes.sending import mark_of, prefix_of
from lms.database import now
from lms.pages import number, render


@dataclass(frozen=True)
class Shown:
    """A question of an attempt as the page shows it. `right` is its right answer, None where that stays hidden.

    `judge` is the version that graded it, `regraded` the last change of its grade by a question, `given` that by a person;
    `typed` what was sent for it and not kept, `is_elsewhere` when another window had answered it."""

    answer: QuizAnswer
    question: object
    judge: object
    order: list
    prefix: str
    mark: str
    is_locked: bool
    is_reviewed: bool
    right: dict | None
    explained_at: str
    regraded: object = None
    given: object = None
    files: list = field(default_factory=list)
    takes_files: bool = False
    typed: dict | None = None
    is_elsewhere: bool = False

    @property
    def response(self) -> dict:
        """What stands in the fields."""
        return self.answer.response if self.typed is None else self.typed

    @property
    def right_order(self) -> list:
        return arrange(self.judge.kind, self.judge.content, self.answer.seed)

    @property
    def earned(self) -> float | None:
        return None if self.answer.fraction is None else self.answer.fraction * self.answer.points

    @property
    def found_earned(self) -> float | None:
        """Without a person who overruled it."""
        return None if self.answer.found_worth is None else self.answer.found_worth * self.answer.points


def attempt_screen(
    attempt: QuizAttempt, *, status: int = 200, problem: str = "", typed: dict | None = None, elsewhere=(),
    page: int | None = None,
):  # fmt: skip
    """The questions of an open attempt: one of them, or all.

    `typed` is what was sent and not kept: it stands in the fields, and sending it once more keeps it. `elsewhere` are the
    positions of what was answered otherwise in another window meanwhile."""
    quiz, lesson = queries.get_quiz(attempt.lesson_id), queries.lesson_of(attempt.lesson_id, _language())
    answers = queries.answers_of(attempt)
    versions = queries.versions_of(answers)
    held, typed = files_of(answers, versions), typed or {}
    page = max(1, min(page or request.args.get("page", 1, type=number), len(answers) or 1))
    shown = [answer for answer in answers if answer.position == page] if quiz.is_one_at_a_time else answers
    moment = now()
    locked = [versions[answer.version_id] for answer in shown if answer.locked_at is not None]
    explained = addresses_of(current_user, locked, _language())
    return render(
        "courses/quizzes/attempt.html",
        status=status,
        attempt=attempt,
        quiz=quiz,
        lesson=lesson,
        problem=problem,
        page=page,
        count=len(answers),
        answers=answers,
        answered=sum(answer.is_answered for answer in answers),
        questions=[
            shown_question(
                answer,
                versions,
                is_reviewed=answer.locked_at is not None,
                files=held.get(answer.id),
                typed=typed.get(answer.position),
                is_elsewhere=answer.position in elsewhere,
                explained=explained,
            )
            for answer in shown
        ],
        can_check=policies.can_check(current_user, quiz, attempt),
        seconds_left=max(0, int((attempt.due_at - moment).total_seconds())) if attempt.due_at else None,
        words=words,
    )


def summary_screen(attempt: QuizAttempt, *, status: int = 200, form=None):
    """What is answered and what is not, before handing in."""
    answers = queries.answers_of(attempt)
    versions = queries.versions_of(answers)
    asked = [answer for answer in answers if versions[answer.version_id].kind != "description"]
    return render(
        "courses/quizzes/summary.html",
        status=status,
        attempt=attempt,
        quiz=queries.get_quiz(attempt.lesson_id),
        lesson=queries.lesson_of(attempt.lesson_id, _language()),
        asked=[(answer, versions[answer.version_id]) for answer in asked],
        unanswered=[answer for answer in asked if not answer.is_answered],
        form=form,
    )


def review_screen(attempt: QuizAttempt, *, status: int = 200):
    """An attempt that was handed in: its score, and by the quiz's choice what was right and why."""
    quiz, lesson = queries.get_quiz(attempt.lesson_id), queries.lesson_of(attempt.lesson_id, _language())
    answers = queries.answers_of(attempt)
    versions = queries.versions_of(answers)
    closes_at = closing_of(quiz, attempt.user_id)
    is_reviewed = policies.can_see_answers(current_user, quiz, attempt, closes_at, now())
    shows_right = _shows_right(quiz, attempt)
    explained = addresses_of(current_user, versions.values() if is_reviewed else (), _language())
    held, mark = files_of(answers, versions), easier_mark(attempt, quiz.pass_percent)
    changes = queries.changes_of(attempt) if is_reviewed else []
    regraded = {change.position: change for change in changes if change.version_id}
    given = {change.position: change for change in changes if not change.version_id}
    return render(
        "courses/quizzes/review.html",
        status=status,
        attempt=attempt,
        quiz=quiz,
        lesson=lesson,
        person=SimpleNamespace(id=attempt.user_id, name=queries.name_of(attempt.user_id)),
        is_mine=attempt.user_id == current_user.id,
        questions=[
            shown_question(
                answer,
                versions,
                is_reviewed=is_reviewed,
                shows_right=shows_right,
                is_locked=True,
                regraded=regraded.get(answer.position),
                given=given.get(answer.position),
                files=held.get(answer.id),
                explained=explained,
            )
            for answer in answers
        ],
        is_reviewed=is_reviewed,
        shows_right=shows_right,
        closes_at=closes_at,
        waiting=sum(answer.needs_grading for answer in answers),
        changes=changes,
        can_grade=policies.can_grade(current_user, attempt),
        has_passed=has_passed(attempt.percent, mark),
        pass_percent=mark,
        words=words,
    )


def _shows_right(quiz, attempt: QuizAttempt) -> bool:
    tries = queries.my_attempts(attempt.lesson_id, attempt.user_id) if quiz.review == "passed" else []
    graded = queries.graded_attempts(attempt.lesson_id, attempt.user_id) if tries else []
    allowance = queries.allowance_of(attempt.lesson_id, attempt.user_id)
    return policies.can_see_right(
        current_user, quiz, attempt,
        has_passed=is_passed(quiz.counts, graded, quiz.pass_percent),
        left=policies.attempts_left(quiz, len(tries), allowance),
        is_trying=any(one.is_open for one in tries),
    )  # fmt: skip


def shown_question(
    answer: QuizAnswer, versions: dict, *, is_reviewed: bool, shows_right: bool = True, is_locked: bool = False, regraded=None, given=None,
    files=None, typed: dict | None = None, is_elsewhere: bool = False, explained: dict | None = None,
) -> Shown:  # fmt: skip
    """`explained` says where each version is explained."""
    version, judge = versions[answer.version_id], versions[answer.judged_by]
    has_right = is_reviewed and shows_right and version.kind not in ("essay", "description")
    return Shown(
        answer=answer,
        question=version,
        judge=judge,
        order=arrange(version.kind, version.content, answer.seed),
        prefix=prefix_of(answer.position),
        mark=mark_of(answer.response),
        is_locked=is_locked or answer.locked_at is not None,
        is_reviewed=is_reviewed,
        right=right_answer(judge.kind, judge.content) if has_right else None,
        explained_at=(explained or {}).get(judge.id, "") if is_reviewed else "",
        regraded=regraded,
        given=given,
        files=files or [],
        takes_files=takes_files(version),
        typed=typed,
        is_elsewhere=is_elsewhere,
    )


def _language() -> str:
    return str(get_locale() or "en")
