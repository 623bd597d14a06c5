"""How slow, and for how long."""

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import SelectField

from discussions.moving.forms import ReasonForm
from lms.forms import choices_of

MINUTES, HOURS = (2, 5, 15, 60), (1, 4, 24, 72)


class SlowForm(ReasonForm):
    minutes = SelectField(_l("One reply per person in"), coerce=int, default=15)
    hours = SelectField(_l("Until"), coerce=int, default=4)

    def __init__(self, **values):
        super().__init__(**values)
        self.minutes.choices = choices_of((n, ngettext("%(num)d minute", "%(num)d minutes", n)) for n in MINUTES)
        self.hours.choices = choices_of(
            (n, ngettext("%(num)d hour from now", "%(num)d hours from now", n)) for n in HOURS
        )
