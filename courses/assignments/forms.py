"""What an author fills in about an assignment: when it is done, whether peers review it, and its rubric."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms import Form as Part
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError

from courses.assignments.rubrics import MOST_CRITERIA, MOST_LEVELS, NotALevel, parse_levels, written
from lms.forms import Form, choices_of, readable


def _plain(value):
    return value.replace("\x00", "").strip() if isinstance(value, str) else value


class CriterionForm(Part):
    """One criterion; empty, it is left out."""

    name = StringField(
        _l("Criterion"), filters=[_plain], validators=[Length(max=120, message=_l("Keep it under %(max)d letters."))]
    )
    levels = TextAreaField(
        _l("Levels"),
        filters=[_plain],
        description=_l("One on each line, with its points first: “3 Asks open questions throughout”."),
        validators=[Length(max=3000, message=_l("Keep it under %(max)d letters."))],
        render_kw={"rows": 4},
    )

    def validate_name(self, field):
        if self.levels.data and not field.data:
            raise ValidationError(_("Give the criterion a name."))

    def validate_levels(self, field):
        if not self.name.data and not field.data:
            return
        try:
            levels = parse_levels(field.data or "")
        except NotALevel as wrong:
            raise ValidationError(
                _(
                    "Begin each line with its points, such as “2 Mostly”. This one does not: “%(line)s”.",
                    line=wrong.args[0],
                )
            ) from wrong
        if not 2 <= len(levels) <= MOST_LEVELS:
            raise ValidationError(_("A criterion has between 2 and %(max)d levels.", max=MOST_LEVELS))


class AssignmentForm(Form):
    completed_by = RadioField(
        _l("When is it done?"),
        choices=choices_of([("submitted", _l("When it is handed in")), ("reviewed", _l("When it has been reviewed"))]),
        default="submitted",
    )
    peer_reviews = SelectField(
        _l("Reviews by peers"),
        coerce=int,
        default=0,
        choices=choices_of(
            [(0, _l("None")), (1, _l("One for each submission")), (2, _l("Two for each submission")),
             (3, _l("Three for each submission")), (4, _l("Four for each submission"))]
        ),
        description=_l("They begin on the due date of a cohort, or when a facilitator begins them. Who does not review in time is replaced by a mentor or a facilitator."),
    )  # fmt: skip
    is_anonymous = BooleanField(
        _l("Peers review without names, in both directions"),
        default=True,
        description=_l("Facilitators and authors see the names."),
    )
    review_days = IntegerField(
        _l("Days to review"),
        default=7,
        validators=[
            readable(_l("Write a whole number of days.")),
            InputRequired(_l("Write how many days peers have.")),
            NumberRange(2, 60, _l("Give peers between 2 and 60 days.")),
        ],
    )
    asks_self = BooleanField(_l("Let learners judge their own work by the rubric before others do"))
    criteria = FieldList(FormField(CriterionForm), max_entries=MOST_CRITERIA)

    @classmethod
    def of(cls, settings, rubric) -> "AssignmentForm":
        """The form as an assignment stands, with room for one criterion more."""
        names = ("completed_by", "peer_reviews", "is_anonymous", "review_days", "asks_self")
        criteria = [
            {"name": criterion["name"], "levels": written(criterion["levels"])}
            for criterion in (rubric.criteria if rubric else [])
        ]
        form = cls(formdata=None, data={name: getattr(settings, name) for name in names} | {"criteria": criteria})
        form.add_row()
        return form

    def add_row(self) -> None:
        if len(self.criteria.entries) < MOST_CRITERIA:
            self.criteria.append_entry()

    @property
    def words(self) -> dict:
        """What was chosen, as the action takes it."""
        values = {
            name: self[name].data
            for name in ("completed_by", "peer_reviews", "is_anonymous", "review_days", "asks_self")
        }
        rows = [entry.form for entry in self.criteria.entries if entry.form.name.data]
        return values | {"criteria": [{"name": row.name.data, "levels": parse_levels(row.levels.data)} for row in rows]}

    @property
    def all_errors(self) -> list[tuple[str, str, str]]:
        """Those of the criteria stand at fields of their own."""
        return super().all_errors + [
            (field.id, str(field.label.text), str(message))
            for entry in self.criteria.entries
            for field in (entry.form.name, entry.form.levels)
            for message in field.errors
        ]
