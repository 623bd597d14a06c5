"""What is sent by “This answers it”."""

from wtforms import IntegerField, StringField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, Optional

from discussions.asking.spots.queries import KINDS
from discussions.forms import MAX_TITLE
from lms.forms import Form


class DeflectionForm(Form):
    """`passage` is what Spot calls it; `place` is where the draft of the question is kept."""

    words = StringField(validators=[DataRequired(), Length(max=MAX_TITLE)])
    kind = StringField(validators=[AnyOf(KINDS)])
    found = IntegerField(validators=[InputRequired()])
    language = StringField(validators=[Optional(), Length(max=8)])
    passage = StringField(validators=[Optional(), Length(max=40)])
    place = StringField(validators=[Optional(), Length(max=80)])
