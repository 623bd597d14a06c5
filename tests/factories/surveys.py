"""Surveys for tests, made and answered the way people do."""

from cohorts.surveys import actions
from cohorts.surveys.making import actions as making
from cohorts.surveys.models import Survey
from cohorts.surveys.queries import latest_round, questions_of
from lms.database import db
from lms.people.models import User

QUESTIONS = (
    ("scale", "I can say what I think.", ["Not at all", "Completely"]),
    ("single", "The pace is …", ["Too slow", "Just right", "Too fast"]),
    ("multiple", "What gets in the way?", ["Time", "Rules", "Nothing"]),
    ("text", "What do you miss?", []),
)


def make_survey(cohort, by, *, title: str = "Do you feel heard?", questions=QUESTIONS, **changes) -> Survey:
    """A draft; `by` is anything with an id, `cohort` None for the academy."""
    survey = making.begin(cohort, by=db.session.get_one(User, by.id), language="en")
    survey.title = title
    for name, value in changes.items():
        setattr(survey, name, value)
    db.session.flush()
    for kind, words, options in questions:
        making.write_question(survey, kind=kind, words=words, options=list(options))
    return survey


def answer_survey(survey: Survey, person, *said) -> bool:
    """What a person answers, in the order of the questions; None leaves one open."""
    questions = questions_of(survey)
    answers = {question.id: one for question, one in zip(questions, said, strict=False) if one}
    return actions.answer(survey, latest_round(survey).id, answers, by=person)
