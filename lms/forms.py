"""Forms: our base form, its messages in the reader's language, and the promise that a repeated form acts once."""

import secrets
from datetime import datetime
from functools import cache

from flask import Flask, g, request
from flask.sessions import SecureCookieSessionInterface
from flask_babel import get_locale, gettext, lazy_gettext
from flask_wtf import CSRFProtect, FlaskForm
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from sqlalchemy import ForeignKey, bindparam, select, update
from sqlalchemy.orm import Mapped, mapped_column
from wtforms import FieldList, FormField, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.i18n import get_translations
from wtforms.validators import DataRequired, Length, Optional, StopValidation

from lms.database import Base, db, now
from lms.writing import write

csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    csrf.init_app(app)
    app.session_interface = FormSession()
    app.jinja_env.globals["csrf_field"] = csrf_field


class FormSession(SecureCookieSessionInterface):
    """The cookie behind the forms of a browser: where pages come over TLS, it never travels without."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


class SentForm(Base):
    """The key of a form that was acted upon, and where its result is shown."""

    __tablename__ = "sent_forms"

    key: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    location: Mapped[str] = mapped_column(default="/")
    sent_at: Mapped[datetime] = mapped_column(default=now, index=True)


class AlreadySent(Exception):
    """This very form has been acted upon before; `location` shows the result."""

    def __init__(self, location: str):
        super().__init__(location)
        self.location = location


def new_form_key() -> str:
    """What makes pressing a button of one form twice the same as pressing it once."""
    return secrets.token_urlsafe(18)


class Form(FlaskForm):
    """A form with the key that makes pressing twice the same as pressing once."""

    class Meta:
        csrf = False  # every unsafe request shows its token before its view is asked

        def get_translations(self, form):
            return _field_words(str(get_locale() or "en"))

        def bind_field(self, form, unbound_field, options):
            if issubclass(unbound_field.field_class, FieldList | FormField):
                return unbound_field.bind(form=form, **options)  # the fields in it bring their own
            filters = [*unbound_field.kwargs.get("filters", ()), _without_nul, _storable]
            return unbound_field.bind(form=form, filters=filters, **options)

    # No id: a page may hold several forms, and nothing points at their keys.
    form_key = HiddenField(
        default=lambda: secrets.token_urlsafe(18), validators=[Optional(), Length(max=64)], render_kw={"id": False}
    )

    def go_on_from(self, version: int) -> None:
        """Sent once more, the form is about what stands there now; the page shows that beside what was typed."""
        self.version.data, self.version.raw_data = version, None

    @property
    def all_errors(self) -> list[tuple[str, str, str]]:
        """(field id, label, message) for the error summary."""
        return [
            (f.id, str(f.label.text), str(message))
            for f in self
            for message in f.errors
            if not isinstance(message, list | dict)
        ]


@cache
def _field_words(language: str):
    """WTForms' own sentences; read from disk once, not for every form."""
    return get_translations([language])


def _without_nul(value):
    """PostgreSQL keeps no NUL, and nobody types one."""
    return value.replace("\x00", "") if isinstance(value, str) else value


def _storable(value):
    """A number larger than a database holds names nothing; its driver would break over it."""
    numbers = value if isinstance(value, list) else (value,)
    if any(isinstance(number, int) and not -(2**63) <= number < 2**63 for number in numbers):
        raise ValueError(gettext("This number is too large."))
    return value


def readable(message):
    """A validator that says in our words, and once, that a number or moment cannot be read; stands after Optional."""

    def check(_form, field):
        if field.process_errors:
            field.errors = []
            raise StopValidation(message)

    return check


def act_once(form: Form, viewer) -> None:
    """Claim the form's key in this transaction; a second sender waits for the first and is shown its result."""
    key = form.form_key.data
    if not key:
        return
    if write(_claimed, key=key, user_id=viewer.id, sent_at=now(), location="/").scalar() is None:
        found = db.session.execute(select(SentForm.location, SentForm.user_id).where(SentForm.key == key)).one()
        raise AlreadySent(found.location if found.user_id == viewer.id else "/")
    g.remember_location = lambda location: write(_REMEMBER, of=key, to=location)


def sent_before(viewer) -> str | None:
    """Where the form of this refused request led when this person sent it before: what it was about may have changed by that."""
    key = request.form.get("form_key") if request.method == "POST" and viewer.is_authenticated else None
    if not key:
        return None
    db.session.rollback()  # without the claim of this very request
    return db.session.scalar(select(SentForm.location).filter_by(key=key, user_id=viewer.id))


def _claimed(insert):
    return insert(SentForm.__table__).on_conflict_do_nothing().returning(SentForm.key)


_REMEMBER = update(SentForm.__table__).where(SentForm.key == bindparam("of")).values(location=bindparam("to"))


def choices_of(pairs) -> list[SelectChoice]:
    """What a field offers, from pairs of the value that is sent and the words for it."""
    return [SelectChoice(value, words) for value, words in pairs]


class PersonField(SelectField):
    """The id of one of some people, of whom nobody is chosen before somebody does; `offer` says who they are."""

    def __init__(self, label, missing=None, **options):
        missing = missing or lazy_gettext("Choose somebody.")
        super().__init__(label, validators=[DataRequired(missing)], coerce=lambda value: int(value or 0), **options)

    def offer(self, people) -> None:
        self.choices = choices_of([("", gettext("Choose somebody")), *people])


def csrf_field() -> Markup:
    """The hidden token every unsafe form carries; the same for all forms of a page."""
    if "csrf_input" not in g:
        g.csrf_input = Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())
    return g.csrf_input
