"""Settings: what the environment says, with a working default for everything."""

import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def from_environment(environ=os.environ) -> dict:
    """The Flask configuration drawn from the environment; see the table in README.md for every name."""
    instance = Path(environ.get("INSTANCE_PATH", ROOT / "instance"))
    instance.mkdir(parents=True, exist_ok=True)
    return {
        "INSTANCE": instance,
        "SECRET_KEY": environ.get("SECRET_KEY") or _kept_secret(instance / "secret_key"),
        "SQLALCHEMY_DATABASE_URI": _database_url(environ, instance),
        "SQLITE_SYNCHRONOUS": "FULL",  # what was acknowledged survives a power cut
        "REDIS_URL": environ.get("REDIS_URL", ""),
        "STORAGE_URL": environ.get("STORAGE_URL", ""),
        "MAIL_URL": environ.get("MAIL_URL", ""),
        "MAIL_FROM": environ.get("MAIL_FROM", "Leerkring <noreply@localhost>"),
        "MAIL_REPLY_DOMAIN": environ.get("MAIL_REPLY_DOMAIN", ""),
        "PUBLIC_URL": environ.get("PUBLIC_URL", "").rstrip("/") or f"http://127.0.0.1:{environ.get('PORT', '8000')}",
        "FIRST_RUN_KEY": environ.get("FIRST_RUN_KEY", ""),
        "TRUSTED_PROXIES": int(environ.get("TRUSTED_PROXIES", "0")),
        "WEB_THREADS": int(environ.get("WEB_THREADS", "8")),
        "STREAMS": int(environ.get("STREAMS", "256")),
        "MAX_CONTENT_LENGTH": int(environ.get("MAX_UPLOAD_MB", "256")) * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
        "BABEL_DEFAULT_LOCALE": "en",
        "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "lms" / "translations"),
        "SESSION_COOKIE_NAME": "leerkring_form",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_HEADERS": ["X-CSRFToken"],
        "RATELIMIT_ENABLED": environ.get("LIMITS", "on") != "off",  # off only where a machine measures
        "RATELIMIT_STORAGE_URI": environ.get("REDIS_URL") or "memory://",
        "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED": bool(environ.get("REDIS_URL")),
        "RATELIMIT_IN_MEMORY_FALLBACK": ["600 per minute"],
        "RATELIMIT_HEADERS_ENABLED": False,
        "TEMPLATES_AUTO_RELOAD": False,
        "COMPRESS_MIMETYPES": [
            "text/html",
            "text/css",
            "application/javascript",
            "text/javascript",
            "image/svg+xml",
            "application/json",
            "application/xml",
            "application/atom+xml",
        ],
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_BR_LEVEL": 1,
        "COMPRESS_LEVEL": 1,
    }


def _kept_secret(path: Path) -> str:
    """A random key made once and kept beside the data, so that a restart signs nobody out."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(key := secrets.token_hex(32))
    return key


def _database_url(environ, instance: Path) -> str:
    url = environ.get("DATABASE_URL") or f"sqlite:///{instance / 'leerkring.sqlite3'}"
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url
