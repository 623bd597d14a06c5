"""What is sent by “Seen to”."""

from wtforms import StringField
from wtforms.validators import DataRequired, Length

from lms.forms import Form


class SeenForm(Form):
    place = StringField(validators=[DataRequired(), Length(max=200)])
