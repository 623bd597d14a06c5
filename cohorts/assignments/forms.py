"""What people fill in about work: the work itself, feedback by a rubric, a sentence under it, and another day."""

import re

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import IntegerField, RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from cohorts.assignments.words import RATING_WORDS
from cohorts.dates import DayField
from lms.drafts.forms import keep_as_typed
from lms.files.forms import MOST_AT_ONCE
from lms.forms import Form, choices_of

MAX_BODY = 50_000
MOST_LINKS, LONGEST_LINK = 10, 500
ADDRESS = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+")
TOO_LONG = _l("Keep it under %(max)d letters.")


class WorkForm(Form):
    """Text, links and files; a draft may be empty, what is handed in may not (`needs_work`)."""

    body = TextAreaField(_l("Your work"), validators=[Length(max=MAX_BODY, message=TOO_LONG)])
    links = TextAreaField(
        _l("Links"),
        description=_l("Addresses of what stands elsewhere, each on a line of its own."),
        render_kw={"rows": 2},
    )
    files = MultipleFileField(_l("Add images or files"))
    sequence = IntegerField(validators=[Optional(), NumberRange(min=0, max=2**53)])

    @property
    def addresses(self) -> list[str]:
        return [line.strip() for line in (self.links.data or "").splitlines() if line.strip()]

    @property
    def chosen(self) -> list:
        return [file for file in self.files.data or () if file and getattr(file, "filename", "")]

    def validate_links(self, field):
        if len(self.addresses) > MOST_LINKS:
            raise ValidationError(_("At most %(max)d links.", max=MOST_LINKS))
        for address in self.addresses:
            if len(address) > LONGEST_LINK or not ADDRESS.fullmatch(address):
                raise ValidationError(_("“%(address)s” is no address. Begin with https://.", address=address[:80]))

    def validate_files(self, field):
        if len(self.chosen) > MOST_AT_ONCE:
            raise ValidationError(_("Send at most 20 files at once."))

    def has_work(self, held: int) -> bool:
        """Whether there is anything to hand in; says so at the text when not."""
        if (self.body.data or "").strip() or self.addresses or self.chosen or held:
            return True
        self.body.errors = [*self.body.errors, _("Write something, or add a link or a file, before you hand it in.")]
        return False


class DraftForm(WorkForm):
    """What a page sends while somebody types: words and links, no files."""

    files = None

    @property
    def chosen(self) -> list:
        return []

    def validate_links(self, field):
        if len(field.data or "") > MOST_LINKS * LONGEST_LINK:
            raise ValidationError(_("At most %(max)d links.", max=MOST_LINKS))

    validate_files = None


class FeedbackForm(Form):
    """Words to the whole; what belongs to the criteria is added by `feedback_form`."""

    criteria: tuple = ()
    body = TextAreaField(
        _l("To the whole"),
        validators=[Length(max=MAX_BODY, message=TOO_LONG)],
        description=_l("What works, what would make it better, and what to try next."),
        render_kw={"rows": 6},
    )

    def validate_body(self, field):
        if not self.criteria and not (field.data or "").strip():
            raise ValidationError(_("Write your feedback before you send it."))

    @property
    def choices(self) -> list[int]:
        return [int(self[f"level{number}"].data) for number in range(len(self.criteria))]

    @property
    def comments(self) -> list[str]:
        return [(self[f"comment{number}"].data or "").strip() for number in range(len(self.criteria))]

    @property
    def rows(self) -> list:
        """(levels, comment) of each criterion."""
        return [(self[f"level{number}"], self[f"comment{number}"]) for number in range(len(self.criteria))]


def feedback_form(rubric, *, place: str, draft=None, feedback=None, is_sent: bool = False) -> FeedbackForm:
    """The form for the criteria of one rubric: as it was sent, or filled with what was typed last or given before.

    What is typed in it is kept as the draft of `place`."""
    criteria = tuple(rubric.criteria if rubric else ())

    class ByRubric(FeedbackForm):
        pass

    ByRubric.criteria = criteria
    for number, criterion in enumerate(criteria):
        levels = [(str(place), f"{points}: {words}") for place, (points, words) in enumerate(criterion["levels"])]
        chosen = RadioField(
            criterion["name"], choices=choices_of(levels), validators=[InputRequired(_l("Choose a level."))]
        )
        setattr(ByRubric, f"level{number}", chosen)
        comment = TextAreaField(_l("Why"), validators=[Length(max=2000, message=TOO_LONG)], render_kw={"rows": 2})
        setattr(ByRubric, f"comment{number}", comment)
    form = ByRubric() if is_sent else ByRubric(formdata=None, data=_filled(len(criteria), feedback, draft))
    keep_as_typed(form.body, place, draft)
    return form


def _filled(criteria: int, feedback, draft) -> dict[str, str]:
    if draft is not None and not draft.is_empty:
        return {"body": draft.body} | {name: values[0] for name, values in draft.rest.items()}
    if feedback is None:
        return {}
    filled = {"body": feedback.body}
    for number in range(criteria):
        filled[f"level{number}"] = str(feedback.choices[number])
        filled[f"comment{number}"] = feedback.comments[number]
    return filled


class CommentForm(Form):
    body = TextAreaField(
        _l("What do you want to say?"),
        validators=[DataRequired(_l("Write a sentence before you send it.")), Length(max=5000, message=TOO_LONG)],
        id="comment",
        render_kw={"rows": 3},
    )


class RatingForm(Form):
    rating = RadioField(
        _l("Does this review help you?"),
        choices=choices_of(RATING_WORDS.items()),
        validators=[InputRequired(_l("Choose what comes closest."))],
    )
    words = TextAreaField(_l("In a sentence"), validators=[Length(max=500, message=TOO_LONG)], render_kw={"rows": 2})


class DayForm(Form):
    """A day until whose end people may hand in; empty takes it back."""

    day = DayField(_l("Until the end of"))
