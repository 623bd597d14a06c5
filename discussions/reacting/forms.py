"""Which reaction is given or taken back, and the sentence of thanks."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import AnyOf, Length, Optional

from discussions.forms import SwitchForm
from discussions.reacting.models import KINDS
from lms.forms import Form


class ReactionForm(Form):
    """One of both: the kind that is given, or the one that is taken back."""

    kind = StringField(validators=[Optional(), AnyOf(KINDS)])
    back = StringField(validators=[Optional(), AnyOf(KINDS)])

    def validate(self, **more) -> bool:
        return super().validate(**more) and bool(self.kind.data) != bool(self.back.data)


class ThanksForm(SwitchForm):
    sentence = StringField(
        _l("What it did for you, in one sentence"),
        validators=[Length(max=200, message=_l("At most 200 letters."))],
        default="",
    )
