"""What people fill in about common ground: a question in its languages, and an answer with its readers."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from lms.forms import Form, choices_of

LONGEST = 500  # letters of an answer
TOO_LONG = _l("Keep it under %(max)d letters.")
FORMER = ("former", _l("Those who read it so far"))
SHARING = (("me", _l("Only me")), ("cohort", _l("The people of this cohort")))


class QuestionForm(Form):
    """The fields of each question have a prefix of their own."""

    en = StringField(_l("In English"), [Length(max=200, message=TOO_LONG)], render_kw={"maxlength": 200, "lang": "en"})
    nl = StringField(_l("In Dutch"), [Length(max=200, message=TOO_LONG)], render_kw={"maxlength": 200, "lang": "nl"})

    def validate_en(self, field):
        if not (field.data or "").strip() and not (self.nl.data or "").strip():
            raise ValidationError(gettext("Write the question in one language at least."))

    @property
    def texts(self) -> dict[str, str]:
        return {"en": self.en.data, "nl": self.nl.data}


class AnswerForm(Form):
    """One answer; the fields of each question have a prefix of their own, and one key is enough for all."""

    form_key = None
    body = TextAreaField(
        validators=[Length(max=LONGEST, message=TOO_LONG)], render_kw={"rows": 2, "maxlength": LONGEST}
    )
    sharing = RadioField(_l("Who reads it?"), choices=choices_of(SHARING), default="me")
