"""What people fill in when they ask at a passage of a text."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import HiddenInput

from discussions.forms import TopicForm
from lms.forms import choices_of


class AskForm(TopicForm):
    """A topic with its place in a text; `space` is chosen among those the person may talk in."""

    kind = RadioField(
        _l("What it is"),
        choices=choices_of([("question", _l("A question")), ("discussion", _l("Something to talk about"))]),
        default="question",
        validators=[DataRequired()],
    )
    space = RadioField(_l("Where you ask it"), coerce=int, validators=[DataRequired(_l("Choose who you ask."))])
    block = StringField(widget=HiddenInput(), validators=[Optional(), Length(max=40)])
    quote = StringField(widget=HiddenInput(), validators=[Optional(), Length(max=1000)])
