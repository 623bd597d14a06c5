"""The holder's own certificate: looking at it, taking it along, and deciding what others see of it."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from courses.certificates import actions, queries
from courses.certificates.badges import check_address
from courses.certificates.checking import routes as checking
from courses.certificates.forms import ChoicesForm
from courses.certificates.printing import print_certificate
from courses.certificates.register import routes as register
from courses.certificates.words import pdf_response
from lms.admin.queries import get_academy
from lms.languages import NAMES
from lms.pages import not_found, render, then_show

bp = Blueprint("certificates", __name__)
for part in (checking, register):
    bp.register_blueprint(part.bp)


@bp.get("/courses/<int:course_id>/certificate")
def show_certificate(course_id):
    certificate = _own(course_id)
    chosen = {
        "language": certificate.language,
        "shows_name": certificate.shows_name,
        "shows_cohort": certificate.shows_cohort,
        "on_profile": certificate.audience_id != certificate.own_audience_id,
    }
    return _page(certificate, ChoicesForm(formdata=None, data=chosen))


@bp.post("/courses/<int:course_id>/certificate")
def choose(course_id):
    certificate = _own(course_id)
    form = ChoicesForm()
    if not form.validate():
        return _page(certificate, form, status=422)
    names = ("language", "on_profile", "shows_name", "shows_cohort")
    actions.choose(certificate, **{name: form[name].data for name in names})
    return then_show("certificates.show_certificate", course_id=course_id, toast=_("Kept."))


@bp.get("/courses/<int:course_id>/certificate.pdf")
def print_own(course_id):
    certificate, asked = _own(course_id), request.args.get("language")
    language = asked if asked in NAMES else certificate.language
    return pdf_response(print_certificate(certificate, get_academy(), language, names_cohort=True), certificate)


def _own(course_id: int):
    return queries.find_own(current_user, course_id) or not_found()


def _page(certificate, form, status: int = 200):
    return render(
        "courses/certificates/certificate.html",
        status=status,
        certificate=certificate,
        address=check_address(certificate.code),
        form=form,
    )
