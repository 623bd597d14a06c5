"""What is sent about contributions: its words, and why one is hidden."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, Optional

from knowledge.suggestions.forms import StepForm, sentences
from lms.forms import Form, choices_of
from lms.revisions.forms import unified

MOST = 10_000  # letters: more than that is an article


class ContributionForm(Form):
    kind = RadioField(
        _l("What it is"),
        choices=choices_of(
            [
                ("experience", _l("An experience: how this went in my work")),
                ("case", _l("A case: a situation others can learn from")),
            ]
        ),
        default="experience",
        validators=[DataRequired(_l("Choose what it is."))],
    )
    body = TextAreaField(
        _l("Your words"),
        filters=[unified],
        validators=[
            DataRequired(_l("Write something first.")),
            Length(max=MOST, message=_l("Keep this within %(max)d characters.")),
        ],
    )
    version = IntegerField(widget=HiddenField.widget, validators=[Optional()])


class ChangeForm(ContributionForm):
    version = IntegerField(widget=HiddenField.widget, validators=[InputRequired()])


class ReadersForm(StepForm):
    """Whether the readers the article has now may read it too: those its author saw when they were asked."""

    audience = IntegerField(widget=HiddenField.widget, validators=[InputRequired()])
    may_read = StringField(validators=[AnyOf(("yes", "no"))])


class HideForm(StepForm):
    reason = sentences(_l("Why is it hidden?"), _l("Write why: its author reads it."))
