"""What authors send: courses, lessons, drafts and the sentence that goes with publishing."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from courses.kinds import KINDS
from lms.forms import Form, choices_of
from lms.languages import NAMES
from lms.markup import MAX_LENGTH
from lms.revisions.forms import trimmed, unified, why_field

MOST_MINUTES = 240


class TitleForm(Form):
    """The name of something new in the outline."""

    title = StringField(
        _l("Title"),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Write a title, such as “Listening”.")),
            Length(max=200, message=_l("Keep the title within %(max)d characters.")),
        ],
    )


class LessonForm(TitleForm):
    """A new lesson of a module."""

    kinds = tuple(KINDS.values())
    kind = SelectField(
        _l("Kind"), choices=choices_of((kind.name, kind.word) for kind in KINDS.values()), default="page"
    )


class NewCourseForm(TitleForm):
    language = SelectField(_l("Language of the course"), choices=choices_of(NAMES.items()))
    summary = TextAreaField(
        _l("What it is about, in a sentence or two"),
        filters=[trimmed],
        validators=[Length(max=600, message=_l("Keep this within %(max)d characters."))],
    )
    start = RadioField(
        _l("Start from"),
        choices=choices_of(
            [
                ("blank", _l("A blank page")),
                ("practice", _l("Prepare, practise, use it at work: three modules with empty lessons")),
                ("weeks", _l("Four weeks: each with something to read, to try and to look back on")),
            ]
        ),
        default="blank",
    )

    def __init__(self, *args, templates=(), **more):
        super().__init__(*args, **more)
        self._templates = {f"template-{course.id}": course for course in templates}
        self.start.choices = [
            *self.start.choices,
            *choices_of(
                (
                    value,
                    gettext("Template: %(title)s (%(language)s)", title=course.title, language=NAMES[course.language]),
                )
                for value, course in self._templates.items()
            ),
        ]

    @property
    def template(self):
        """The template the course begins from; none when it begins from one of our outlines."""
        return self._templates.get(self.start.data)


class CourseForm(TitleForm):
    """The words of the course page."""

    summary = TextAreaField(
        _l("What it is about, in a sentence or two"),
        filters=[trimmed],
        validators=[Length(max=600, message=_l("Keep this within %(max)d characters."))],
    )
    outcomes = TextAreaField(
        _l("What you will be able to do"),
        description=_l("In Markdown; a list reads best."),
        filters=[unified],
        validators=[Length(max=6000, message=_l("Keep this within %(max)d characters."))],
    )
    for_whom = TextAreaField(
        _l("For whom"),
        filters=[trimmed],
        validators=[Length(max=600, message=_l("Keep this within %(max)d characters."))],
    )
    language = SelectField(_l("Language of the course"), choices=choices_of(NAMES.items()))
    version = IntegerField(widget=HiddenField.widget, default=1)


class ModuleForm(TitleForm):
    """The name of a module, and its name in the course's other languages where it has one."""

    title_elsewhere = StringField(
        _l("Title in the other language"),
        filters=[trimmed],
        validators=[Length(max=200, message=_l("Keep the title within %(max)d characters."))],
    )


class TextForm(Form):
    """A lesson being written. Every field belongs to the one form of the editor, wherever it stands on the page."""

    title = TextAreaField(
        _l("Title"),
        filters=[trimmed],
        render_kw={"form": "draft-form", "rows": 1},
        validators=[
            DataRequired(_l("Write a title, such as “Hearing change talk”.")),
            Length(max=200, message=_l("Keep the title within %(max)d characters.")),
        ],
    )
    body = TextAreaField(
        _l("Text in Markdown"),
        filters=[unified],
        render_kw={"form": "draft-form"},
        validators=[
            Length(
                max=MAX_LENGTH["lesson"],
                message=_l("This text is longer than %(max)d characters. Split it into two lessons."),
            )
        ],
    )
    short_title = StringField(
        _l("Short title"),
        filters=[trimmed],
        render_kw={"form": "draft-form"},
        validators=[Length(max=60, message=_l("Keep the short title within %(max)d characters."))],
    )
    minutes = StringField(_l("Minutes to read"), render_kw={"form": "draft-form", "inputmode": "numeric"})
    is_required = BooleanField(_l("Counts for completing the course"), render_kw={"form": "draft-form"})
    completed_by = SelectField(
        _l("How it is completed"), choices=(), validate_choice=False, render_kw={"form": "draft-form"}
    )
    version = IntegerField(
        widget=HiddenField.widget, default=0, render_kw={"form": "draft-form"}, validators=[Optional()]
    )
    draft_key = HiddenField(render_kw={"form": "draft-form"}, validators=[Length(max=64)])
    why = why_field(render_kw={"form": "draft-form"})

    def validate_minutes(self, field):
        if field.data and field.data.strip() and self.number_of_minutes is None:
            raise ValidationError(_l("Write a number from 1 to 240, such as 12."))

    @property
    def number_of_minutes(self) -> int | None:
        """The number written, None when there is none or it is none we can use."""
        words = (self.minutes.data or "").strip()
        number = int(words) if words.isascii() and words.isdigit() and len(words) < 5 else 0
        return number if 1 <= number <= MOST_MINUTES else None


class PublishForm(Form):
    """Several drafts at once."""

    texts = SelectMultipleField(_l("Publish"), coerce=int, validate_choice=False)
    why = why_field()

    def validate_texts(self, field):
        if not field.data:
            raise ValidationError(_l("Choose at least one text to publish."))


class LanguageForm(Form):
    language = SelectField(_l("Language"), choices=choices_of(NAMES.items()))


class AudienceForm(Form):
    """Who sees the course page."""

    audience = RadioField(
        _l("Who can see the course page"),
        choices=choices_of(
            [("academy", _l("Everyone with an account")), ("public", _l("Everyone, also without an account"))]
        ),
        validators=[InputRequired(_l("Choose who can see it."))],
    )
