"""What the pages of a survey have in common: finding it, and what came out of its rounds."""

from dataclasses import dataclass

from flask_login import current_user

from cohorts.surveys import queries, tallying, words
from cohorts.surveys.models import Survey, SurveyQuestion, SurveyRound
from cohorts.surveys.tallying import Sum
from lms.access import require
from lms.pages import not_found


@dataclass(frozen=True, slots=True)
class Result:
    """What came out of one question in one round: `bars` are (words, number, share); `total` is None for too few."""

    question: SurveyQuestion
    total: Sum | None
    bars: list[tuple[str, int, int]]
    mean: str
    changed: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One scale through the rounds: the mean of each, None where too few answered."""

    question: SurveyQuestion
    means: list[tuple[float | None, str]]


def survey_or_404(survey_id: int, *, is_removed: bool = False) -> queries.Found:
    return queries.find_survey(current_user, survey_id, is_removed=is_removed) or not_found()


def led_or_403(survey_id: int) -> queries.Found:
    """The survey, for who leads where it is asked."""
    found = survey_or_404(survey_id)
    require(found.leads)
    return found


def results_of(questions: list[SurveyQuestion], rounds: list[SurveyRound], shown: SurveyRound, sums) -> list[Result]:
    """What one closed round brought, with the change since the one before it."""
    until = [one for one in rounds if one.number <= shown.number]
    return [_result(question, sums.get((shown.id, question.id)), until, sums) for question in questions]


def compared(questions: list[SurveyQuestion], rounds: list[SurveyRound], sums) -> list[Compared]:
    """The scales of a survey, round by round."""
    return [
        Compared(question, [(mean, words.mean(mean)) for mean in _means(question, rounds, sums)])
        for question in questions
        if question.kind == "scale"
    ]


def rows_for_export(survey: Survey, questions: list[SurveyQuestion], rounds: list[SurveyRound], sums) -> list[list]:
    """A table with one row for each choice and each text; nothing in it that the page does not show."""
    rows = []
    for one in rounds:
        for question in questions:
            total = sums.get((one.id, question.id))
            begin = [one.number, one.closed_at.date().isoformat(), question.place, question.words]
            if total is None:
                rows.append([*begin, words.too_few(), None, None])
                continue
            rows += [[*begin, *bar] for bar in _bars(question, total)]
            rows += [[*begin, said, None, None] for said in total.texts]
    return rows


def _result(question: SurveyQuestion, total: Sum | None, until: list[SurveyRound], sums) -> Result:
    if total is None:
        return Result(question, None, [], "", "")
    is_scale = question.kind == "scale"
    by = tallying.change(_means(question, until, sums)) if is_scale else None
    return Result(
        question, total, _bars(question, total), words.mean(total.mean) if is_scale else "", words.changed(by)
    )


def _bars(question: SurveyQuestion, total: Sum) -> list[tuple[str, int, int]]:
    pairs = zip(question.choices, total.counts, strict=True)
    return [(choice, number, tallying.share(number, total.answered)) for choice, number in pairs]


def _means(question: SurveyQuestion, rounds: list[SurveyRound], sums) -> list[float | None]:
    totals = [sums.get((one.id, question.id)) for one in rounds if one.closed_at]
    return [total.mean if total else None for total in totals]
