"""What people fill in about certificates: what a course gives, what the holder shows, and why one is revoked."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from lms.forms import Form, choices_of
from lms.languages import NAMES
from lms.revisions.forms import trimmed, unified

TOO_LONG = _l("Keep it under %(max)d letters.")
MOST_LINES = 6  # what fits on the page beside everything else


class OfferForm(Form):
    """Words in both languages and who signs; each may stay empty."""

    words_en = TextAreaField(
        _l("What it says in English"),
        filters=[unified],
        validators=[Length(max=600, message=TOO_LONG)],
        description=_l("For example what somebody can do now, and how many hours they learned."),
    )
    words_nl = TextAreaField(
        _l("What it says in Dutch"), filters=[unified], validators=[Length(max=600, message=TOO_LONG)]
    )
    signer = StringField(
        _l("Who signs"),
        filters=[trimmed],
        validators=[DataRequired(_l("Write the name of who signs.")), Length(max=80, message=TOO_LONG)],
    )
    signer_role = StringField(
        _l("As what"),
        filters=[trimmed],
        validators=[Length(max=80, message=TOO_LONG)],
        description=_l("Such as “head of the academy”."),
    )

    def validate_words_en(self, field):
        _fits(field)

    def validate_words_nl(self, field):
        _fits(field)


class ChoicesForm(Form):
    """What the holder of a certificate wants."""

    language = RadioField(
        _l("Language"),
        choices=choices_of(NAMES.items()),
        validators=[InputRequired(_l("Choose a language."))],
        description=_l("In which the certificate is printed, and your badge speaks."),
    )
    shows_name = BooleanField(
        _l("Name me on the page on which it is checked"),
        description=_l("Whoever has the address or the code on paper can then see that it is yours."),
    )
    shows_cohort = BooleanField(_l("Name my cohort there too"))
    on_profile = BooleanField(_l("Show it on my profile"), description=_l("Everyone in the academy can see it there."))


class RevocationForm(Form):
    because = TextAreaField(
        _l("Why?"),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Write why, in a sentence.")),
            Length(max=300, message=TOO_LONG),
        ],
        description=_l("Its holder and everybody who checks the certificate can read this."),
    )


def _fits(field) -> None:
    if len([line for line in (field.data or "").splitlines() if line.strip()]) > MOST_LINES:
        raise ValidationError(gettext("Keep it within %(max)d lines, so that it stays on one page.", max=MOST_LINES))
