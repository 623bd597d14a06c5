"""What is sent about verification: vouching for a text, calling it obsolete, and who verifies for how long."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from knowledge.verification.words import PERIOD_WORDS
from lms.forms import Form, choices_of
from lms.revisions.forms import trimmed, unified

TOO_LONG = _l("Keep this within %(max)d characters.")
PERIODS = choices_of(PERIOD_WORDS.items())


class VerifyForm(Form):
    """`version` is the revision that was on the screen."""

    version = IntegerField(widget=HiddenField.widget, validators=[InputRequired()])
    days = SelectField(_l("For how long?"), coerce=int, choices=PERIODS)
    why = TextAreaField(
        _l("What did you look at?"),
        filters=[unified],
        render_kw={"rows": 2},
        validators=[Length(max=600, message=TOO_LONG)],
        description=_l("It stands in the history, for everyone who reads the article."),
    )


class ObsoleteForm(Form):
    obsolete_why = TextAreaField(
        _l("What holds now instead?"),
        filters=[unified],
        render_kw={"rows": 2},
        validators=[Length(max=600, message=TOO_LONG)],
        description=_l("Readers see it above the article."),
    )


class VerifierForm(Form):
    person = StringField(
        _l("Name or e-mail address"),
        filters=[trimmed],
        validators=[DataRequired(_l("Write the name or e-mail address of a member.")), Length(max=300)],
        description=_l("Somebody who reads this collection. Their name stands above what they verify."),
    )


class PeriodForm(Form):
    days = SelectField(_l("How long a verification lasts"), coerce=int, choices=PERIODS)
