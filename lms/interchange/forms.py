"""What everybody sends who brings something in."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import SelectField, StringField, ValidationError
from wtforms.validators import Length

from lms.forms import Form, choices_of
from lms.languages import NAMES


class SourceForm(Form):
    """A zip, or the files themselves, as `files`, with the sentence for nothing sent; title and language only where the source does not say them well."""

    files: MultipleFileField
    files_missing: str
    title = StringField(
        _l("Title"),
        description=_l("When empty, the source’s own title is used."),
        filters=[lambda value: " ".join(value.split()) if value else ""],
        validators=[Length(max=200, message=_l("Keep the title within %(max)d characters."))],
    )
    language = SelectField(
        _l("Language"), choices=choices_of([("", _l("As the source says")), *NAMES.items()]), default=""
    )

    def validate_files(self, field):
        field.data = [file for file in field.data or () if file and file.filename]
        if not field.data:
            raise ValidationError(self.files_missing)
