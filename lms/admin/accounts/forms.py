"""Forms about accounts: who is invited, with which roles, and why a request is declined."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from lms.forms import Form, choices_of
from lms.languages import NAMES

ROLE_NAMES = {
    "author": _l("Author"),
    "editor": _l("Knowledge editor"),
    "manager": _l("Community manager"),
    "facilitator": _l("Facilitator"),
    "admin": _l("Administrator"),
}


class RolesField(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label=None, validators=None, **options):
        super().__init__(label, validators, choices=choices_of(ROLE_NAMES.items()), **options)


class InvitationForm(Form):
    people = TextAreaField(
        _l("Mail addresses"),
        [Optional(), Length(max=200_000, message=_l("This list is too long."))],
        description=_l(
            "One person on a line, such as “Naomi Pinas &lt;naomi@example.nl&gt;”. Lines from a spreadsheet work too."
        ),
    )
    file = FileField(
        _l("Or a CSV file"), description=_l("With a column for the mail address and, if you have it, one for the name.")
    )
    language = SelectField(_l("Language of the invitation"), choices=choices_of(NAMES.items()))
    roles = RolesField(
        _l("Roles"), [Optional()], description=_l("Trainees need none: a cohort gives them their place.")
    )


class RolesForm(Form):
    roles = RolesField(_l("Roles"), [Optional()])


class AnswerForm(Form):
    reason = StringField(
        _l("Why not"),
        [
            DataRequired(_l("Write one sentence; it is sent to the person.")),
            Length(max=500, message=_l("At most 500 letters.")),
        ],
    )
