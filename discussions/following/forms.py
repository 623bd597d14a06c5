"""How closely somebody wants to follow."""

from wtforms import StringField
from wtforms.validators import AnyOf

from discussions.following.models import FOLLOW_LEVELS
from lms.forms import Form

AUTOMATIC = "automatic"  # what taking part and the space make of it


class FollowForm(Form):
    level = StringField(validators=[AnyOf(FOLLOW_LEVELS)])


class FollowTopicForm(Form):
    level = StringField(validators=[AnyOf((*FOLLOW_LEVELS, AUTOMATIC))])
