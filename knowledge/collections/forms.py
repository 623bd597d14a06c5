"""What editors send about collections."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length

from knowledge.models import OPENNESS
from knowledge.words import AUDIENCE_WORDS, AUDIENCES, OPENNESS_WORDS
from lms.forms import Form, choices_of
from lms.languages import NAMES
from lms.revisions.forms import trimmed


class CollectionForm(Form):
    title = StringField(
        _l("Title"),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Write a title, such as “Home visits”.")),
            Length(max=200, message=_l("Keep the title within %(max)d characters.")),
        ],
    )
    summary = TextAreaField(
        _l("What it holds, in a sentence or two"),
        filters=[trimmed],
        validators=[Length(max=600, message=_l("Keep this within %(max)d characters."))],
    )
    openness = RadioField(
        _l("How open it is"),
        choices=choices_of((level, OPENNESS_WORDS[level]) for level in OPENNESS),
        default="discuss",
        validators=[InputRequired(_l("Choose how open it is."))],
    )
    language = SelectField(_l("Language most of it is written in"), choices=choices_of(NAMES.items()))
    owner = SelectField(
        _l("Owner"), coerce=int, description=_l("Writes its articles and keeps them true. Readers see the name.")
    )
    version = IntegerField(widget=HiddenField.widget, default=1)


WHERE = _l("It keeps its own readers wherever it stands. Who may not read the one around it finds it among the others.")


class ParentForm(Form):
    """The collection it stands in; 0 for none."""

    parent = SelectField(_l("Where it stands"), coerce=int, default=0, description=WHERE)

    def offer(self, parents):
        self.parent.choices = choices_of([(0, _l("On the first level")), *parents])
        return self

    def refuse(self) -> None:
        """What was chosen can no longer have it in it."""
        self.parent.errors = [_l("Nothing can stand in this collection any more. Choose another place.")]


class NewCollectionForm(CollectionForm, ParentForm):
    audience = RadioField(
        _l("Who can read it"),
        choices=choices_of((name, AUDIENCE_WORDS[name]) for name in AUDIENCES),
        default="staff",
        validators=[InputRequired(_l("Choose who can read it."))],
    )


class MoveForm(Form):
    """One place up (-1) or down (+1)."""

    step = IntegerField(validators=[AnyOf((-1, 1))])
