"""What somebody fills in who answers: one field for each question, made from it."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import Length, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from cohorts.surveys.models import SurveyQuestion
from cohorts.surveys.tallying import Answer
from lms.forms import Form, choices_of

LONGEST = 1000  # letters of an answer


class AnswersForm(Form):
    """Field `q7` is for the question with number 7. Each may stay open, but not all; `round` is the one they saw."""

    round = IntegerField(widget=HiddenInput(), validators=[Optional()], render_kw={"id": False})

    @classmethod
    def of(cls, questions: list[SurveyQuestion], **values) -> "AnswersForm":
        fields = {f"q{question.id}": _field(question) for question in questions}
        form = type("AnswersForm", (cls,), fields)(**values)
        form.questions = questions
        return form

    @property
    def asked(self) -> list:
        return [self[f"q{question.id}"] for question in self.questions]

    @property
    def answers(self) -> dict[int, Answer]:
        """What was answered, without what was left open."""
        found = {question.id: _answer(question, self[f"q{question.id}"].data) for question in self.questions}
        return {question_id: said for question_id, said in found.items() if said}

    @property
    def said(self) -> list[tuple[str, list[str]]]:
        """(question, the words of the answer) of what was answered, to give it back to who sent it."""
        answers = self.answers
        return [
            (
                one.words,
                [answers[one.id]]
                if one.kind == "text"
                else [one.choices[place] for place in answers[one.id] if 0 <= place < len(one.choices)],
            )
            for one in self.questions
            if one.id in answers
        ]

    def validate(self, extra_validators=None) -> bool:
        if not super().validate(extra_validators):
            return False
        if not self.answers:
            self.asked[0].errors = [gettext("Answer at least one question.")]
        return bool(self.answers)


def _field(question: SurveyQuestion):
    if question.kind == "text":
        return TextAreaField(
            question.words,
            validators=[Length(max=LONGEST, message=_l("Keep it under %(max)d letters."))],
            render_kw={"rows": 3, "maxlength": LONGEST},
        )
    if question.kind == "multiple":
        return SelectMultipleField(
            question.words,
            coerce=int,
            choices=choices_of(enumerate(question.choices)),
            description=_l("Choose as many as you like"),
            widget=ListWidget(prefix_label=False),
            option_widget=CheckboxInput(),
        )
    choices = [*((str(place), words) for place, words in enumerate(question.choices)), ("", _l("No answer"))]
    return RadioField(question.words, choices=choices_of(choices), default="")


def _answer(question: SurveyQuestion, data) -> Answer:
    if question.kind == "text":
        return (data or "").strip()
    if question.kind == "multiple":
        return tuple(sorted(set(data or ())))
    return (int(data),) if data and data.isdecimal() else ()
