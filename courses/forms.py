"""What learners send: how far they read, and that they are done."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from lms.forms import Form


class PlaceForm(Form):
    """The last block on the screen, and how much of the lesson lies above the lower edge."""

    block = StringField(_l("Place"), [InputRequired(), Length(max=64), Regexp(r"^[\w.:-]+$")])
    percent = IntegerField(_l("Percent"), [InputRequired(), NumberRange(0, 100)])


class CompletionForm(Form):
    """The revision that was on the screen; without it, the one readers see now."""

    revision = IntegerField(_l("Revision"), [Optional(), NumberRange(1)])
