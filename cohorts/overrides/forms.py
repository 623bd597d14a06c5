"""What a facilitator says when a lesson counts as done for somebody."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField
from wtforms.validators import DataRequired, Length

from lms.forms import Form, choices_of


class CountForm(Form):
    lesson = SelectField(_l("Lesson"), coerce=int)
    because = TextAreaField(
        _l("It counts as done, because"),
        description=_l("Whose lesson it is reads this sentence."),
        filters=[lambda value: (value or "").strip()],
        validators=[
            DataRequired(_l("Write in a sentence why.")),
            Length(max=500, message=_l("Keep it under %(max)d letters.")),
        ],
        render_kw={"rows": 2},
    )

    @classmethod
    def of(cls, steps, **values) -> "CountForm":
        """For one of these lessons of an outline."""
        form = cls(**values)
        form.lesson.choices = choices_of((step.id, f"{step.number} {step.title}") for step in steps)
        return form
