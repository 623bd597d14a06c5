"""A field that more than one form about quizzes has."""

import math

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import FloatField

MOST_POINTS = 1000
POINTS = _l("Write the points as a number, such as 1 or 2.5.")


class PointsField(FloatField):
    """A number with a comma or a point."""

    def process_formdata(self, valuelist):
        super().process_formdata([value.replace(",", ".") for value in valuelist])
        if self.data is not None and not math.isfinite(self.data):
            self.data = None
            raise ValueError(gettext("Write the points as a number, such as 1 or 2.5."))

    def _value(self):
        return f"{self.data:g}" if self.data is not None else (self.raw_data[0] if self.raw_data else "")
