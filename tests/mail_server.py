"""A real mail server for tests, with a certificate of its own."""

import contextlib
import socket
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Postbox:
    """Keeps every message as it came over the wire; can be told to refuse or to be slow."""

    def __init__(self):
        self.messages: list[bytes] = []
        self.recipients: list[list[str]] = []
        self.answer = "250 kept"
        self.before_answering = lambda: None

    async def handle_DATA(self, server, session, envelope):
        self.before_answering()
        if self.answer.startswith("250"):
            self.messages.append(envelope.content)
            self.recipients.append(envelope.rcpt_tos)
        return self.answer


class _Server(Controller):
    def factory(self):
        return SMTP(self.handler, hostname="mail.test", ident="test", **self.SMTP_kwargs)


@contextlib.contextmanager
def mail_server(*, tls: ssl.SSLContext | None = None, port: int = 0, password: str | None = None):
    """Runs a server on 127.0.0.1; gives (postbox, port)."""
    postbox = Postbox()
    options = {"tls_context": tls, "require_starttls": True} if tls else {}
    if password:
        options |= {
            "authenticator": lambda server, session, envelope, mechanism, data: AuthResult(
                success=data.password == password.encode()
            ),
            "auth_required": True,
        }
    server = _Server(postbox, hostname="127.0.0.1", port=port or free_port(), **options)
    server.start()
    try:
        yield postbox, server.port
    finally:
        server.stop()


def certificate(folder, *, host: str = "127.0.0.1") -> tuple[ssl.SSLContext, str]:
    """(context of a server, path of the certificate that vouches for it), both new."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([_alternative(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    chain, secret = folder / f"{host}.pem", folder / f"{host}.key"
    chain.write_bytes(built.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, secret)
    return context, str(chain)


def _alternative(host: str):
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
