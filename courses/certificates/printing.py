"""A certificate on paper: an accessible PDF (PDF/UA-1), set by Typst, which refuses to make one that is not."""

import io
from pathlib import Path

import segno
from flask_babel import force_locale, gettext

from courses.certificates.badges import check_address
from courses.certificates.models import Certificate
from lms.admin.brand import brand_from
from lms.admin.models import Academy
from lms.moments import teller
from lms.typesetting import logo_of, typeset

TEMPLATE = Path(__file__).with_name("certificate.typ")


def print_certificate(certificate: Certificate, academy: Academy, language: str, *, names_cohort: bool) -> bytes:
    """The PDF in one of our languages; one that was revoked says so."""
    logo = logo_of(academy)
    with force_locale(language):
        words = _words(certificate, academy, language, names_cohort)
    files = {"code.svg": code_to_check(certificate.code), "logo": logo or b""}
    return typeset(TEMPLATE, words | {"has_logo": bool(logo)}, files, pdf_standards="ua-1")


def code_to_check(code: str, **drawn) -> bytes:
    """The QR code, as SVG, of the page on which a certificate is checked; `drawn` says how, as segno has it."""
    image = io.BytesIO()
    segno.make(check_address(code), error="m").save(image, kind="svg", **{"border": 0} | drawn)
    return image.getvalue()


def _words(certificate: Certificate, academy: Academy, language: str, names_cohort: bool) -> dict:
    title = gettext("Certificate")
    cohort = certificate.cohort_name if names_cohort else ""
    revoked = gettext("Revoked: %(reason)s", reason=certificate.revoked_because) if certificate.revoked_at else ""
    return {
        "title": title,
        "description": gettext("Certificate of %(course)s for %(name)s", course=certificate.course_title, name=certificate.name),
        "academy": academy.name,
        "colour": brand_from(academy.brand_colour).hex,
        "language": language,
        "says_to": gettext("Given to"),
        "name": certificate.name,
        "says_what": gettext("who completed the training"),
        "course": certificate.course_title,
        "cohort": gettext("with the cohort %(cohort)s", cohort=cohort) if cohort else "",
        "words": [line for line in map(str.strip, certificate.words(language).splitlines()) if line],
        "revoked": revoked,
        "signer": certificate.signer,
        "signer_role": certificate.signer_role,
        "date": teller().day(certificate.completed_at),
        "says_check": gettext("Check this certificate at"),
        "says_code": gettext("QR code that leads to the page on which this certificate is checked"),
        "address": check_address(certificate.code),
    }  # fmt: skip
