"""What a facilitator fills in about grades: one set by hand with its reason, and how they weigh in the total."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, SelectField, StringField, TextAreaField
from wtforms import Form as Part
from wtforms.validators import DataRequired, Length, ValidationError
from wtforms.widgets import HiddenInput

from cohorts.forms import WholeNumber
from cohorts.grades.book import Book
from cohorts.grades.words import kinds
from courses.quizzes.fields import PointsField
from lms.forms import Form, choices_of
from lms.revisions.forms import trimmed

MOST_CATEGORIES = 12
HEAVIEST = 1000


class GradeForm(Form):
    """A grade that counts instead of what the work earned."""

    percent = PointsField(
        _l("Grade in percent"),
        description=_l(
            "From 0 to 100. What waits for this score opens, and a quiz passed by it is done; that stays so."
        ),
    )
    reason = TextAreaField(
        _l("Why"),
        description=_l("Whose grade it is reads this, and everybody who facilitates this cohort."),
        filters=[lambda value: (value or "").strip()],
        validators=[
            DataRequired(_l("Write in a sentence why.")),
            Length(max=500, message=_l("Keep it under %(max)d letters.")),
        ],
        render_kw={"rows": 3},
    )

    def validate_percent(self, field):
        if field.data is None or not 0 <= field.data <= 100:
            field.errors = []
            raise ValidationError(gettext("Write a number from 0 to 100."))


class TakingBackForm(Form):
    """Why what the work earned counts again."""

    back_reason = TextAreaField(
        _l("Why"),
        filters=[lambda value: (value or "").strip()],
        validators=[
            DataRequired(_l("Write in a sentence why.")),
            Length(max=500, message=_l("Keep it under %(max)d letters.")),
        ],
        render_kw={"rows": 2},
    )


class CategoryForm(Part):
    """One category; without a name it is left out."""

    name = StringField(
        _l("Name"), filters=[trimmed], validators=[Length(max=60, message=_l("Keep it under %(max)d letters."))]
    )
    weight = WholeNumber(_l("Weight"))

    def validate_weight(self, field):
        if self.name.data and not 1 <= (field.data or 0) <= HEAVIEST:
            raise ValidationError(
                gettext("Write a whole number between 1 and %(most)d, such as 1 or 40.", most=HEAVIEST)
            )


class WeightsForm(Form):
    """Categories, and in which one each thing stands; the fields of the things are added by `weights_form`."""

    things: tuple = ()
    version = WholeNumber(widget=HiddenInput(), default=0)
    categories = FieldList(FormField(CategoryForm), max_entries=MOST_CATEGORIES)

    def add_row(self) -> None:
        if len(self.categories.entries) < MOST_CATEGORIES:
            self.categories.append_entry()
        self.offer_places()

    def offer_places(self) -> None:
        """Each thing may stand in every category of the form, also in one that has no name yet."""
        names = [
            (str(place), entry.form.name.data or gettext("Category %(number)d", number=place + 1))
            for place, entry in enumerate(self.categories.entries)
        ]
        for _thing, field in self.places:
            field.choices = choices_of([("", gettext("Does not count")), *names])

    @property
    def places(self) -> list:
        """(thing, the field that says where it stands)."""
        return [(thing, self[f"thing{thing.id}"]) for thing in self.things]

    def validate_categories(self, field):
        names = [entry.form.name.data.casefold() for entry in field.entries if entry.form.name.data]
        if len(set(names)) < len(names):
            field.entries[0].form.name.errors = [gettext("Two categories have the same name.")]
            raise ValidationError("")

    @property
    def chosen(self) -> list[dict]:
        """The categories as they are kept."""
        rows = [(str(place), entry.form) for place, entry in enumerate(self.categories.entries) if entry.form.name.data]
        return [
            {
                "name": row.name.data,
                "weight": row.weight.data,
                "lessons": [thing.id for thing, field in self.places if field.data == place],
            }
            for place, row in rows
        ]

    @property
    def all_errors(self) -> list[tuple[str, str, str]]:
        """Those of the categories stand at fields of their own."""
        return [error for error in super().all_errors if error[2]] + [
            (field.id, str(field.label.text), str(message))
            for entry in self.categories.entries
            for field in (entry.form.name, entry.form.weight)
            for message in field.errors
        ]


def weights_form(book: Book, *, version: int, is_sent: bool) -> WeightsForm:
    """The form for the things of a course, as it was sent or filled with what holds; else with a category per kind."""

    class OfBook(WeightsForm):
        pass

    OfBook.things = tuple(book.things)
    for thing in book.things:
        setattr(OfBook, f"thing{thing.id}", SelectField(thing.title, default="", validators=[_has_name]))
    if is_sent:
        form = OfBook()
    else:
        rows = book.weighting.categories if book.is_chosen else _proposed(book)
        data = {"version": version, "categories": [{"name": row["name"], "weight": row["weight"]} for row in rows]}
        data |= {f"thing{number}": str(place) for place, row in enumerate(rows) for number in row["lessons"]}
        form = OfBook(formdata=None, data=data)
    form.offer_places()
    return form


def _proposed(book: Book) -> list[dict]:
    return [
        {
            "name": kinds(kind),
            "weight": 1,
            "lessons": [thing.id for thing in book.things if thing.kind.name == kind.name],
        }
        for kind in book.kinds
    ]


def _has_name(form: WeightsForm, field):
    entries = form.categories.entries
    if (
        not field.errors
        and field.data
        and (int(field.data) >= len(entries) or not entries[int(field.data)].form.name.data)
    ):
        raise ValidationError(gettext("Choose a category that has a name."))
