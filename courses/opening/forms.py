"""What an author sends about when something opens: after what, and with which score."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional, ValidationError

from courses.opening.circles import Node
from lms.forms import Form, readable


class ConditionForm(Form):
    """One thing that must be done first; `tree` is the outline as its authors see it, `target` is what opens."""

    after = SelectField(_l("After completing"))
    percent = IntegerField(
        _l("With at least this percent"),
        description=_l("Only for a quiz or an assignment; empty: completing it is enough."),
        render_kw={"inputmode": "numeric"},
        validators=[
            Optional(), readable(_l("Write a whole number, such as 80.")),
            NumberRange(1, 100, _l("Between 1 and 100 percent.")),
        ],
    )  # fmt: skip

    def __init__(self, *args, tree, target: Node, **more):
        super().__init__(*args, **more)
        self.tree = tree
        self.after.choices = [
            SelectChoice(value, name, optgroup=f"{module.number}. {module.title}")
            for module in tree.modules
            for value, name in (
                (f"module:{module.id}", gettext("All of module %(number)d", number=module.number)),
                *((f"lesson:{one.id}", f"{one.number} {one.title}") for one in module.lessons),
            )
            if value != f"{target[0]}:{target[1]}"
        ]

    def validate_percent(self, field):
        lesson = self.tree.find(self.node[1]) if not self.after.errors and self.node[0] == "lesson" else None
        if field.data is not None and (lesson is None or not lesson.kind.is_graded):
            raise ValidationError(
                gettext("Only a quiz or an assignment gives a score. Leave this empty, or choose one.")
            )

    @property
    def node(self) -> Node:
        """What must be done first."""
        kind, _colon, number = self.after.data.partition(":")
        return kind, int(number)
