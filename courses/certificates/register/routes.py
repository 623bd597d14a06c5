"""Pages for authors: whether a course gives a certificate, to whom it gave one, and revoking and restoring."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from courses.certificates import actions, queries
from courses.certificates.forms import OfferForm, RevocationForm
from courses.certificates.policies import is_given_by
from courses.certificates.printing import print_certificate
from courses.certificates.words import pdf_response
from courses.editing.screens import editable_course
from lms.admin.queries import get_academy
from lms.forms import act_once
from lms.pages import not_found, number, render, then_show

bp = Blueprint("register", __name__)


@bp.get("/courses/<int:course_id>/certificates")
def show_register(course_id):
    return _page(editable_course(course_id))


@bp.post("/courses/<int:course_id>/certificates")
def offer(course_id):
    course = editable_course(course_id)
    form = OfferForm()
    if not form.validate():
        return _page(course, form=form, status=422)
    words = {name: form[name].data or "" for name in ("words_en", "words_nl", "signer", "signer_role")}
    actions.offer_certificate(course, **words, by=current_user)
    return _then_register(course_id, _("From now on, whoever completes this course is given a certificate."))


@bp.post("/courses/<int:course_id>/certificates/end")
def end_offer(course_id):
    editable_course(course_id)
    actions.end_offer(queries.find_offer(course_id) or not_found(), by=current_user)
    return _then_register(course_id, _("No more certificates are given. Those that were given stay valid."))


@bp.post("/courses/<int:course_id>/certificates/earlier")
def give_to_earlier(course_id):
    course = editable_course(course_id)
    if not is_given_by(queries.find_offer(course_id)):
        not_found()
    people = actions.give_to_earlier(course, by=current_user)
    toast = ngettext("%(num)d certificate is being made.", "%(num)d certificates are being made.", people)
    return _then_register(course_id, toast)


@bp.get("/courses/<int:course_id>/certificates/<int:certificate_id>.pdf")
def print_one(course_id, certificate_id):
    """For the files of the academy; the cohort is named only where its holder names it to everybody."""
    certificate = _certificate(course_id, certificate_id)
    language = certificate.language
    pdf = print_certificate(certificate, get_academy(), language, names_cohort=certificate.shows_cohort)
    return pdf_response(pdf, certificate)


@bp.post("/courses/<int:course_id>/certificates/<int:certificate_id>/revocation")
def revoke(course_id, certificate_id):
    certificate = _certificate(course_id, certificate_id)
    form = RevocationForm(prefix=f"c{certificate.id}-")
    if not form.validate():
        return _page(editable_course(course_id), revocation=(certificate.id, form), status=422)
    act_once(form, current_user)
    actions.revoke(certificate, because=form.because.data, by=current_user)
    return _then_register(course_id, _("Revoked. Whoever checks this certificate reads why."))


@bp.post("/courses/<int:course_id>/certificates/<int:certificate_id>/restoration")
def restore(course_id, certificate_id):
    actions.restore(_certificate(course_id, certificate_id), by=current_user)
    return _then_register(course_id, _("This certificate is valid again."))


def _certificate(course_id: int, certificate_id: int):
    editable_course(course_id)
    return queries.find_of_course(course_id, certificate_id) or not_found()


def _then_register(course_id: int, toast: str):
    return then_show("certificates.register.show_register", course_id=course_id, toast=toast)


def _page(course, *, form=None, revocation=None, status: int = 200):
    found = queries.find_offer(course.id)
    rows = queries.register_of(course.id, request.args.get("before", type=number))
    given = rows[: queries.PAGE]
    forms = {row.id: RevocationForm(formdata=None, prefix=f"c{row.id}-") for row in given}
    return render(
        "courses/certificates/register.html",
        status=status,
        course=course,
        offer=found,
        is_given=is_given_by(found),
        form=form or OfferForm(formdata=None, obj=found),
        given=given,
        forms=forms | dict([revocation] if revocation else []),
        wrong=revocation[0] if revocation else None,
        earlier=len(queries.people_without(course.id)) if is_given_by(found) else 0,
        next_id=given[-1].id if len(rows) > queries.PAGE else None,
    )
