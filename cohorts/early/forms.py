"""What is opened early: a module, a lesson, or without either everything."""

from wtforms import IntegerField
from wtforms.validators import Optional

from lms.forms import Form


class GiftForm(Form):
    module = IntegerField(validators=[Optional()])
    lesson = IntegerField(validators=[Optional()])
