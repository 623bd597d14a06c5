"""What writers of articles send."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from lms.forms import Form, choices_of
from lms.languages import NAMES
from lms.markup import MAX_LENGTH
from lms.revisions.forms import trimmed, unified, why_field

TITLE_CHECKS = [
    DataRequired(_l("Write a title that says what a reader will know, such as “Asking for a translator”.")),
    Length(max=200, message=_l("Keep the title within %(max)d characters.")),
]
SUMMARY_CHECKS = [Length(max=600, message=_l("Keep this within %(max)d characters."))]
IN_EDITOR = {"form": "draft-form"}


class NewArticleForm(Form):
    title = StringField(_l("Title"), filters=[trimmed], validators=TITLE_CHECKS)
    summary = TextAreaField(_l("The answer in one or two sentences"), filters=[trimmed], validators=SUMMARY_CHECKS)
    language = SelectField(_l("Language"), choices=choices_of(NAMES.items()))


class ArticleForm(Form):
    """An article being written. Every field belongs to the one form of the editor, wherever it stands on the page."""

    title = TextAreaField(_l("Title"), filters=[trimmed], render_kw={**IN_EDITOR, "rows": 1}, validators=TITLE_CHECKS)
    summary = TextAreaField(
        _l("The answer in one or two sentences"), filters=[trimmed], render_kw=IN_EDITOR, validators=SUMMARY_CHECKS
    )
    body = TextAreaField(
        _l("Text in Markdown"),
        filters=[unified],
        render_kw=IN_EDITOR,
        validators=[
            Length(
                max=MAX_LENGTH["article"],
                message=_l("This text is longer than %(max)d characters. Split it into two articles."),
            )
        ],
    )
    version = IntegerField(widget=HiddenField.widget, default=0, render_kw=IN_EDITOR, validators=[Optional()])
    draft_key = HiddenField(render_kw=IN_EDITOR, validators=[Length(max=64)])
    why = why_field(render_kw=IN_EDITOR)


class TranslationForm(Form):
    language = SelectField(_l("Language"))


class PairForm(Form):
    """The article that says the same in another language; 0 for none."""

    article = SelectField(_l("The same article in another language"), coerce=int)
