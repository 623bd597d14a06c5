"""What a verifier of Open Badges 3.0 does: it fetches keys, checks signatures with joserfc, and looks at the shape."""

import json
from base64 import urlsafe_b64decode
from datetime import datetime
from urllib.parse import urlsplit

from joserfc import jwk, jws


def fetched(cast, address: str) -> dict:
    """What a verifier gets at a full address of the academy."""
    root = cast.app.config["PUBLIC_URL"]
    assert address.startswith(root)
    response = cast.guest.get(address.removeprefix(root))
    assert response.status_code == 200
    return json.loads(response.data)


def verified(cast, token: str) -> dict:
    """The claims of a badge, after checking its signature with the key its header names."""
    header = json.loads(decoded(token.split(".")[0]))
    key = jwk.RSAKey.import_key(fetched(cast, header["kid"]))
    return json.loads(jws.deserialize_compact(token, key, algorithms=["RS256"]).payload)


def decoded(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def check_shape(credential: dict) -> None:
    """What the data model of Open Badges 3.0 requires of an AchievementCredential (its tables in §B.1)."""
    assert credential["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert credential["@context"][1].startswith("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0")
    assert credential["type"][0] == "VerifiableCredential"
    assert {"OpenBadgeCredential", "AchievementCredential"} & set(credential["type"])
    assert urlsplit(credential["id"]).scheme in ("http", "https", "urn")
    assert datetime.fromisoformat(credential["validFrom"]).tzinfo
    assert credential["name"]
    issuer = credential["issuer"]
    assert urlsplit(issuer["id"]).scheme
    assert "Profile" in issuer["type"]
    assert issuer["name"]
    subject = credential["credentialSubject"]
    assert "AchievementSubject" in subject["type"]
    assert subject["id"] or subject["identifier"]
    for identity in subject["identifier"]:
        assert identity["type"] == "IdentityObject"
        assert isinstance(identity["hashed"], bool)
        assert identity["identityType"] in ("name", "emailAddress")
        assert identity["identityHash"]
    achievement = subject["achievement"]
    assert urlsplit(achievement["id"]).scheme
    assert "Achievement" in achievement["type"]
    assert achievement["name"]
    assert achievement["description"]
    assert achievement["criteria"]["narrative"]
    status = credential["credentialStatus"]
    assert status["type"] == "1EdTechRevocationList"
    assert urlsplit(status["id"]).scheme
