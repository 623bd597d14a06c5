"""What is sent about a refresher: which turn an answer is for, and how hard it was."""

from flask import request
from wtforms import IntegerField
from wtforms.validators import AnyOf, InputRequired

from courses.refreshers.models import RATINGS
from lms.forms import Form


class TurnForm(Form):
    """The number of the answer the page was made for; the answer itself is read by the kind of its question."""

    turn = IntegerField(validators=[InputRequired()])

    @property
    def is_unknown(self) -> bool:
        """The person said that they do not know."""
        return request.form.get("go") == "unknown"


class RatingForm(TurnForm):
    rating = IntegerField(validators=[InputRequired(), AnyOf(RATINGS)])
