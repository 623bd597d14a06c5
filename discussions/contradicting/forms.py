"""What a member sends about an accepted answer: which article it contradicts, and how."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from lms.forms import Form, choices_of
from lms.revisions.forms import trimmed, unified


class ContradictionForm(Form):
    article = RadioField(_l("Which article?"), coerce=int, validators=[Optional()])
    other = StringField(
        _l("Another article: its title or address"),
        filters=[trimmed],
        validators=[Length(max=500, message=_l("Keep this within %(max)d characters."))],
        description=_l("If you write one here, this is the one that is meant."),
    )
    sentence = TextAreaField(
        _l("How do they differ?"),
        filters=[unified],
        render_kw={"rows": 3},
        validators=[
            DataRequired(_l("Write in a sentence how they differ.")),
            Length(max=600, message=_l("Keep this within %(max)d characters.")),
        ],
        description=_l(
            "In your own words, without names. Who verifies and edits the article reads this sentence, with your name."
        ),
    )

    def __init__(self, *args, articles, **more):
        super().__init__(*args, **more)
        self.article.choices = choices_of(articles)

    def validate_other(self, field):
        if not field.data and self.article.data is None and not self.article.errors:
            raise ValidationError(gettext("Choose the article it contradicts, or write its title."))
