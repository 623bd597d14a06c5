"""What who leads fills in: what to begin with, how it is asked, and a question."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, StopValidation

from cohorts.surveys.making.ready import AGREE, READY
from cohorts.surveys.models import DAYS, MOST_OPTIONS, RHYTHMS
from cohorts.surveys.words import KIND_WORDS, RHYTHM_WORDS, days
from lms.forms import Form, choices_of
from lms.languages import NAMES

MAX_OPTION = 120
TOO_LONG = _l("Keep it under %(max)d letters.")


def _tidy(words):
    return " ".join(words.split()) if words else words


class BeginForm(Form):
    begin = RadioField(_l("Begin with"), default="pulse", validators=[InputRequired(_l("Choose what to begin with."))])
    language = RadioField(_l("In which language?"), choices=choices_of(NAMES.items()))

    def __init__(self, **values):
        super().__init__(**values)
        self.begin.choices = choices_of(
            [*((key, ready.name) for key, ready in READY.items()), ("own", gettext("Questions of my own"))]
        )


class TermsForm(Form):
    title = StringField(
        _l("Title"),
        filters=[_tidy],
        validators=[DataRequired(_l("Give it a title people understand.")), Length(max=120, message=TOO_LONG)],
    )
    intro = TextAreaField(
        _l("Why you ask, and what you will do with it"),
        description=_l("People answer when they know what comes of it."),
        validators=[Length(max=1000, message=TOO_LONG)],
        render_kw={"rows": 3},
    )
    days = RadioField(_l("How long is it open?"), coerce=int, default=7)
    rhythm = RadioField(
        _l("How often is it asked?"),
        default="",
        description=_l("The same questions each time, so that you see what changes. You can stop at any time."),
    )

    def __init__(self, **values):
        super().__init__(**values)
        self.days.choices = choices_of((number, days(number)) for number in DAYS)
        self.rhythm.choices = choices_of((rhythm, RHYTHM_WORDS[rhythm]) for rhythm in RHYTHMS)

    def validate_rhythm(self, field):
        if field.data == "fortnight" and self.days.data == max(DAYS):
            raise StopValidation(
                gettext("Open for two weeks and asked every two weeks leaves no rest. Choose fewer days.")
            )


class QuestionForm(Form):
    words = StringField(
        _l("Question"),
        filters=[_tidy],
        validators=[DataRequired(_l("Write the question.")), Length(max=200, message=TOO_LONG)],
    )
    kind = RadioField(_l("How it is answered"), choices=choices_of(KIND_WORDS.items()), default="scale")
    options = TextAreaField(
        _l("What can be chosen"),
        description=_l("One on each line. For a scale two lines: what 1 means and what 5 means."),
        render_kw={"rows": 4},
    )

    @property
    def listed(self) -> list[str]:
        """The options as they are kept; a scale without words gets the usual ones."""
        lines = [words for line in (self.options.data or "").splitlines() if (words := " ".join(line.split()))]
        if self.kind.data == "text":
            return []
        return lines or [str(words) for words in AGREE] if self.kind.data == "scale" else lines

    def validate_options(self, field):
        lines = self.listed
        if self.kind.data == "scale" and len(lines) != 2:
            raise StopValidation(gettext("A scale needs two lines: what 1 means and what 5 means."))
        if self.kind.data in ("single", "multiple"):
            if len(lines) < 2:
                raise StopValidation(gettext("Write at least two options, each on a line of its own."))
            if len(lines) > MOST_OPTIONS:
                raise StopValidation(gettext("A question has at most %(max)d options.", max=MOST_OPTIONS))
        if len({words.casefold() for words in lines}) < len(lines):
            raise StopValidation(gettext("Two options are the same."))
        if any(len(words) > MAX_OPTION for words in lines):
            raise StopValidation(gettext("An option has at most %(max)d characters.", max=MAX_OPTION))
