"""What is sent by “This answered my question”, by “Ask people”, and what an administrator fills in."""

import re

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField, ValidationError
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, Optional, Regexp

from discussions.asking.spots.queries import KINDS
from discussions.forms import MAX_TITLE
from lms.forms import Form

CONTACT = re.compile(r"[^@\s/<>\"]+@[^@\s/<>\"]+\.[^@\s/<>\"]+|https?://[^\s<>\"]+")


class OnwardForm(Form):
    words = StringField(validators=[DataRequired(), Length(max=MAX_TITLE)])


class AnswerForm(OnwardForm):
    kind = StringField(validators=[AnyOf(KINDS)])
    found = IntegerField(validators=[InputRequired()])
    language = StringField(validators=[Optional(), Length(max=8)])
    passage = StringField(validators=[Optional(), Length(max=40)])


class DeskForm(Form):
    cost = StringField(
        _l("What one question costs, in euros"),
        [Regexp(r"^\s*\d{1,4}([.,]\d{1,2})?\s*$", message=_l("Write an amount such as 12.50."))],
        description=_l(
            "What your academy reckons for answering one question by hand. Another amount holds from today on."
        ),
    )
    contact = StringField(
        _l("Where guests ask people"),
        [Length(max=300)],
        description=_l("An address for mail, or of a page that begins with https://. Without one, guests may sign in."),
    )

    def validate_contact(self, field):
        if field.data and not CONTACT.fullmatch(field.data.strip()):
            raise ValidationError(_("Write an address for mail, or one that begins with https://."))

    @property
    def cents(self) -> int:
        euros, _point, rest = self.cost.data.strip().replace(",", ".").partition(".")
        return int(euros) * 100 + int((rest + "00")[:2])
