"""What a browser sends of a text that is being written."""

from wtforms import IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from discussions.forms import MAX_POST, MAX_TITLE
from lms.forms import Form

REST = ("tags", "options", "method", "secrecy", "results", "closes_at")  # fields of the forms of a topic
SHORT = Length(max=40)


class DraftForm(Form):
    """`sequence` grows with every change; a copy that arrives late carries a lower one."""

    title = StringField(validators=[Optional(), Length(max=MAX_TITLE)])
    body = TextAreaField(validators=[Optional(), Length(max=MAX_POST)])
    tags = SelectMultipleField(coerce=int, validate_choice=False, validators=[Length(max=40)])
    options = TextAreaField(validators=[Length(max=5_000)])
    method = StringField(validators=[SHORT])
    secrecy = StringField(validators=[SHORT])
    results = StringField(validators=[SHORT])
    closes_at = StringField(validators=[SHORT])
    sequence = IntegerField(validators=[InputRequired(), NumberRange(min=0, max=2**53)])

    @property
    def rest(self) -> dict[str, list]:
        """What the form of a topic asks besides its title and words, for as far as it is filled in."""
        values = {name: self[name].data for name in REST}
        return {name: value if isinstance(value, list) else [value] for name, value in values.items() if value}
