"""A certificate as an Open Badge 3.0: a Verifiable Credential 2.0 of 1EdTech's shape, and what its verifiers fetch.

Names the holder by name only where they agreed; otherwise a verifier can but compare the address the holder tells them."""

from datetime import UTC, date, datetime, time
from hashlib import sha256
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from courses.certificates.models import Certificate
from courses.certificates.signing import sign
from lms.addresses import address_of

CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]


def check_address(code: str) -> str:
    return address_of(f"/certificates/{code}")


def credential_of(certificate: Certificate, *, academy: str, email: str, description: str) -> dict:
    """The OpenBadgeCredential of a certificate; its words are in the language of the holder."""
    here, words = check_address(certificate.code), certificate.words(certificate.language)
    achievement = {
        "id": address_of(f"/courses/{certificate.course_id}"),
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": certificate.course_title,
        "description": description or certificate.course_title,
        "criteria": {"narrative": words or certificate.course_title},
        "inLanguage": certificate.language,
    }
    return {
        "@context": CONTEXTS,
        "id": f"{here}/badge.jwt",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": certificate.course_title,
        "issuer": profile(academy),
        "validFrom": _moment(certificate.issued_at),
        "credentialSubject": {
            "id": f"{here}#holder",
            "type": ["AchievementSubject"],
            "identifier": identities(email, certificate.code, certificate.name if certificate.shows_name else ""),
            "achievement": achievement,
        },
        "credentialStatus": {"id": f"{here}/status", "type": "1EdTechRevocationList"},
    }


def signed(credential: dict) -> str:
    """The credential as a JWT: itself with the registered claims of Open Badges 3.0 §8.2.4.2."""
    claims = {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "sub": credential["credentialSubject"]["id"],
        "nbf": _seconds(credential["validFrom"]),
    }
    if until := credential.get("validUntil"):
        claims["exp"] = _seconds(until)
    return sign(credential | claims, key_address)


def key_address(kid: str) -> str:
    return address_of(f"/certificates/keys/{kid}")


def profile(academy: str) -> dict:
    """The academy as the issuer of badges."""
    return {"id": address_of("/certificates/issuer"), "type": ["Profile"], "name": academy, "url": address_of("/")}


def did_document(keys: list[dict]) -> dict:
    """The academy as did:web, for verifiers that look keys up there (W3C DID 1.0, did:web)."""
    did = "did:web:" + urlsplit(address_of("/")).netloc.replace(":", "%3A")
    methods = [
        {"id": f"{did}#{key['kid']}", "type": "JsonWebKey", "controller": did, "publicKeyJwk": key} for key in keys
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
        "id": did,
        "alsoKnownAs": [address_of("/certificates/issuer")],
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def revocations(certificate: Certificate, academy: str) -> dict:
    """Whether a certificate was revoked, and why."""
    because = certificate.revoked_because if certificate.revoked_at else None
    return revocation_list(check_address(certificate.code), academy, because)


def revocation_list(here: str, academy: str, because: str | None) -> dict:
    """The list of 1EdTech's revocation method, of one badge alone: nobody learns from it what else was revoked."""
    revoked = {"id": f"{here}/badge.jwt", "revoked": True, "revocationReason": because}
    return {
        "@context": CONTEXTS[1],
        "id": f"{here}/status",
        "issuer": profile(academy)["id"],
        "revokedCredential": [] if because is None else [revoked],
    }


def identities(email: str, salt: str, name: str = "") -> list[dict]:
    """The holder by their hashed address, and by name when there is one to tell."""
    hashed = sha256((email + salt).encode()).hexdigest()
    found = [
        {
            "type": "IdentityObject",
            "identityType": "emailAddress",
            "hashed": True,
            "identityHash": f"sha256${hashed}",
            "salt": salt,
        }
    ]
    if name:
        found.insert(0, {"type": "IdentityObject", "identityType": "name", "hashed": False, "identityHash": name})
    return found


def midnight(day: date, zone: ZoneInfo) -> str:
    """The first moment of a day somewhere."""
    return _moment(datetime.combine(day, time(), zone))


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
