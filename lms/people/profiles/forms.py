"""What people tell about themselves, and whom they tell it."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length

from lms.forms import Form, choices_of
from lms.people.names import PersonName
from lms.people.profiles.actions import PARTS
from lms.people.profiles.words import FIELD_WORDS, SEEN_BY


def _line(field: str, hint="", most: int = 200, **more) -> StringField:
    return StringField(FIELD_WORDS[field], [Length(max=most)], description=hint, render_kw={"maxlength": most, **more})


def _sentence(field: str, hint) -> TextAreaField:
    return TextAreaField(
        FIELD_WORDS[field], [Length(max=300)], description=hint, render_kw={"rows": 2, "maxlength": 300}
    )


class ProfileForm(Form):
    """One's own words; for each of them a field `<name>_seen_by`."""

    name = StringField(
        _l("Name"), [Length(max=120), PersonName()], render_kw={"autocomplete": "name", "maxlength": 120}
    )
    headline = _line("headline", _l("In a few words, such as “Debt counsellor”."), 120)
    organisation = _line("organisation", autocomplete="organization")
    sector = _line("sector")
    region = _line("region")
    languages = _line("languages", _l("With commas between them."))
    expertise = TextAreaField(
        FIELD_WORDS["expertise"],
        [Length(max=600)],
        description=_l("In words others look for, with commas between them; at most twelve."),
        render_kw={"rows": 2, "maxlength": 600},
    )
    about = TextAreaField(FIELD_WORDS["about"], [Length(max=4000)], render_kw={"rows": 5, "maxlength": 4000})
    ask_me_about = _sentence("ask_me_about", _l("What you know and like to be asked about."))
    looking_for = _sentence("looking_for", _l("What you hope to find here."))


for _field in PARTS:
    _label = _l("Who sees “%(field)s”", field=FIELD_WORDS[_field])
    setattr(ProfileForm, f"{_field}_seen_by", SelectField(_label, choices=choices_of(SEEN_BY)))


class PhotoForm(Form):
    photo = FileField(_l("Photograph"), [FileRequired(_l("Choose a picture first."))])
