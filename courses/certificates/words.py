"""How a certificate leaves as a file."""

import re

from courses.certificates.models import Certificate
from lms.typesetting import pdf_answer


def file_name(certificate: Certificate) -> str:
    """“certificate-motivational-interviewing”: plain letters, for every machine."""
    plain = re.sub(r"[^a-z0-9]+", "-", certificate.course_title.lower()).strip("-")[:60]
    return f"certificate-{plain}" if plain else "certificate"


def pdf_response(pdf: bytes, certificate: Certificate):
    return pdf_answer(pdf, file_name(certificate))
