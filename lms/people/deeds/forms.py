"""Which kinds of what one did are shown."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from lms.forms import Form, choices_of
from lms.people.directory import evidence


class DeedsForm(Form):
    kinds = SelectMultipleField(
        _l("Also shown on your page"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )

    @classmethod
    def of(cls, **more) -> "DeedsForm":
        form = cls(**more)
        form.kinds.choices = choices_of((kind.name, kind.choice) for kind in evidence.asked_kinds())
        return form
