"""What a member sends about an accepted answer: which article it contradicts, and how."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from lms.forms import Form, choices_of
from lms.revisions.forms import unified


class ContradictionForm(Form):
    article = RadioField(
        _l("Which article?"), coerce=int, validators=[InputRequired(_l("Choose the article it contradicts."))]
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
