"""What somebody fills in to make an article of a conversation."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired

from discussions.posts.forms import PostsField
from knowledge.writing.forms import TITLE_CHECKS
from lms.forms import Form, choices_of
from lms.languages import NAMES
from lms.revisions.forms import trimmed


class DraftForm(Form):
    collection = RadioField(
        _l("In which collection"), coerce=int, validators=[InputRequired(_l("Choose a collection."))]
    )
    title = StringField(
        _l("Title of the article"),
        filters=[trimmed],
        validators=TITLE_CHECKS,
        description=_l("In your own words, without names: whoever writes in the collection reads it at once."),
    )
    language = SelectField(_l("Language"), choices=choices_of(NAMES.items()))


class RipeningForm(DraftForm):
    posts = PostsField(_l("Which posts it quotes"))
