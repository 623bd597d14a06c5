"""What people fill in about a goal: the figure, its target, the date, who sees to it; and words about how it goes."""

from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Regexp, ValidationError
from wtforms.widgets import HiddenInput

from discussions.insights.figures.registry import FIGURES
from discussions.insights.measuring import SHARE
from discussions.insights.periods import DAYS, USUAL
from lms.forms import Form, choices_of, readable

FURTHEST = timedelta(days=5 * 366)
TOO_LONG = _l("Keep it under %(max)d letters.")


class ChangeForm(Form):
    """What can be changed later, with a reason."""

    target = StringField(
        _l("The goal, as a number"),
        [
            DataRequired(_l("Write the number it should come to.")),
            Regexp(r"^\s*\d{1,6}([.,]\d{1,2})?\s*$", message=_l("Write a number, such as 80 or 2.5.")),
        ],
        description=_l("Percent for a share, hours for a time, otherwise how many."),
    )
    due_on = DateField(_l("By which day"), [InputRequired(_l("Choose the day.")), readable(_l("Choose the day."))])
    owner_id = SelectField(
        _l("Who sees to it"), coerce=int, description=_l("Hears when it is reached, and when its day has come.")
    )
    why = TextAreaField(_l("Why, and what you will do for it"), [Length(max=1000, message=TOO_LONG)])
    reason = TextAreaField(
        _l("Why you change it"),
        [DataRequired(_l("Write why, so that everybody can follow it later.")), Length(max=500, message=TOO_LONG)],
    )
    version = IntegerField(widget=HiddenInput(), default=0, render_kw={"id": False})
    figure_key, today = "", None

    def validate_target(self, field):
        if not field.errors and FIGURES[self.figure_key].unit == SHARE and self.number > 100:
            raise ValidationError(_("A share has at most 100 percent."))

    def validate_due_on(self, field):
        if not self.today < field.data <= self.today + FURTHEST:
            raise ValidationError(_("Choose a day after today, within five years."))

    @property
    def number(self) -> float:
        return float(self.target.data.strip().replace(",", "."))

    @property
    def words(self) -> dict:
        return {
            "target": self.number,
            "due_on": self.due_on.data,
            "owner_id": self.owner_id.data,
            "why": (self.why.data or "").strip(),
        }


class GoalForm(ChangeForm):
    """A new goal."""

    figure = SelectField(_l("Figure"))
    days = SelectField(
        _l("Counted over"),
        choices=choices_of((str(days), _l("the last %(num)d days", num=days)) for days in DAYS),
        default=USUAL.removesuffix("d"),
    )
    is_shared = BooleanField(
        _l("Show it to the cohort"),
        description=_l("Its members then read the goal and how it stands, and no other figure."),
    )
    reason = None


class NoteForm(Form):
    note = TextAreaField(
        _l("How does it go?"),
        [DataRequired(_l("Write a sentence about how it goes.")), Length(max=1000, message=TOO_LONG)],
        description=_l("What you saw, and what you will do next."),
    )


class CloseForm(Form):
    reason = TextAreaField(
        _l("Why you close it"),
        [DataRequired(_l("Write why, so that everybody can follow it later.")), Length(max=500, message=TOO_LONG)],
    )
