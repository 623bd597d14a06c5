"""What a browser sends of a text that is being written."""

import re

from flask import request
from wtforms import Field, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from lms.forms import Form
from lms.markup import MAX_LENGTH

MAX_TITLE = 200
REST = ("tags", "options", "method", "secrecy", "results", "closes_at")  # fields of the forms of a topic
JUDGING = re.compile(r"(level|comment)\d{1,2}|earned|comment")  # fields of the forms in which work is judged
SHORT = Length(max=40)
MAX_REMARK = 5_000


class DraftForm(Form):
    """`sequence` grows with every change; a copy that arrives late carries a lower one."""

    title = StringField(validators=[Optional(), Length(max=MAX_TITLE)])
    body = TextAreaField(validators=[Optional(), Length(max=MAX_LENGTH["post"])])
    tags = SelectMultipleField(coerce=int, validate_choice=False, validators=[Length(max=40)])
    options = TextAreaField(validators=[Length(max=5_000)])
    method = StringField(validators=[SHORT])
    secrecy = StringField(validators=[SHORT])
    results = StringField(validators=[SHORT])
    closes_at = StringField(validators=[SHORT])
    sequence = IntegerField(validators=[InputRequired(), NumberRange(min=0, max=2**53)])

    @property
    def rest(self) -> dict[str, list]:
        """What a form asks besides its title and words, for as far as it is filled in."""
        values = {name: self[name].data for name in REST} | self._judging
        return {name: value if isinstance(value, list) else [value] for name, value in values.items() if value}

    @property
    def _judging(self) -> dict[str, str]:
        return {name: value.replace("\x00", "") for name, value in request.form.items() if JUDGING.fullmatch(name)}

    def validate(self, extra_validators=None) -> bool:
        return super().validate(extra_validators) and all(len(one) <= MAX_REMARK for one in self._judging.values())


def keep_as_typed(field: Field, place: str, draft) -> None:
    """Let the page keep what is typed in this field, and in the rest of its form, as the draft of a place."""
    sequence = draft.sequence if draft else 0
    kept = {"data-draft-url": f"/drafts?place={place}", "data-draft-sequence": sequence}
    field.render_kw = {**(field.render_kw or {}), **kept}


def judging_in(form: Form) -> dict[str, list[str]]:
    """What was judged in a form that was sent, besides its words."""
    return {field.name: [field.data] for field in form if JUDGING.fullmatch(field.name) and field.data}
