"""Pages of the inbox: what reached a person, per thread, and marking it as done."""

from itertools import groupby

from flask import Blueprint, request
from flask_babel import format_date, to_user_timezone
from flask_babel import gettext as _
from flask_login import current_user

from lms.access import get_or_404
from lms.database import now
from lms.notifications import actions, queries, words
from lms.notifications.reasons import REASONS
from lms.pages import htmx_target, not_found, number, render, then_show

bp = Blueprint("notifications", __name__)

TABS = ("to_do", "following", "done")


@bp.get("/inbox")
def show_inbox():
    show = request.args.get("show") if request.args.get("show") in TABS else "to_do"
    inbox = queries.inbox_of(current_user, show, request.args.get("before", type=number))
    return render(
        "notifications/inbox.html",
        fragments={"inbox"},
        inbox=inbox,
        days=[(day, list(threads)) for day, threads in groupby(inbox.threads, key=lambda thread: _day(thread.at))],
        show=show,
        mark=request.args.get("mark", type=number),
        in_part=htmx_target() == "inbox",
        is_first="before" not in request.args,
        newest=max((thread.newest_id for thread in inbox.threads), default=0),
        words=words,
        reasons=REASONS,
    )


@bp.post("/inbox/threads/<thread>/done")
def mark_thread_done(thread):
    if not queries.has_thread(current_user, thread):
        not_found()
    return _then_offer_undo(actions.mark_thread_done(current_user.id, thread, request.form.get("up_to", type=number)))


@bp.post("/inbox/threads/<thread>/open")
def open_thread(thread):
    if not queries.has_thread(current_user, thread):
        not_found()
    actions.open_thread(current_user.id, thread)
    return then_show("notifications.show_inbox", show="done", toast=_("Put back among what is to do."))


@bp.post("/inbox/<int:notification_id>/done")
def mark_done(notification_id):
    notification = get_or_404(queries.notifications_visible_to(current_user), notification_id)
    return _then_offer_undo(actions.mark_done(current_user.id, notification.id))


@bp.post("/inbox/done")
def mark_all_done():
    up_to = request.form.get("up_to", 0, type=number)
    return _then_offer_undo(actions.mark_all_done(current_user, _tab() or "to_do", up_to))


@bp.post("/inbox/undo")
def undo():
    actions.put_back(current_user.id, request.form.get("mark", 0, type=number))
    return then_show("notifications.show_inbox", show=_tab())


def _then_offer_undo(mark: int):
    return then_show("notifications.show_inbox", show=_tab(), mark=mark)


def _tab() -> str | None:
    """The tab the form was sent from; the first needs no name in the address."""
    show = request.form.get("show")
    return show if show in TABS[1:] else None


def _day(moment) -> str:
    local, today = to_user_timezone(moment).date(), to_user_timezone(now()).date()
    days = (today - local).days
    if days in (0, 1):
        return _("Today") if days == 0 else _("Yesterday")
    name = format_date(local, "EEEE" if days < 7 else "d MMMM" if local.year == today.year else "d MMMM y")
    return name[:1].upper() + name[1:]
