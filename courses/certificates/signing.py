"""The keys badges are signed with: made on first use, the private half sealed, every public half published for good.

Signed as Open Badges 3.0 §8.2 asks: a JWS (RFC 7515) with RS256, which every verifier of badges has to know."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app
from sqlalchemy import select

from courses.certificates.models import SigningKey
from lms.database import db

BITS = 2048


def sign(payload: dict, key_address) -> str:
    """The payload as a compact JWS. `key_address` makes the address of a public key from its id."""
    kid, private = _newest()
    header = {"alg": "RS256", "typ": "JWT", "kid": key_address(kid)}
    words = ".".join(_base64(json.dumps(part, ensure_ascii=False).encode()) for part in (header, payload))
    signature = private.sign(words.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{words}.{_base64(signature)}"


def payload_of(token: str) -> bytes:
    """What a JWT of ours says, as JSON."""
    words = token.split(".")[1]
    return urlsafe_b64decode(words + "=" * (-len(words) % 4))


def make_key() -> SigningKey:
    """A new pair, which signs from now on; what older ones signed can still be checked."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    numbers = private.public_key().public_numbers()
    public = {"e": _number(numbers.e), "kty": "RSA", "n": _number(numbers.n)}
    kid = _base64(sha256(json.dumps(public, separators=(",", ":")).encode()).digest())
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    key = SigningKey(
        kid=kid,
        public=public | {"kid": kid, "alg": "RS256", "use": "sig"},
        private=_seal().encrypt(pem).decode(),
    )
    db.session.add(key)
    db.session.flush()
    return key


def public_keys() -> list[dict]:
    """Every public key there ever was as a JWK, the newest first."""
    return list(db.session.scalars(select(SigningKey.public).order_by(SigningKey.id.desc())))


def find_public_key(kid: str) -> dict | None:
    return db.session.scalar(select(SigningKey.public).where(SigningKey.kid == kid))


def _newest() -> tuple[str, rsa.RSAPrivateKey]:
    key = db.session.scalars(select(SigningKey).order_by(SigningKey.id.desc()).limit(1)).one_or_none() or make_key()
    try:
        pem = _seal().decrypt(key.private)
    except InvalidToken:  # the installation moved and left its secret behind
        key = make_key()
        pem = _seal().decrypt(key.private)
    return key.kid, serialization.load_pem_private_key(pem, password=None)


def _seal() -> Fernet:
    derived = HKDF(hashes.SHA256(), length=32, salt=None, info=b"leerkring signing keys")
    return Fernet(urlsafe_b64encode(derived.derive(current_app.config["SECRET_KEY"].encode())))


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _number(value: int) -> str:
    return _base64(value.to_bytes((value.bit_length() + 7) // 8, "big"))
