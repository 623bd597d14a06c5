"""What authors send about a quiz: its settings, and the questions chosen."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional

from courses.quizzes.fields import MOST_POINTS, POINTS, PointsField
from courses.quizzes.words import COUNTS_WORDS, REVIEW_WORDS
from lms.forms import Form, choices_of, readable
from lms.revisions.forms import trimmed

NUMBER = _l("Write a whole number, such as 3.")
NUMERIC = {"inputmode": "numeric"}


class QuizForm(Form):
    """The settings of a quiz."""

    minutes = IntegerField(
        _l("Time limit in minutes"),
        description=_l("Empty: no limit."),
        render_kw=NUMERIC,
        validators=[Optional(), readable(NUMBER), NumberRange(1, 1440, _l("Between 1 and 1440 minutes."))],
    )
    attempts_allowed = IntegerField(
        _l("Attempts allowed"),
        description=_l("Empty: as many as people like."),
        render_kw=NUMERIC,
        validators=[Optional(), readable(NUMBER), NumberRange(1, 100, _l("Between 1 and 100 attempts."))],
    )
    counts = RadioField(
        _l("Which attempt counts"),
        description=_l("Another choice holds for attempts already made too; whose grade it is sees that it changed."),
        choices=choices_of(COUNTS_WORDS.items()),
        default="best",
    )
    pass_percent = IntegerField(
        _l("Pass mark in percent"),
        description=_l(
            "Who reaches it has completed the lesson. A lower mark holds for attempts already made too; a higher one takes no pass away."
        ),
        render_kw=NUMERIC,
        validators=[
            InputRequired(_l("Write how many percent is enough, such as 70.")),
            readable(NUMBER),
            NumberRange(0, 100, _l("Between 0 and 100 percent.")),
        ],
    )
    is_one_at_a_time = BooleanField(_l("One question at a time"))
    is_shuffled = BooleanField(_l("The questions in another order for each attempt"))
    review = RadioField(_l("When answers and feedback are shown"), choices=choices_of(REVIEW_WORDS.items()))
    closes_at = DateTimeLocalField(
        _l("Closes at"),
        description=_l("Empty: it stays open. In your own time zone. A cohort may have a day of its own."),
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        validators=[Optional(), readable(_l("Write a day and a time, such as 2027-01-31 17:00."))],
    )
    version = IntegerField(widget=HiddenField.widget, default=1)

    def validate_review(self, field):
        if field.data == "closing" and not (self.closes_at.raw_data or [""])[0]:
            raise ValidationError(gettext("Say when it closes, or show the answers at another moment."))


class AddQuestionsForm(Form):
    questions = SelectMultipleField(_l("Questions"), coerce=int, validate_choice=False)

    def validate_questions(self, field):
        if not field.data:
            raise ValidationError(gettext("Choose at least one question."))


class DrawForm(Form):
    """Questions drawn anew for every attempt."""

    category = SelectField(_l("From the category"), coerce=int)
    tag = StringField(_l("Only with the tag"), filters=[trimmed], validators=[Length(max=60)])
    draws = IntegerField(
        _l("How many"),
        default=1,
        render_kw=NUMERIC,
        validators=[InputRequired(NUMBER), readable(NUMBER), NumberRange(1, 100, _l("Between 1 and 100 questions."))],
    )
    draw_points = PointsField(
        _l("Points each"),
        default=1.0,
        validators=[InputRequired(POINTS), readable(POINTS), NumberRange(0.01, MOST_POINTS, POINTS)],
    )


class SlotPointsForm(Form):
    points = PointsField(
        _l("Points"), validators=[InputRequired(POINTS), readable(POINTS), NumberRange(0.01, MOST_POINTS, POINTS)]
    )


class MoveForm(Form):
    step = IntegerField(validators=[AnyOf((-1, 1))])
