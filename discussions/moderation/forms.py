"""What people fill in about moderation: a flag, a decision, an appeal, other words."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from discussions.forms import MAX_POST, title_field
from discussions.moderation.words import DECISION_WORDS, REASON_WORDS
from lms.forms import Form, choices_of

MAX_WORDS = 1_000
TOO_LONG = _l("At most 1,000 letters.")


class FlagForm(Form):
    reason = RadioField(
        _l("What is wrong"),
        choices=choices_of(REASON_WORDS.items()),
        validators=[InputRequired(_l("Choose what is wrong; “something else” is fine too."))],
    )
    words = TextAreaField(
        _l("What should who looks at it know?"),
        validators=[Optional(), Length(max=MAX_WORDS, message=TOO_LONG)],
        default="",
    )

    def validate(self, **more) -> bool:
        """Something else needs a few words: nobody can guess it."""
        if not super().validate(**more):
            return False
        if self.reason.data == "other" and not (self.words.data or "").strip():
            self.words.errors = [_l("Write in a few words what is wrong.")]
            return False
        return True


class DecisionForm(Form):
    decision = RadioField(
        _l("What you decide"),
        choices=choices_of(DECISION_WORDS.items()),
        validators=[InputRequired(_l("Choose what becomes of it."))],
    )
    sentence = StringField(
        _l("Why, in one sentence"),
        validators=[
            DataRequired(_l("Write one sentence; the author and the moderation log get it.")),
            Length(max=300, message=_l("At most 300 letters.")),
        ],
        description=_l("The author reads it, and everybody reads it in the log. Do not repeat the words it is about."),
    )
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class AppealForm(Form):
    words = TextAreaField(
        _l("Why you see it differently"),
        validators=[
            DataRequired(_l("Write why you see it differently.")),
            Length(max=MAX_WORDS, message=TOO_LONG),
        ],
    )


class MendForm(Form):
    body = TextAreaField(
        _l("What it says"),
        validators=[
            DataRequired(_l("Write what it should say.")),
            Length(max=MAX_POST, message=_l("This is longer than %(max)d characters. Make two of it.")),
        ],
    )


class MendOpeningForm(MendForm):
    title = title_field(_l("Title"))
