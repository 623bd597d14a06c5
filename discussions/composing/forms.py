"""What people send along while they write: an image or a file, and what it shows."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import StringField, ValidationError
from wtforms.validators import Length

from lms import images
from lms.forms import Form

MAX_MEGABYTES = 50


class AttachmentForm(Form):
    """One at a time, so that each image gets words of its own."""

    file = FileField(_l("Image or file"), id="attached-file")
    alt = StringField(
        _l("What an image shows"),
        id="attached-alt",
        description=_l("Read out to people who do not see it."),
        validators=[Length(max=300, message=_l("Keep this within %(max)d characters."))],
    )
    content = b""

    def validate_file(self, field):
        if not field.data or not field.data.filename:
            raise ValidationError(_l("Choose a file first."))
        self.content = field.data.read(MAX_MEGABYTES * 1024 * 1024 + 1)
        if len(self.content) > MAX_MEGABYTES * 1024 * 1024:
            raise ValidationError(_("This is more than %(max)d MB. Make it smaller, or link to it.", max=MAX_MEGABYTES))
        if not self.content:
            raise ValidationError(_l("This file is empty."))

    def validate_alt(self, field):
        """Whoever does not see an image still hears what it is about."""
        if self.is_image and not (field.data or "").strip():
            raise ValidationError(_l("Say in a few words what the image shows."))

    @property
    def is_image(self) -> bool:
        file = self.file.data
        return bool(self.content) and images.media_type_of(self.content, file.filename).startswith("image/")
