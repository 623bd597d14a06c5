"""What people send to share files, or to put images and files into a text."""

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf.file import MultipleFileField
from wtforms import StringField, ValidationError
from wtforms.validators import Length

from lms.files.actions import UploadRefused
from lms.forms import Form

MOST_AT_ONCE = 20


class FilesForm(Form):
    files = MultipleFileField(_l("Images or files"), id="new-files")

    def validate_files(self, field):
        chosen = [file for file in field.data or () if file and file.filename]
        if not chosen:
            raise ValidationError(_l("Choose one or more files."))
        if len(chosen) > MOST_AT_ONCE:
            raise ValidationError(_l("Send at most 20 files at once."))
        field.data = chosen

    def keep(self, add: Callable[[str, bytes], None]) -> str:
        """Keep what can be kept; a sentence about what arrived and what did not. Nothing kept at all is an error of the form."""
        refused = []
        for file in self.files.data:
            try:
                add(file.filename, file.read())
            except UploadRefused as refusal:
                refused.append(_("“%(name)s” did not arrive. %(reason)s", name=file.filename, reason=refusal.reason))
        arrived = len(self.files.data) - len(refused)
        if not arrived:
            self.files.errors = refused
        return " ".join([ngettext("%(num)d file is here.", "%(num)d files are here.", arrived), *refused])


class UploadForm(FilesForm):
    """Images of a text say what they show."""

    alt = StringField(
        _l("What an image shows"),
        description=_l("Read out to people who do not see it."),
        validators=[Length(max=300, message=_l("Keep this within %(max)d characters."))],
    )
