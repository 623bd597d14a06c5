"""What people fill in about practice: the plan, how it went, and a sentence for somebody else."""

from datetime import date, timedelta

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from cohorts.dates import DayField
from cohorts.practice.models import ANSWERS, SHARINGS
from cohorts.practice.words import ANSWER_WORDS, SHARING_WORDS
from lms.forms import Form, choices_of

FURTHEST = 366  # days ahead on which a plan may begin
TOO_LONG = _l("Keep it under %(max)d letters.")


class PlanForm(Form):
    """A plan: four sentences, a first day, and who may see it."""

    what = TextAreaField(
        _l("What will you do?"),
        validators=[
            DataRequired(_l("Write what you will do, in a sentence or two.")),
            Length(max=500, message=TOO_LONG),
        ],
        description=_l("One thing, small enough to do next week."),
    )
    occasion = StringField(
        _l("When?"),
        validators=[DataRequired(_l("Write when you will do it.")), Length(max=200, message=TOO_LONG)],
        description=_l("The moment that reminds you: “when somebody says they tried everything”."),
    )
    place = StringField(
        _l("Where?"),
        validators=[DataRequired(_l("Write where you will do it.")), Length(max=200, message=TOO_LONG)],
        description=_l("At which table, on which phone, with whom."),
    )
    sign = TextAreaField(
        _l("How will you notice that it works?"),
        validators=[
            DataRequired(_l("Write what you will see or hear when it works.")),
            Length(max=500, message=TOO_LONG),
        ],
        description=_l("Something you can see or hear."),
    )
    begins_on = DayField(
        _l("From which day?"),
        validators=[InputRequired(_l("Write the day on which you begin."))],
        description=_l("We ask you how it went 30, 60 and 90 days later."),
    )
    module = SelectField(_l("What is it about?"), coerce=int, default=0)
    sharing = RadioField(
        _l("Who may see it?"),
        choices=choices_of((sharing, SHARING_WORDS[sharing]) for sharing in SHARINGS),
        default="me",
        validators=[InputRequired(_l("Choose who may see it."))],
        description=_l("You can change this at any time. The facilitators see how many people practised, never who."),
    )
    buddy = SelectField(
        _l("Which buddy?"),
        coerce=int,
        default=0,
        description=_l("Somebody of this cohort. They are asked first, and read it once they say yes."),
    )

    def __init__(self, *args, modules, buddies, earliest: date, **more):
        super().__init__(*args, **more)
        self.module.choices = choices_of([(0, gettext("The whole training")), *modules])
        self.buddy.choices = choices_of([(0, gettext("Nobody yet")), *((row.id, row.name) for row in buddies)])
        self.earliest = earliest

    def validate_begins_on(self, field):
        if field.data and field.data < self.earliest:
            raise ValidationError(gettext("This day is over. Write today or a later day."))
        if field.data and field.data > self.earliest + timedelta(days=FURTHEST):
            raise ValidationError(gettext("Begin within a year; what lies further off is no plan yet."))

    def validate_buddy(self, field):
        if self.sharing.data == "buddy" and not field.data:
            raise ValidationError(gettext("Choose who may be your buddy, or somebody else to see it."))

    @property
    def words(self) -> dict:
        """What the person wrote and chose, as the actions take it."""
        return {
            "words": {name: self[name].data for name in ("what", "occasion", "place", "sign")},
            "begins_on": self.begins_on.data,
            "module_id": self.module.data or None,
            "sharing": self.sharing.data,
            "buddy_id": self.buddy.data if self.sharing.data == "buddy" else None,
        }


class AnswerForm(Form):
    """How it went; the fields of each check-in have a prefix of their own."""

    answer = RadioField(
        _l("How did it go?"),
        choices=choices_of((answer, ANSWER_WORDS[answer]) for answer in ANSWERS),
        validators=[InputRequired(_l("Choose what comes closest."))],
    )
    sentence = TextAreaField(
        _l("In a sentence"),
        validators=[Length(max=500, message=TOO_LONG)],
        description=_l("What happened, or what came in between. Not yet is an answer too."),
    )

    def validate_sentence(self, field):
        if self.answer.data == "other" and not (field.data or "").strip():
            raise ValidationError(gettext("Write in a sentence what happened instead."))


class NoteForm(Form):
    body = TextAreaField(
        _l("What do you want to say?"),
        validators=[
            DataRequired(_l("Write a sentence before you send it.")),
            Length(max=1000, message=TOO_LONG),
        ],
    )
