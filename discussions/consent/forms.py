"""What an author answers about one of their posts."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired, Length

from lms.forms import Form, choices_of


class AnswerForm(Form):
    """`seal` stands for the words the author saw when answering."""

    seal = HiddenField(validators=[Length(max=64)], default="", render_kw={"id": False})
    answer = RadioField(
        _l("May these words be shown there?"),
        choices=choices_of(
            [
                ("named", _l("Yes, with my name")),
                ("anonymous", _l("Yes, without my name")),
                ("no", _l("No")),
            ]
        ),
        validators=[InputRequired(_l("Choose one of the three. Until you do, nothing is shown."))],
    )
