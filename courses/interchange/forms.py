"""What authors send to bring a course in."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField

from lms.interchange.forms import SourceForm


class ImportForm(SourceForm):
    files = MultipleFileField(_l("A zip, or the files of the course"))
    files_missing = _l("Choose a zip or the files of a course.")
