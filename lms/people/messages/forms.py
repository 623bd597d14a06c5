"""What people fill in to write to each other."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, TextAreaField
from wtforms.validators import DataRequired, Length

from lms.forms import Form

LONGEST = 2000  # letters of one message


class MessageForm(Form):
    body = TextAreaField(
        _l("Your message"),
        [
            DataRequired(_l("Write something first.")),
            Length(max=LONGEST, message=_l("Keep it under %(max)d letters.")),
        ],
        render_kw={"rows": 6, "maxlength": LONGEST},
    )


class ContactForm(Form):
    can_be_contacted = BooleanField(
        _l("Let others write me a message"),
        description=_l("They never see your mail address. Whoever you write to yourself can always answer."),
    )
