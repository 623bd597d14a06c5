"""What authors send to change the outline."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, StringField
from wtforms.validators import AnyOf, Length, Optional

from lms.forms import Form
from lms.revisions.forms import trimmed


class MoveForm(Form):
    """One place up (-1) or down (+1)."""

    step = IntegerField(validators=[AnyOf((-1, 1))])


class LessonMoveForm(Form):
    """One place up or down, or to the end of the module with this id."""

    step = IntegerField(validators=[Optional(), AnyOf((-1, 1))])
    module = IntegerField(validators=[Optional()])

    def validate(self, **more) -> bool:
        return super().validate(**more) and (self.step.data is None) != (self.module.data is None)


class ReturnForm(Form):
    """An act whose page is the one it was sent from."""

    back = HiddenField()


class RemovalForm(Form):
    """Taking a lesson out of the course."""

    removed_because = StringField(
        _l("Why, in one sentence"),
        filters=[trimmed],
        validators=[Length(max=300, message=_l("Keep this within %(max)d characters."))],
        description=_l("Those who completed the lesson can read it."),
    )
