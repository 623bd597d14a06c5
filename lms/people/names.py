"""Names of people: any script, one line, nothing that cannot be seen."""

import unicodedata

from flask_babel import gettext as _
from wtforms.validators import ValidationError


def one_name(text: str) -> str:
    """The name as it is kept: composed, on one line, without double spaces."""
    return " ".join(unicodedata.normalize("NFC", text or "").split())


class PersonName:
    """Refuses names that are empty or hold signs nobody sees."""

    field_flags = {"required": True}

    def __call__(self, form, field):
        field.data = one_name(field.data)
        if not any(letter.isalnum() for letter in field.data):
            raise ValidationError(_("Write the name others know you by."))
        if any(_is_hidden(letter) for letter in field.data):
            raise ValidationError(_("This name holds characters that cannot be seen. Type it again."))


def _is_hidden(letter: str) -> bool:
    # Joiners belong to some scripts and to emoji; everything else of this kind only misleads.
    return unicodedata.category(letter)[0] == "C" and letter not in "\u200c\u200d"
