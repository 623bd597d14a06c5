"""The sentences about quizzes that reach who made one, each in the reader's language and for nobody else to read."""

from flask_babel import force_locale, gettext, ngettext

from courses.quizzes import policies, queries
from courses.quizzes.closing import closing_of
from courses.quizzes.models import Quiz, QuizAllowance, QuizAttempt
from courses.quizzes.words import percent
from lms.access import own_audience_of
from lms.database import now
from lms.notifications.actions import notify
from lms.notifications.languages import locale_of
from lms.people.queries import viewer_of


def tell_graded(attempt: QuizAttempt, before: float | None, *, comment: str, by) -> None:
    """To who made the attempt, once all of it has a grade, and when that changes or more is said about it."""
    if attempt.percent is not None and (attempt.percent != before or comment):
        _tell_grade(attempt, before, comment, by=by)


def tell_regraded(attempt: QuizAttempt, before: float | None, *, reason: str, by) -> None:
    """To whose grade changed because a question was mended, with the author's sentence."""
    if attempt.percent is not None and attempt.percent != before:
        _tell_grade(attempt, before, reason, by=by)


def tell_allowance(quiz: Quiz, allowance: QuizAllowance, *, by) -> None:
    """To who may have more than the settings say."""
    language = locale_of(allowance.user_id)
    title = queries.lesson_of(quiz.lesson_id, language).title
    attempts, minutes = allowance.extra_attempts, allowance.extra_minutes
    with force_locale(language):
        said = []
        if attempts:
            said.append(
                ngettext(
                    "You may try %(num)d time more than others.",
                    "You may try %(num)d times more than others.",
                    attempts,
                )
            )
        if minutes:
            said.append(
                ngettext(
                    "You have %(num)d minute more than others.", "You have %(num)d minutes more than others.", minutes
                )
            )
        headline = gettext("“%(quiz)s”: more for you", quiz=title)
    _tell(
        allowance.user_id, "given", quiz.lesson_id, f"allowance:{quiz.lesson_id}", title=headline,
        url=f"/lessons/{quiz.lesson_id}#task", excerpt=" ".join(said), by=by,
    )  # fmt: skip


def _tell_grade(attempt: QuizAttempt, before: float | None, why: str, *, by) -> None:
    """`why` may tell an answer: it stays on the page where answers are not shown yet."""
    if attempt.is_preview:
        return
    quiz, reader = queries.get_quiz(attempt.lesson_id), viewer_of(attempt.user_id)
    if not policies.can_see_answers(reader, quiz, attempt, closing_of(quiz, reader.id), now()):
        why = ""
    language = locale_of(attempt.user_id)
    with force_locale(language):
        after = percent(attempt.percent)
        if before is None:
            said = gettext("Your answers were graded: %(percent)s.", percent=after)
        elif percent(before) == after:
            said = gettext("Your grade stays %(percent)s.", percent=after)
        else:
            said = gettext("Your grade changed from %(before)s to %(after)s.", before=percent(before), after=after)
    _tell(
        attempt.user_id, "graded", attempt.lesson_id, f"attempt:{attempt.id}:graded",
        title=queries.lesson_of(attempt.lesson_id, language).title, url=f"/attempts/{attempt.id}",
        excerpt=f"{said} {why}".strip(), by=by,
    )  # fmt: skip


def _tell(user_id: int, reason: str, lesson_id: int, thing: str, *, title: str, url: str, excerpt: str, by) -> None:
    notify(
        [user_id], reason, audience_id=own_audience_of(user_id), actor=by, thread=f"quiz:{lesson_id}",
        thing=f"{thing}:{now():%Y%m%d%H%M%S%f}", title=title, url=url, excerpt=excerpt,
    )  # fmt: skip
