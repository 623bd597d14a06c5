"""What every form for texts shares: how typed words are trimmed, and the sentence that goes with publishing."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Length


def trimmed(value):
    """One line, with single spaces."""
    return " ".join(value.split()) if value else ""


def unified(value):
    """Browsers send line ends as two characters; they are stored as one."""
    return (value or "").replace("\r\n", "\n").replace("\r", "\n")


def why_field(**options) -> StringField:
    return StringField(
        _l("What changed, in one sentence"),
        filters=[trimmed],
        validators=[Length(max=300, message=_l("Keep this within %(max)d characters."))],
        **options,
    )
