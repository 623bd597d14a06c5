"""Pages that stop mails. Looking changes nothing, so scanners of links stop nothing; the button and RFC 8058 do."""

from flask import Blueprint
from flask_babel import force_locale
from flask_babel import gettext as _

from lms.forms import csrf
from lms.notifications.actions import wants_mail
from lms.notifications.queries import get_reader
from lms.notifications.reasons import REASONS
from lms.notifications.stopping.actions import choose
from lms.notifications.stopping.tokens import read_stop
from lms.pages import not_found, render
from lms.people.signing_in import public

bp = Blueprint("stopping_mails", __name__)


@bp.get("/mails/stop/<stop_token>")
@public
def show_stop(stop_token):
    return _page(stop_token, *(read_stop(stop_token) or not_found()))


@bp.post("/mails/stop/<stop_token>")
@csrf.exempt  # the mail server of the reader sends it, with the signed token alone
@public
def stop(stop_token):
    user_id, what = read_stop(stop_token) or not_found()
    choose(get_reader(user_id), what, wanted=False)
    return _page(stop_token, user_id, what)


@bp.post("/mails/stop/<stop_token>/undo")
@public
def undo(stop_token):
    user_id, what = read_stop(stop_token) or not_found()
    choose(get_reader(user_id), what, wanted=True)
    return _page(stop_token, user_id, what)


def _page(token: str, user_id: int, what: list[str]):
    user = get_reader(user_id)
    on = user.digest != "never" if what[0].startswith("digest:") else any(_is_on(user, reason) for reason in what)
    with force_locale(user.locale):
        kinds = [str(REASONS[reason].choice) for reason in what if reason in REASONS]
        return render(
            "notifications/stop.html",
            token=token,
            is_on=on,
            kinds=kinds,
            email=_masked(user.email),
            sentence=_("when %(what)s", what=_(" or when ").join(kinds)) if kinds else "",
        )


def _is_on(user, reason: str) -> bool:
    return reason in REASONS and wants_mail(user.mail_reasons, reason)


def _masked(email: str) -> str:
    """Whoever was passed the mail on learns no address from it: “t…@example.org”."""
    name, _at, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"
