"""What authors send about questions besides their content, which reading.py reads."""

import math

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import FloatField, HiddenField, SelectField, StringField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from courses.questions.actions import LONGEST_TAG
from lms.forms import Form, choices_of, readable
from lms.revisions.forms import trimmed

MOST_POINTS = 1000
POINTS = _l("Write the points as a number, such as 1 or 2.5.")


class PointsField(FloatField):
    """Points with a comma or a point."""

    def process_formdata(self, valuelist):
        super().process_formdata([value.replace(",", ".") for value in valuelist])

    def _value(self):
        return f"{self.data:g}" if self.data is not None else (self.raw_data[0] if self.raw_data else "")


class QuestionForm(Form):
    """`drawers` are the categories of the course, `lessons` (id, title) of its lessons; `passages_of(lesson_id)` gives those
    of one, as explaining.Passages."""

    name = StringField(
        _l("Name in the bank"),
        description=_l("Only authors see it."),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Write a name, such as “Open questions 1”.")),
            Length(max=200, message=_l("Keep this within %(max)d characters.")),
        ],
    )
    category = SelectField(_l("Category"), coerce=int)
    points = PointsField(_l("Points"), default=1.0, validators=[Optional(), readable(POINTS)])
    tags = StringField(
        _l("Tags"),
        description=_l("With commas between them, such as: listening, week 1."),
        filters=[trimmed],
        validators=[Length(max=500, message=_l("Keep this within %(max)d characters."))],
    )
    lesson = SelectField(
        _l("Explained in"), coerce=int, default=0, description=_l("Where somebody reads on after a wrong answer.")
    )
    passage = SelectField(_l("Explained at"), default="", validate_choice=False)
    version = HiddenField(default="0")

    def __init__(self, *args, drawers, lessons, passages_of, **more):
        super().__init__(*args, **more)
        self.passages = passages_of(self.lesson.data) if self.lesson.data else None
        self.passage.choices = choices_of(
            [("", gettext("The whole lesson")), *((one.key, one.words) for one in self.passages.all)]
            if self.passages
            else []
        )
        self.category.choices = choices_of((drawer.id, "– " * drawer.depth + drawer.name) for drawer in drawers)
        self.lesson.choices = choices_of([(0, gettext("No lesson")), *((row.id, row.title) for row in lessons)])

    def validate_points(self, field):
        if field.data is None or not (math.isfinite(field.data) and 0 < field.data <= MOST_POINTS):
            raise ValidationError(gettext("Write points above 0 and up to %(most)d.", most=MOST_POINTS))

    def validate_tags(self, field):
        if any(len(tag) > LONGEST_TAG for tag in self.all_tags):
            raise ValidationError(gettext("Keep each tag within %(max)d characters.", max=LONGEST_TAG))

    @property
    def all_tags(self) -> list[str]:
        return [tag.strip() for tag in (self.tags.data or "").split(",") if tag.strip()]

    @property
    def began_from(self) -> int | None:
        """The version the writer saw; nothing when that was not sent."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 10 else None

    @property
    def explained_at(self) -> dict | None:
        """The lesson that explains the question, and the passage in it with its words, by which it is found after an edit."""
        if not self.lesson.data:
            return None
        explained = {"lesson_id": self.lesson.data, "block": ""}
        passage = self.passages.find(self.passage.data) if self.passages else None
        if passage is None:
            return explained
        return explained | {"block": passage.key, "quote": passage.quote, "language": self.passages.language}


class CategoryForm(Form):
    name = StringField(
        _l("Name of the category"),
        filters=[trimmed],
        validators=[
            InputRequired(_l("Write a name, such as “Listening”.")),
            DataRequired(_l("Write a name, such as “Listening”.")),
            Length(max=120, message=_l("Keep this within %(max)d characters.")),
        ],
    )
    parent = SelectField(_l("Stands in"), coerce=int, default=0)

    def __init__(self, *args, drawers, **more):
        super().__init__(*args, **more)
        self.parent.choices = choices_of(
            [(0, gettext("No other category")), *((drawer.id, "– " * drawer.depth + drawer.name) for drawer in drawers)]
        )


class PlaceForm(Form):
    """Another category of the same course."""

    category = SelectField(_l("Category"), coerce=int)

    def __init__(self, *args, drawers, **more):
        super().__init__(*args, **more)
        self.category.choices = choices_of((drawer.id, "– " * drawer.depth + drawer.name) for drawer in drawers)
