"""Open Badges 3.0: the shape 1EdTech asks for, a signature other software verifies, keys that are replaced, revocation.

The academy signs with cryptography; these tests verify with joserfc, over the addresses the badge itself names."""

import json
from base64 import urlsafe_b64encode
from datetime import datetime
from hashlib import sha256

import pytest
from joserfc import jwk, jws
from joserfc.errors import BadSignatureError

from courses.certificates import signing
from courses.certificates.models import Certificate, SigningKey
from lms.database import db
from tests.factories.certificates import make_certificate
from tests.open_badges import check_shape, decoded, fetched, verified


def badge_of(cast, certificate) -> str:
    response = cast.guest.get(f"/certificates/{certificate.code}/badge.jwt")
    assert response.mimetype == "application/vc+jwt"
    return response.get_data(as_text=True)


def test_a_badge_has_the_shape_of_open_badges_3(cast):
    certificate = make_certificate(cast)
    claims = verified(cast, badge_of(cast, certificate))
    check_shape(claims)
    assert claims["credentialSubject"]["achievement"]["achievementType"] == "CertificateOfCompletion"
    assert claims["iss"] == claims["issuer"]["id"]
    assert claims["jti"] == claims["id"]
    assert claims["sub"] == claims["credentialSubject"]["id"]
    assert claims["nbf"] == int(datetime.fromisoformat(claims["validFrom"]).timestamp())
    assert claims["credentialSubject"]["achievement"]["criteria"]["narrative"] == certificate.words_en
    assert claims["id"] == f"{cast.app.config['PUBLIC_URL']}/certificates/{certificate.code}/badge.jwt"


def test_the_signature_names_its_algorithm_and_where_its_key_is(cast):
    token = badge_of(cast, make_certificate(cast))
    header = json.loads(decoded(token.split(".")[0]))
    assert (header["alg"], header["typ"]) == ("RS256", "JWT")
    key = fetched(cast, header["kid"])
    assert "d" not in key
    assert header["kid"].endswith(jwk.RSAKey.import_key(key).thumbprint())


def test_a_changed_badge_is_not_believed(cast):
    head, words, signature = badge_of(cast, make_certificate(cast)).split(".")
    claims = json.loads(decoded(words))
    claims["credentialSubject"]["achievement"]["name"] = "Brain surgery"
    forged = urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    with pytest.raises(BadSignatureError):
        verified(cast, f"{head}.{forged}.{signature}")


def test_it_names_its_holder_only_when_they_agreed(cast):
    certificate = make_certificate(cast)
    before = verified(cast, badge_of(cast, certificate))
    assert "Alumna" not in json.dumps(before)
    assert "alumna@test.example" not in json.dumps(before)
    cast.alumna.post(f"/courses/{certificate.course_id}/certificate", {"language": "nl", "shows_name": "y"})
    after = verified(cast, badge_of(cast, certificate))
    named, hashed = after["credentialSubject"]["identifier"]
    assert named["identityHash"] == "Alumna"
    expected = sha256(("alumna@test.example" + hashed["salt"]).encode()).hexdigest()
    assert hashed["identityHash"] == f"sha256${expected}"
    assert after["credentialSubject"]["achievement"]["criteria"]["narrative"] == certificate.words_nl


def test_what_it_says_can_be_read_without_a_library(cast):
    certificate = make_certificate(cast)
    response = cast.guest.get(f"/certificates/{certificate.code}/badge.json?download=1")
    assert response.mimetype == "application/vc+ld+json"
    assert "attachment" in response.headers["Content-Disposition"]
    assert json.loads(response.data) == verified(cast, badge_of(cast, certificate))


def test_badges_of_an_older_key_still_verify_after_a_new_one(app, cast):
    first = make_certificate(cast)
    old = badge_of(cast, first)
    result = app.test_cli_runner().invoke(args=["rotate-signing-key"])
    assert "from now on" in result.output
    second = make_certificate(cast, cast.trainee)
    new = badge_of(cast, second)
    assert json.loads(decoded(old.split(".")[0]))["kid"] != json.loads(decoded(new.split(".")[0]))["kid"]
    for token in (old, new):
        check_shape(verified(cast, token))
    published = fetched(cast, cast.app.config["PUBLIC_URL"] + "/.well-known/jwks.json")
    assert len(published["keys"]) == 2
    assert all("d" not in key for key in published["keys"])


def test_the_key_set_verifies_what_was_signed(cast):
    token = badge_of(cast, make_certificate(cast))
    keys = jwk.KeySet.import_key_set(fetched(cast, cast.app.config["PUBLIC_URL"] + "/.well-known/jwks.json"))
    assert jws.deserialize_compact(token, keys.keys[0], algorithms=["RS256"]).payload


def test_the_did_document_holds_the_same_keys(cast):
    make_certificate(cast)
    root = cast.app.config["PUBLIC_URL"]
    document = fetched(cast, f"{root}/.well-known/did.json")
    assert document["id"] == "did:web:" + root.split("//")[1].replace(":", "%3A")
    published = fetched(cast, f"{root}/.well-known/jwks.json")["keys"]
    assert [method["publicKeyJwk"] for method in document["verificationMethod"]] == published
    assert document["assertionMethod"] == [method["id"] for method in document["verificationMethod"]]
    assert document["alsoKnownAs"] == [fetched(cast, f"{root}/certificates/issuer")["id"]]


def test_the_status_it_names_tells_of_a_revocation(cast):
    certificate = make_certificate(cast)
    claims = verified(cast, badge_of(cast, certificate))
    status = fetched(cast, claims["credentialStatus"]["id"])
    assert status["id"] == claims["credentialStatus"]["id"]
    assert status["issuer"] == claims["issuer"]["id"]
    assert status["revokedCredential"] == []
    address = f"/courses/{certificate.course_id}/certificates/{certificate.id}/revocation"
    cast.author.post(address, {f"c{certificate.id}-because": "By mistake."})
    [revoked] = fetched(cast, claims["credentialStatus"]["id"])["revokedCredential"]
    assert (revoked["id"], revoked["revoked"]) == (claims["id"], True)


def test_the_private_key_is_sealed_with_the_secret_of_the_installation(app, cast):
    make_certificate(cast)
    key = db.session.scalars(db.select(SigningKey)).one()
    assert "PRIVATE" not in key.private
    secret = app.config["SECRET_KEY"]
    app.config["SECRET_KEY"] = "another installation, which left its secret behind"
    try:
        token = signing.sign({"a": 1}, lambda kid: kid)
    finally:
        app.config["SECRET_KEY"] = secret
    assert json.loads(decoded(token.split(".")[0]))["kid"] != key.kid
    assert [row.kid for row in db.session.scalars(db.select(SigningKey).order_by(SigningKey.id))][0] == key.kid
    assert db.session.scalars(db.select(Certificate)).one().badge
