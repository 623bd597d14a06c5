"""What somebody says of a peer, and what that peer decides."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from cohorts.spotlight.words import SHOWN_CHOICES
from lms.forms import Form, PersonField, choices_of
from lms.revisions.forms import trimmed


class PraiseForm(Form):
    person = PersonField(_l("Who"))
    sentence = TextAreaField(
        _l("What they did, in a sentence"),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Write what they did.")),
            Length(max=300, message=_l("Keep it under %(max)d letters.")),
        ],
        description=_l("They read it with your name. If they show it to the cohort, the cohort does too."),
        render_kw={"rows": 3, "maxlength": 300},
    )
    may_leave = BooleanField(_l("They may also show it outside this cohort"))


class DecisionForm(Form):
    shown = RadioField(_l("Who else reads it"), validators=[InputRequired(_l("Choose who reads it."))])

    @classmethod
    def of(cls, praise, **more) -> "DecisionForm":
        """Outside the cohort only what its writer lets go there."""
        form = cls(prefix=f"n{praise.id}-", **more)
        form.shown.choices = choices_of(
            (name, words) for name, words in SHOWN_CHOICES.items() if praise.may_leave or name != "academy"
        )
        return form
