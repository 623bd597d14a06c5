"""What is sent about reviews: whom a writer asks, and what the reviewer says."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from lms.forms import Form, choices_of
from lms.revisions.forms import unified

TOO_LONG = _l("Keep this within %(max)d characters.")
VERDICT_WORDS = {"approved": _l("It can be published"), "changes": _l("Something must change first")}


class AskReviewForm(Form):
    reviewer = SelectField(_l("Who reads it?"), coerce=int, validators=[InputRequired(_l("Choose who reads it."))])
    note = TextAreaField(
        _l("What should they look at?"),
        filters=[unified],
        render_kw={"rows": 2},
        validators=[Length(max=1000, message=TOO_LONG)],
    )

    def __init__(self, *args, reviewers, **more):
        super().__init__(*args, **more)
        self.reviewer.choices = choices_of((row.id, row.name) for row in reviewers)


class VerdictForm(Form):
    verdict = RadioField(
        _l("What do you think?"),
        choices=choices_of(VERDICT_WORDS.items()),
        validators=[InputRequired(_l("Choose what you think of it."))],
    )
    words = TextAreaField(
        _l("In your words"),
        filters=[unified],
        render_kw={"rows": 4},
        validators=[Length(max=4000, message=TOO_LONG)],
    )

    def validate_words(self, field):
        if self.verdict.data == "changes" and not (field.data or "").strip():
            raise ValidationError(_l("Write what must change."))
