"""What authors send and choose where question files come in and leave."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import SelectField, ValidationError

from courses.questions.interchange.reading import FORMATS
from lms.forms import Form, choices_of


class QuestionFileForm(Form):
    """A file, and the category its questions go to."""

    file = FileField(_l("Question file"))
    category = SelectField(_l("Into"), coerce=int, default=0)

    def offer(self, categories: dict[int, tuple[str, ...]]) -> None:
        self.category.choices = choices_of(
            [(0, _l("The top of the bank")), *((id, " / ".join(path)) for id, path in categories.items())]
        )

    def validate_file(self, field):
        if not field.data or not getattr(field.data, "filename", ""):
            raise ValidationError(_l("Choose a file in GIFT, Moodle XML or Aiken."))


class ExportForm(Form):
    """Which questions leave, and how."""

    class Meta:
        csrf = False

    form = SelectField(
        _l("Format"), choices=choices_of([("moodle", FORMATS["moodle"]), ("gift", FORMATS["gift"])]), default="moodle"
    )
    category = SelectField(_l("Which questions"), coerce=int, default=0)

    def offer(self, categories: dict[int, tuple[str, ...]]) -> None:
        self.category.choices = choices_of(
            [(0, _l("The whole bank")), *((id, " / ".join(path)) for id, path in categories.items())]
        )
