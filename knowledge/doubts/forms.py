"""What is sent about doubts: that an article is outdated, and a question to who keeps it true."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from lms.forms import Form
from lms.revisions.forms import unified

TOO_LONG = _l("Keep this within %(max)d characters.")


class ReportForm(Form):
    sentence = TextAreaField(
        _l("What is no longer right?"),
        filters=[unified],
        render_kw={"rows": 3},
        validators=[
            DataRequired(_l("Write in a sentence what is no longer right.")),
            Length(max=600, message=TOO_LONG),
        ],
        description=_l("Only who verifies and edits this collection reads it, with your name."),
    )


class AnswerForm(Form):
    answer = TextAreaField(
        _l("Your answer"),
        filters=[unified],
        render_kw={"rows": 3},
        validators=[DataRequired(_l("Write your answer in a sentence.")), Length(max=1000, message=TOO_LONG)],
    )


class OwnerForm(Form):
    question = TextAreaField(
        _l("What do you want to know?"),
        filters=[unified],
        render_kw={"rows": 3},
        validators=[DataRequired(_l("Write your question in a sentence.")), Length(max=600, message=TOO_LONG)],
    )
