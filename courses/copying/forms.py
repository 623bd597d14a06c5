"""What authors send to copy a course, or to use modules of another course."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectMultipleField, ValidationError
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from courses.editing.forms import TitleForm
from lms.forms import Form, choices_of


class CopyForm(TitleForm):
    """The name of the copy."""


class ReuseForm(Form):
    """Modules of another course; `modules` are those it has."""

    source = IntegerField(widget=HiddenInput())
    chosen = SelectMultipleField(
        _l("Modules"), coerce=int, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(),
        validate_choice=False,
    )  # fmt: skip

    def __init__(self, *args, modules=(), **more):
        super().__init__(*args, **more)
        self.chosen.choices = choices_of((module.id, module.title) for module in modules)
        self._known = {module.id for module in modules}

    def validate_chosen(self, field):
        if not field.data:
            raise ValidationError(_l("Choose at least one module."))
        if not set(field.data) <= self._known:
            raise ValidationError(_l("One of these modules is no longer there. Look at the course once more."))
