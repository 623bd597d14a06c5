"""A certificate on paper: an accessible PDF (PDF/UA-1), set by Typst, which refuses to make one that is not."""

import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import segno
import typst
from flask import current_app
from flask_babel import force_locale, gettext

from courses.certificates.badges import check_address
from courses.certificates.models import Certificate
from lms.admin.brand import brand_from
from lms.admin.models import Academy
from lms.moments import teller

TEMPLATE = Path(__file__).with_name("certificate.typ").read_bytes()


def print_certificate(certificate: Certificate, academy: Academy, language: str, *, names_cohort: bool) -> bytes:
    """The PDF in one of our languages; one that was revoked says so."""
    logo = _logo(academy)
    with force_locale(language):
        words = _words(certificate, academy, language, names_cohort)
    files = {"certificate.typ": TEMPLATE, "code.svg": _code(check_address(certificate.code)), "logo": logo or b""}
    with TemporaryDirectory() as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        return typst.compile(
            Path(folder) / "certificate.typ",
            root=folder,
            sys_inputs={"certificate": json.dumps(words | {"has_logo": bool(logo)})},
            pdf_standards="ua-1",
            ignore_system_fonts=True,  # the same on every machine
        )


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


def _code(address: str) -> bytes:
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=0)
    return drawn.getvalue()


def _logo(academy: Academy) -> bytes | None:
    if not academy.logo_key:
        return None
    try:
        with current_app.extensions["storage"].open(academy.logo_key) as file:
            return file.read()
    except FileNotFoundError:
        return None
