"""What is sent about stories: a new one, where it is featured, a report, and why one is hidden."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from lms.forms import Form, choices_of
from lms.languages import NAMES
from lms.revisions.forms import trimmed, unified


class StoryForm(Form):
    title = StringField(
        _l("Title"),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Give your story a title.")),
            Length(max=200, message=_l("Keep the title within %(max)d characters.")),
        ],
    )
    language = SelectField(_l("Language"), choices=choices_of(NAMES.items()))
    readers = RadioField(_l("For whom?"), coerce=int)


class FeatureForm(Form):
    collection = SelectField(_l("Collection"), coerce=int, validate_choice=False)


def _sentence(label, missing, description) -> TextAreaField:
    return TextAreaField(
        label,
        filters=[unified],
        render_kw={"rows": 3},
        description=description,
        validators=[DataRequired(missing), Length(max=600, message=_l("Keep this within %(max)d characters."))],
    )


class ReportForm(Form):
    sentence = _sentence(
        _l("What should be looked at?"),
        _l("Write in a sentence what should be looked at."),
        _l("Only who moderates here reads it, with your name. The writer does not."),
    )


class HideForm(Form):
    reason = _sentence(
        _l("Why is it hidden?"), _l("Write in a sentence why it is hidden."), _l("The writer reads this.")
    )
