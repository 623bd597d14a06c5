"""What somebody who leads fills in to have posts shown elsewhere."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from discussions.posts.forms import PostsField
from lms.forms import Form


class SharingForm(Form):
    place = RadioField(_l("Where they would be shown"), validators=[InputRequired(_l("Choose a place."))])
    posts = PostsField(_l("Which posts"))
