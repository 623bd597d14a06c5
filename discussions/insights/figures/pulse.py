"""The share of answers in surveys that come back which are at the high end of their scale."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, or_, select

from cohorts.surveys.models import FEWEST, STEPS, Survey, SurveyQuestion, SurveyRound, SurveyTally
from discussions.insights.measuring import SHARE, Figure, Measure, Span, share
from lms.database import db

HIGH = (STEPS - 2, STEPS - 1)  # the places of its two highest steps


def count(span: Span) -> Measure:
    """Who answered is not known: they are as many at least as answered the question that most answered."""
    high = sum(SurveyTally.counts[place].as_integer() for place in HIGH)
    said = (
        select(
            func.coalesce(func.sum(high), 0),
            func.coalesce(func.sum(SurveyTally.answered), 0),
            func.coalesce(func.max(SurveyTally.answered), 0),
        )
        .select_from(SurveyTally)
        .join(SurveyQuestion, SurveyQuestion.id == SurveyTally.question_id)
        .join(SurveyRound, SurveyRound.id == SurveyTally.round_id)
        .join(Survey, Survey.id == SurveyRound.survey_id)
        .where(
            SurveyQuestion.kind == "scale",
            SurveyTally.answered >= FEWEST,
            SurveyRound.closed_at >= span.begins,
            SurveyRound.closed_at < span.ends,
            Survey.removed_at.is_(None),
            or_(Survey.rhythm != "", Survey.rounds > 1),
        )
    )
    if span.cohort is not None:
        said = said.where(Survey.cohort_id == span.cohort.id)
    high_ones, answers, people = db.session.execute(said).one()
    return share(int(high_ones), int(answers), people)


FIGURES = (
    Figure(
        "pulse",
        _l("Pulse"),
        _l(
            "Of all answers on a scale from 1 to 5 in surveys that are asked again and again, those that chose 4 or 5. A round counts "
            "when it closes, and each question from five answers on."
        ),
        SHARE,
        _l("%(n)d of %(of)d answers on a scale."),
        count,
    ),
)
