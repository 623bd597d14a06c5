"""What is filled in about passages: proposing one, taking it over, declining it."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from knowledge.quotes.marks import without_quotes
from lms.forms import Form
from lms.markup import MAX_LENGTH
from lms.revisions.forms import trimmed, unified


def without_quotes_in(value: str | None) -> str:
    return without_quotes(value or "")


class PassageForm(Form):
    course = SelectField(_l("For which course"), coerce=int, validators=[InputRequired(_l("Choose a course."))])
    words = TextAreaField(
        _l("The passage"),
        filters=[unified, without_quotes_in],
        render_kw={"rows": 12},
        description=_l("Leave what a lesson can use; take out the rest."),
        validators=[
            DataRequired(_l("Leave at least a sentence of the article.")),
            Length(max=MAX_LENGTH["article"], message=_l("This is longer than %(max)d characters.")),
        ],
    )
    why = TextAreaField(
        _l("Why it belongs in this course"),
        filters=[trimmed],
        render_kw={"rows": 3},
        validators=[
            DataRequired(_l("Write in a sentence why it belongs there.")),
            Length(max=600, message=_l("Keep this within %(max)d characters.")),
        ],
    )


class StepForm(Form):
    """`version` says what somebody was looking at when they decided."""

    version = IntegerField(widget=HiddenField.widget, validators=[InputRequired()])


class TakeOverForm(StepForm):
    text = SelectField(
        _l("Into which lesson"),
        coerce=int,
        description=_l("It comes at the end of the draft, with the name of the article and its writers."),
    )


class DeclineForm(StepForm):
    reason = TextAreaField(
        _l("Why not"),
        filters=[trimmed],
        render_kw={"rows": 3},
        validators=[
            DataRequired(_l("Write in a sentence why not; who proposed it reads this.")),
            Length(max=600, message=_l("Keep this within %(max)d characters.")),
        ],
    )
