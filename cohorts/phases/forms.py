"""What a facilitator writes for a phase of a cohort."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import Length
from wtforms.widgets import HiddenInput

from cohorts.forms import WholeNumber
from lms.forms import Form

LABELS = {
    "before": _l("Before it begins: what to prepare"),
    "last_week": _l("In the last week: what stays, and how to stay in touch"),
}


class TextForm(Form):
    body = TextAreaField(
        validators=[Length(max=5000, message=_l("Keep it under 5,000 letters."))],
    )
    version = WholeNumber(widget=HiddenInput(), default=0, render_kw={"id": False})
