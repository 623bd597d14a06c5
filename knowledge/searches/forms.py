"""What is sent when somebody did not find something."""

from wtforms import StringField
from wtforms.validators import DataRequired, Length

from lms.forms import Form


class MissForm(Form):
    q = StringField(validators=[DataRequired(), Length(max=200)])
