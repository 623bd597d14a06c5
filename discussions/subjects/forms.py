"""Which tags a topic carries, and what a tag is called."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField, StringField
from wtforms.validators import DataRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from discussions.subjects.policies import TAGS_OF_A_TOPIC
from lms.forms import Form, choices_of


class TagsField(SelectMultipleField):
    """Some of the tags a space offers; `offer` says which those are."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, **options):
        super().__init__(_l("Tags"), coerce=int, choices=[], **options)

    def offer(self, tags) -> None:
        self.choices = choices_of((tag.id, tag.name) for tag in tags)

    def pre_validate(self, form):
        super().pre_validate(form)
        if len(self.data or ()) > TAGS_OF_A_TOPIC:
            raise ValidationError(_("Choose at most %(max)d.", max=TAGS_OF_A_TOPIC))


class TagsForm(Form):
    tags = TagsField()


class TagForm(Form):
    name = StringField(
        _l("Name of the tag"),
        validators=[
            DataRequired(_l("Write one or two words.")),
            Length(max=30, message=_l("At most 30 letters.")),
        ],
        filters=[lambda value: " ".join(value.split()) if value else value],
    )
