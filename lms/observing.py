"""Observing: a request id, structured logs without anybody's words, /healthz, /readyz and the error pages."""

import json
import logging
import re
import secrets
import sys
import time

from flask import Blueprint, Flask, abort, current_app, g, jsonify, redirect, render_template, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from lms.database import db
from lms.forms import AlreadySent, sent_before
from lms.people.signing_in import public

bp = Blueprint("observing", __name__)
log = logging.getLogger("leerkring.request")
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message, request id and the numbers of the request."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def init_app(app: Flask) -> None:
    if not app.testing and not logging.getLogger().handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonFormatter())
        logging.basicConfig(level=logging.INFO, handlers=[handler])
    logging.getLogger("huey").setLevel(logging.WARNING)
    app.before_request(_begin)
    app.after_request(_end)
    app.register_blueprint(bp)
    app.register_error_handler(HTTPException, _show_error)
    app.register_error_handler(InternalServerError, _show_failure)
    app.register_error_handler(OperationalError, lambda error: _unavailable())
    app.register_error_handler(AlreadySent, lambda sent: redirect(sent.location, 303))
    app.register_error_handler(CSRFError, _show_stale_form)


@bp.get("/healthz")
@public
def healthz():
    """The process answers; it asks nothing of the database."""
    return jsonify(status="ok")


@bp.get("/readyz")
@public
def readyz():
    """Whether database, queue and files can all be used."""
    checks = {}
    for name, check in _checks().items():
        try:
            check()
            checks[name] = "ok"
        except Exception as error:
            checks[name] = type(error).__name__
    ready = set(checks.values()) == {"ok"}
    return jsonify(status="ok" if ready else "unavailable", **checks), 200 if ready else 503


def _checks():
    return {
        "database": lambda: db.session.execute(text("SELECT 1")),
        "queue": lambda: current_app.extensions["huey"].pending_count(),
        "files": lambda: current_app.extensions["storage"].check(),
    }


def _begin() -> None:
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
    g.began = time.perf_counter()
    if "\x00" in request.path or any("\x00" in value for values in request.args.lists() for value in values[1]):
        abort(404)  # PostgreSQL keeps no NUL, so nothing has one in its address


def _end(response):
    response.headers["X-Request-ID"] = g.get("request_id", "")
    if request.path not in ("/healthz", "/readyz"):
        viewer = g.get("viewer")
        fields = {
            "request_id": g.get("request_id", ""),
            "method": request.method,
            "rule": request.url_rule.rule if request.url_rule else None,
            "status": response.status_code,
            "ms": round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1),
            "user": viewer.id if viewer else None,
        }
        log.info("request", extra={"fields": fields})
    return response


def _show_error(error: HTTPException):
    if error.code is None or error.code < 400:
        return error
    if error.code in (403, 404, 409) and (location := sent_before(current_user)):
        return redirect(location, 303)
    return render_template("errors/error.html", code=error.code), error.code


def _show_failure(error: InternalServerError):
    original = getattr(error, "original_exception", None)
    db.session.rollback()
    if isinstance(original, OperationalError):
        return _unavailable()
    if isinstance(original, AlreadySent):
        return redirect(original.location, 303)
    return render_template("errors/error.html", code=500), 500


def _unavailable():
    """The database is away or full for a moment; the reader's text stays in the form they sent."""
    db.session.rollback()
    return render_template("errors/error.html", code=503), 503, {"Retry-After": "5"}


def _show_stale_form(error: CSRFError):
    return render_template("errors/error.html", code=400, kept=request.form.get("body", "")), 400
