"""What people fill in about ideas: how many votes, and the stage an idea comes to."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, StopValidation

from discussions.ideas.models import ANSWERED, MOST_ON_ONE
from discussions.ideas.words import STAGE_WORDS
from lms.forms import Form, choices_of

MAX_REASON = 500


class VoteForm(Form):
    votes = IntegerField(validators=[InputRequired(), NumberRange(min=0, max=MOST_ON_ONE)])


class StageForm(Form):
    stage = SelectField(_l("Where it stands"), choices=choices_of(STAGE_WORDS.items()))
    reason = TextAreaField(
        _l("Why"),
        description=_l("Whoever voted reads this. A plan and a decision, yes or no, need their reason."),
        validators=[
            Length(max=MAX_REASON, message=_l("A reason has at most %(max)d characters. Put the rest in a reply."))
        ],
        filters=[lambda words: (words or "").strip()],
    )

    def validate_reason(self, field):
        if self.stage.data in ANSWERED and not field.data:
            raise StopValidation(_("Write why, so that nobody has to guess."))
