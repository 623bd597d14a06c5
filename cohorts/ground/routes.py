"""Pages of common ground: what people share, one's own answers, and what is asked."""

from flask import Blueprint
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.ground import actions, policies, queries
from cohorts.ground.forms import FORMER, SHARING, AnswerForm, QuestionForm
from cohorts.ground.grouping import group_by_words
from cohorts.membership.queries import find_own_membership
from cohorts.screens import head_or_404
from lms.access import require
from lms.database import now
from lms.forms import Form, act_once, choices_of
from lms.pages import not_found, render, then_show
from lms.people.queries import face_of

bp = Blueprint("ground", __name__)


@bp.get("/cohorts/<int:cohort_id>/common-ground")
def show_ground(cohort_id):
    cohort = head_or_404(cohort_id)
    rows = queries.shared_answers(current_user, cohort_id)
    faces = {row.id: face_of(row) for row in rows}
    groups = group_by_words([(row.id, row.body) for row in rows], cohort.language)
    questions = [(question, _text(question)) for question in queries.questions_answered_in(cohort_id)]
    can_tell, shares = policies.can_tell(cohort.phase), current_user.id in faces
    return render(
        "cohorts/ground/ground.html",
        cohort=cohort,
        faces=faces,
        groups=[(group.words, [face for key, face in faces.items() if key in group.people]) for group in groups],
        answers=[(text, [row for row in rows if row.question_id == question.id]) for question, text in questions],
        shares=shares,
        may_refuse=can_tell and not shares and not find_own_membership(current_user, cohort_id).shares_nothing_at,
        can_tell=can_tell,
        can_arrange=policies.can_arrange(cohort.phase),
    )


@bp.get("/cohorts/<int:cohort_id>/common-ground/answers")
def edit_answers(cohort_id):
    cohort = _teller(cohort_id)
    return _show_answers(cohort, _answer_forms(cohort))


@bp.post("/cohorts/<int:cohort_id>/common-ground/answers")
def keep_answers(cohort_id):
    cohort = _teller(cohort_id)
    forms, key = _answer_forms(cohort), Form()
    if [form for _question, form in forms if not form.validate()]:
        return _show_answers(cohort, forms, status=422)
    answers = {question.id: (form.body.data or "", form.sharing.data) for question, form in forms}
    act_once(key, current_user)
    actions.keep_answers(cohort, answers, by=current_user)
    return then_show("ground.show_ground", cohort_id=cohort_id, toast=_("Your answers are kept."))


@bp.post("/cohorts/<int:cohort_id>/common-ground/withdrawal")
def withdraw(cohort_id):
    _teller(cohort_id)
    actions.share_nothing(find_own_membership(current_user, cohort_id))
    toast = _("You share nothing here. Your answers stay yours, and nobody else reads them.")
    return then_show("ground.show_ground", cohort_id=cohort_id, toast=toast)


@bp.get("/cohorts/<int:cohort_id>/common-ground/questions")
def edit_questions(cohort_id):
    return _show_questions(_arranger(cohort_id))


@bp.post("/cohorts/<int:cohort_id>/common-ground/questions")
def write_question(cohort_id):
    cohort = _arranger(cohort_id)
    require(policies.can_ask_more(queries.questions_of(cohort_id)))
    form = QuestionForm(prefix="new-")
    if not form.validate():
        return _show_questions(cohort, form, status=422)
    act_once(form, current_user)
    actions.write_question(cohort_id, texts=form.texts, by=current_user)
    return then_show("ground.edit_questions", cohort_id=cohort_id, toast=_("This is asked from now on."))


@bp.post("/cohorts/<int:cohort_id>/common-ground/questions/<int:question_id>")
def change_question(cohort_id, question_id):
    cohort, question = _arranger(cohort_id), _question(cohort_id, question_id)
    require(not queries.answered_among([question_id]))
    form = QuestionForm(prefix=f"q{question_id}-")
    if not form.validate():
        return _show_questions(cohort, wrong=(question_id, form), status=422)
    actions.change_question(question, form.texts)
    return then_show("ground.edit_questions", cohort_id=cohort_id, toast=_("The question is kept."))


@bp.post("/cohorts/<int:cohort_id>/common-ground/questions/<int:question_id>/removal")
def remove_question(cohort_id, question_id):
    _arranger(cohort_id)
    actions.remove_question(_question(cohort_id, question_id))
    toast = _("Removed. You can undo this for 30 days.")
    return then_show("ground.edit_questions", cohort_id=cohort_id, toast=toast)


@bp.post("/cohorts/<int:cohort_id>/common-ground/questions/<int:question_id>/restoration")
def restore_question(cohort_id, question_id):
    _arranger(cohort_id)
    question = queries.find_question(cohort_id, question_id) or not_found()
    require(policies.can_restore(question, now()))
    actions.restore_question(question)
    return then_show("ground.edit_questions", cohort_id=cohort_id, toast=_("This is asked again."))


def _teller(cohort_id: int):
    cohort = head_or_404(cohort_id)
    require(policies.can_tell(cohort.phase))
    return cohort


def _arranger(cohort_id: int):
    cohort = head_or_404(cohort_id)
    require(policies.can_arrange(cohort.phase))
    return cohort


def _question(cohort_id: int, question_id: int):
    question = queries.find_question(cohort_id, question_id)
    return question if question and question.removed_at is None else not_found()


def _text(question) -> str:
    return question.text_in(str(get_locale() or "en"))


def _sharing(cohort, answer) -> str:
    """Who reads an answer: before others came along from elsewhere, the cohort was another."""
    if answer is None or answer.audience_id is None:
        return "me"
    return "cohort" if answer.audience_id == cohort.audience_id else "former"


def _answer_forms(cohort) -> list:
    """(question, form) of everything the viewer is or was asked here."""
    forms = []
    for question, answer in queries.own_answers(current_user, cohort.id):
        sharing = _sharing(cohort, answer)
        form = AnswerForm(prefix=f"q{question.id}-", data={"body": answer.body if answer else "", "sharing": sharing})
        form.body.label.text = _text(question)
        if sharing == "former":
            form.sharing.choices = choices_of((FORMER, *SHARING))
        forms.append((question, form))
    return forms


def _show_answers(cohort, forms, status: int = 200):
    return render("cohorts/ground/answers.html", status=status, cohort=cohort, forms=forms, key=Form())


def _show_questions(cohort, form=None, *, wrong=(None, None), status: int = 200):
    questions = queries.questions_of(cohort.id)
    answered = queries.answered_among([question.id for question in questions])
    return render(
        "cohorts/ground/questions.html",
        status=status,
        cohort=cohort,
        questions=[
            (
                question,
                _text(question),
                None
                if question.id in answered
                else wrong[1]
                if question.id == wrong[0]
                else QuestionForm(prefix=f"q{question.id}-", formdata=None, data=question.texts),
            )
            for question in questions
        ],
        wrong_id=wrong[0],
        wrong_form=wrong[1] or form,
        removed=[
            (question, _text(question)) for question in queries.removed_questions_of(cohort.id, now() - policies.UNDO)
        ],
        form=form or QuestionForm(prefix="new-", formdata=None),
        can_ask_more=policies.can_ask_more(questions),
    )
