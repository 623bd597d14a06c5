"""Pages of grades: the gradebook with its file and weights, the grades of one person, and one grade with its history."""

from flask import Blueprint, request
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user

from cohorts import queries as cohorts
from cohorts.grades import actions, policies, queries, words
from cohorts.grades.book import Asked, Book, narrowed
from cohorts.grades.exporting import rows_of
from cohorts.grades.forms import GradeForm, TakingBackForm, weights_form
from cohorts.grades.histories import history_of
from cohorts.membership.queries import phase_of
from cohorts.models import Cohort
from cohorts.words import PHASE_WORDS, state_words
from courses.kinds import GRADED
from lms.access import get_or_404, require
from lms.database import now
from lms.forms import act_once
from lms.pages import not_found, number, render, then_show
from lms.spreadsheets import csv_answer

bp = Blueprint("grades", __name__)
LONGEST_NAME = 80


@bp.get("/cohorts/<int:cohort_id>/grades")
def show_gradebook(cohort_id):
    cohort = _run(cohort_id)
    book = _book(cohort)
    asked = _asked()
    return render(
        "cohorts/grades/gradebook.html",
        fragments={"book"},
        cohort=cohort,
        state_words=state_words(cohort, now()),
        book=book,
        asked=asked,
        shown=narrowed(book, asked),
        phase_words=PHASE_WORDS,
        words=words,
    )


@bp.get("/cohorts/<int:cohort_id>/grades/export")
def export(cohort_id):
    cohort = _run(cohort_id)
    shown = narrowed(_book(cohort), _asked())
    return csv_answer(rows_of(shown), _("Grades %(cohort)s", cohort=cohort.name))


@bp.get("/cohorts/<int:cohort_id>/grades/weights")
def show_weights(cohort_id):
    cohort = _run(cohort_id)
    book = _book(cohort)
    return _weights_page(cohort, book, weights_form(book, version=_version(book), is_sent=False))


@bp.post("/cohorts/<int:cohort_id>/grades/weights")
def choose_weights(cohort_id):
    """“Add a category” shows the same page with one row more; nothing is kept by it."""
    cohort = _run(cohort_id)
    book = _book(cohort)
    form = weights_form(book, version=_version(book), is_sent=True)
    if "more" in request.form:
        form.add_row()
        return _weights_page(cohort, book, form)
    is_equal = "equal" in request.form
    if not is_equal and not form.validate():
        return _weights_page(cohort, book, form, status=422)
    if form.version.data != queries.last_weighting_id(cohort.id):
        form.go_on_from(_version(book))
        return _weights_page(cohort, book, form, status=409)
    act_once(form, current_user)
    actions.choose_weights(cohort, [] if is_equal else form.chosen, by=current_user)
    return then_show("grades.show_gradebook", cohort_id=cohort.id, toast=_("Kept. The former weights stay on record."))


@bp.get("/memberships/<int:membership_id>/grades")
def show_person(membership_id):
    cohort, _phase, book, learner = _learner(membership_id)
    return render(
        "cohorts/grades/person.html",
        cohort=cohort,
        book=book,
        learner=learner,
        is_mine=learner.id == current_user.id,
        words=words,
    )


@bp.get("/memberships/<int:membership_id>/grades/<int:lesson_id>")
def show_grade(membership_id, lesson_id):
    cohort, phase, book, learner = _learner(membership_id)
    return _grade_page(cohort, phase, book, learner, book.thing(lesson_id) or not_found())


@bp.post("/memberships/<int:membership_id>/grades/<int:lesson_id>")
def set_grade(membership_id, lesson_id):
    cohort, phase, book, learner, thing = _changeable(membership_id, lesson_id)
    form = GradeForm()
    if not form.validate():
        return _grade_page(cohort, phase, book, learner, thing, form=form, status=422)
    act_once(form, current_user)
    before, percent = learner.cell(thing).percent, form.percent.data
    actions.set_grade(cohort, thing, learner, before=before, percent=percent, reason=form.reason.data, by=current_user)
    return _then(learner, thing, _("Set. %(name)s hears of it, and why.", name=learner.name))


@bp.post("/memberships/<int:membership_id>/grades/<int:lesson_id>/removal")
def take_back(membership_id, lesson_id):
    cohort, phase, book, learner, thing = _changeable(membership_id, lesson_id)
    cell = learner.cell(thing)
    require(cell.is_set)
    form = TakingBackForm()
    if not form.validate():
        return _grade_page(cohort, phase, book, learner, thing, back_form=form, status=422)
    act_once(form, current_user)
    reason = form.back_reason.data
    actions.set_grade(cohort, thing, learner, before=cell.percent, percent=None, reason=reason, by=current_user)
    return _then(learner, thing, _("Taken back. What the work earned counts again."))


def _run(cohort_id: int) -> Cohort:
    """The cohort, for who may open its gradebook."""
    cohort = get_or_404(cohorts.cohorts_visible_to(current_user), cohort_id)
    require(policies.can_open_gradebook(phase_of(current_user, cohort)))
    return cohort


def _book(cohort: Cohort, user_id: int = 0) -> Book:
    language = str(get_locale() or "en")
    return queries.load_book(cohort, current_user, language=language, moment=now(), user_id=user_id)


def _learner(membership_id: int):
    """Cohort, the viewer's phase, the book with one person in it, and that person."""
    membership, cohort, phase = queries.find_place(current_user, membership_id) or not_found()
    require(policies.can_see_grades_of(current_user, phase, membership.user_id))
    book = _book(cohort, membership.user_id)
    return cohort, phase, book, next(iter(book.learners), None) or not_found()


def _changeable(membership_id: int, lesson_id: int):
    """The same with what is graded, for who sets grades."""
    cohort, phase, book, learner = _learner(membership_id)
    require(policies.can_set_grades(phase))
    return cohort, phase, book, learner, book.thing(lesson_id) or not_found()


def _grade_page(cohort, phase, book, learner, thing, *, form=None, back_form=None, status: int = 200):
    can_set = policies.can_set_grades(phase)
    cell = learner.cell(thing)
    return render(
        "cohorts/grades/grade.html",
        status=status,
        cohort=cohort,
        book=book,
        learner=learner,
        thing=thing,
        cell=cell,
        is_mine=learner.id == current_user.id,
        history=history_of(current_user, learner, thing),
        form=(form or GradeForm(formdata=None, data={"percent": cell.percent})) if can_set else None,
        back_form=(back_form or TakingBackForm(formdata=None)) if can_set and cell.is_set else None,
        words=words,
    )


def _weights_page(cohort, book: Book, form, *, status: int = 200):
    return render(
        "cohorts/grades/weights.html",
        status=status,
        cohort=cohort,
        book=book,
        form=form,
        is_conflict=status == 409,
        former=queries.weightings_of(cohort),
        titles={thing.id: thing.name for thing in book.things},
        words=words,
    )


def _version(book: Book) -> int:
    return book.weighting.id if book.weighting else 0


def _asked() -> Asked:
    """The filters of the address; what names nothing asks for nothing."""
    kind, phase = request.args.get("kind", ""), request.args.get("phase", "")
    return Asked(
        module=request.args.get("module", type=number),
        kind=kind if kind in GRADED else "",
        phase=phase if phase in policies.LEARNERS else "",
        name=" ".join(request.args.get("name", "")[:LONGEST_NAME].split()),
        waiting=request.args.get("waiting") == "1",
    )


def _then(learner, thing, toast: str):
    return then_show("grades.show_grade", membership_id=learner.membership_id, lesson_id=thing.id, toast=toast)
