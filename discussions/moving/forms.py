"""What somebody who leads fills in to move, split or merge conversations."""

import re

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from discussions.forms import title_field
from discussions.posts.forms import PostsField
from lms.forms import Form, choices_of
from lms.pages import LARGEST_NUMBER

ADDRESS = re.compile(r"(?:.*/topics/)?(\d{1,18})\D*")


class ReasonForm(Form):
    reason = StringField(
        _l("Why, in one sentence"),
        validators=[
            DataRequired(_l("Write one sentence; everybody reads it in the moderation log.")),
            Length(max=300, message=_l("At most 300 letters.")),
        ],
        description=_l("Everybody who reads here finds it in the moderation log, with your name."),
    )


class MoveForm(ReasonForm):
    space = SelectField(_l("To which space"), coerce=int, validators=[InputRequired(_l("Choose a space."))])


class SplitForm(ReasonForm):
    title = title_field(_l("Title of the new conversation"))
    kind = RadioField(
        _l("What it is"),
        choices=choices_of([("discussion", _l("A conversation")), ("question", _l("A question"))]),
        default="discussion",
    )
    posts = PostsField(_l("Which posts go"))


class MergeForm(ReasonForm):
    """`address` outweighs the list: for conversations that nobody spoke in for long."""

    into = SelectField(_l("The conversation that stays"), coerce=int, default=0)
    address = StringField(_l("Or its address"), validators=[Optional(), Length(max=300)], default="")
    order = RadioField(
        _l("In which order"),
        choices=choices_of(
            [("time", _l("By time, as if it had been one conversation")), ("end", _l("Below what is there"))]
        ),
        default="time",
    )

    @property
    def topic_id(self) -> int:
        """The one that stays; 0 when none was named."""
        typed = (self.address.data or "").strip()
        if not typed:
            return self.into.data or 0
        found = ADDRESS.fullmatch(typed)
        return min(int(found[1]), LARGEST_NUMBER) if found else 0
