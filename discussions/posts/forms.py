"""What people fill in about posts: other words for one, and which of several."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectMultipleField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import HiddenInput

from discussions.forms import MAX_POST, title_field
from lms.forms import Form


class PostsField(SelectMultipleField):
    """At least one post of a conversation; which of them can be chosen is decided when they are used."""

    def __init__(self, label, **options):
        super().__init__(label, coerce=int, validate_choice=False, **options)

    def pre_validate(self, form):
        if not self.data:
            raise ValidationError(_l("Choose at least one post."))


class EditForm(Form):
    """`version` says which words the person was looking at when they began."""

    body = TextAreaField(
        _l("What it says"),
        validators=[
            DataRequired(_l("Write what it should say; to take it away altogether, remove it.")),
            Length(max=MAX_POST, message=_l("This is longer than %(max)d characters. Make two of it.")),
        ],
    )
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class OpeningForm(EditForm):
    """The opening post is edited together with the title above it."""

    title = title_field(_l("Title"))
