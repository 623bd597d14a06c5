"""What staff send about results: grades, what one person may have besides, and why grades change."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from courses.quizzes.building.forms import NUMBER, NUMERIC
from courses.quizzes.fields import PointsField
from lms.forms import Form, readable
from lms.revisions.forms import trimmed


class GradeForm(Form):
    """What a written answer is worth, in points."""

    earned = PointsField(_l("Points"))
    comment = TextAreaField(
        _l("What you want to say to them"),
        validators=[Length(max=5000, message=_l("Keep it under %(max)d letters."))],
    )

    def __init__(self, *args, most: float, **more):
        super().__init__(*args, **more)
        self.most = most
        self.earned.description = gettext("From 0 to %(most)s.", most=f"{most:g}")

    def validate_earned(self, field):
        if field.data is None or not 0 <= field.data <= self.most:
            field.errors = []
            raise ValidationError(gettext("Write a number from 0 to %(most)s.", most=f"{self.most:g}"))


class OverruleForm(GradeForm):
    """Another grade than the automatic one, and why."""

    comment = TextAreaField(
        _l("Why"),
        description=_l("Whose grade changes reads this sentence."),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Write in a sentence why this grade is another one.")),
            Length(max=300, message=_l("Keep it under %(max)d letters.")),
        ],
    )


class AllowanceForm(Form):
    """What one person may have besides the settings."""

    person = SelectField(_l("For whom"), coerce=int)
    extra_attempts = IntegerField(
        _l("Extra attempts"),
        description=_l("All together. Empty: as it is."),
        render_kw=NUMERIC,
        validators=[Optional(), readable(NUMBER), NumberRange(0, 100, _l("Between 0 and 100."))],
    )
    extra_minutes = IntegerField(
        _l("Extra minutes"),
        description=_l("All together. Empty: as it is."),
        render_kw=NUMERIC,
        validators=[Optional(), readable(NUMBER), NumberRange(0, 1440, _l("Between 0 and 1440."))],
    )

    def validate(self, *args, **more) -> bool:
        if not super().validate(*args, **more):
            return False
        if self.extra_attempts.data is None and self.extra_minutes.data is None:
            self.extra_attempts.errors = [gettext("Write how many attempts or minutes they have besides.")]
            return False
        return True


class RegradeForm(Form):
    reason = StringField(
        _l("Why"),
        description=_l("Whose grade changes reads this sentence."),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Write in a sentence why the grades change.")),
            Length(max=300, message=_l("Keep it under %(max)d letters.")),
        ],
    )
