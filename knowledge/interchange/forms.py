"""What editors send to bring articles in."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import RadioField, SelectField, ValidationError

from lms.forms import choices_of
from lms.interchange.forms import SourceForm


class ArticlesForm(SourceForm):
    files = MultipleFileField(_l("A zip, or the files of the articles"))
    files_missing = _l("Choose a zip or the files of the articles.")
    collection = SelectField(_l("Where they arrive"), coerce=int, default=0)
    publishing = RadioField(
        _l("Once they are here"),
        choices=choices_of(
            [
                ("published", _l("Published, except those that say they are drafts")),
                ("drafts", _l("All drafts: somebody reads and publishes each")),
            ]
        ),
        default="published",
    )

    def offer(self, collections) -> "ArticlesForm":
        self.collection.choices = choices_of([(0, _l("In a new collection, for staff alone at first")), *collections])
        return self

    def validate_title(self, field):
        if field.data and self.collection.data:
            raise ValidationError(_l("The collection has a title already. Leave this empty, or make a new collection."))
