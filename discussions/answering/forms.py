"""What is filled in about the ladder: its hours and its manager, and to whom a question goes."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange, StopValidation

from discussions.answering.ladder import LONGEST
from lms.forms import Form, PersonField, choices_of


def _hours(label):
    wrong = _l("Write a number from %(min)s to %(max)s.")
    return IntegerField(label, validators=[InputRequired(wrong), NumberRange(1, LONGEST, message=wrong)])


class LadderForm(Form):
    """Hours since the question was asked; each rung ends later than the one before."""

    peers = _hours(_l("Its peers have it for so many hours"))
    experience = _hours(_l("Until so many hours after asking, people who know about it"))
    manager = _hours(_l("Until so many hours after asking, the named manager"))
    manager_id = SelectField(_l("The named manager"), coerce=int, default=0)
    in_office_hours = BooleanField(_l("Only the office hours of the academy count"))

    def __init__(self, people, **values):
        super().__init__(**values)
        self.manager_id.choices = choices_of([(0, _("Whoever leads here and came first")), *people])

    def validate_experience(self, field):
        _has_to_be_later(self.peers, field)

    def validate_manager(self, field):
        _has_to_be_later(self.experience, field)


class PersonForm(Form):
    """One of the people who are offered."""

    person = PersonField(_l("To whom"))

    def __init__(self, people, **values):
        super().__init__(**values)
        self.person.offer(people)


def _has_to_be_later(before, field) -> None:
    if before.data is not None and field.data is not None and field.data <= before.data:
        raise StopValidation(_("This has to be later than the step before."))
