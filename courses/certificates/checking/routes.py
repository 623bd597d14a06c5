"""The page on which a certificate is checked, its badge, and the keys of the academy."""

from flask import Blueprint, jsonify, request
from flask_babel import get_locale

from courses.certificates import badges, queries, signing
from courses.certificates.printing import code_to_check
from courses.certificates.words import file_name
from lms.admin.queries import get_academy
from lms.pages import not_found, render
from lms.people.signing_in import academy, public

bp = Blueprint("checking", __name__)


@bp.get("/certificates/<code>")
@public
def check(code):
    certificate = _certificate(code)
    return render(
        "courses/certificates/check.html", certificate=certificate, words=certificate.words(str(get_locale()))
    )


@bp.get("/certificates/<code>/code.svg")
@public
def show_code(code):
    """What a phone scans to come to the page on which the certificate is checked; on white, whatever the theme."""
    image = code_to_check(_certificate(code).code, omitsize=True, border=4, light="white")
    return image, {"Content-Type": "image/svg+xml", "X-Robots-Tag": "noindex"}


@bp.get("/certificates/<code>/badge.jwt")
@public
def show_badge(code):
    """The badge as it was signed; whoever verifies it asks the academy for the key it names."""
    certificate = _certificate(code)
    headers = {"Content-Type": "application/vc+jwt"}
    if "download" in request.args:
        headers["Content-Disposition"] = f'attachment; filename="{file_name(certificate)}.jwt"'
    return certificate.badge, headers


@bp.get("/certificates/<code>/badge.json")
@public
def show_credential(code):
    """What the badge says, to be read; the signature is in the JWT."""
    certificate = _certificate(code)
    headers = {"Content-Type": "application/vc+ld+json"}
    if "download" in request.args:
        headers["Content-Disposition"] = f'attachment; filename="{file_name(certificate)}.json"'
    return signing.payload_of(certificate.badge), headers


@bp.get("/certificates/<code>/status")
@public
def show_status(code):
    """Whether the badge was revoked; never kept by anything between."""
    return jsonify(badges.revocations(_certificate(code), academy().name))


@bp.get("/certificates/issuer")
@public
def show_issuer():
    return _for_all(badges.profile(get_academy().name))


@bp.get("/certificates/keys/<kid>")
@public
def show_key(kid):
    return _for_all(signing.find_public_key(kid) or not_found())


@bp.get("/.well-known/jwks.json")
@public
def show_keys():
    return _for_all({"keys": signing.public_keys()})


@bp.get("/.well-known/did.json")
@public
def show_did():
    return _for_all(badges.did_document(signing.public_keys()))


def _certificate(code: str):
    return queries.find_by_code(code) or not_found()


def _for_all(document: dict):
    """Verifiers run in browsers of other sites too; there is nothing here that is not public."""
    return jsonify(document), {
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
