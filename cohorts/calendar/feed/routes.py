"""Pages of one's own calendar: the list and the month, the secret address, and what stands there for programs."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, request, session
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.calendar import queries as events
from cohorts.calendar import words
from cohorts.calendar.feed import actions, queries
from cohorts.calendar.months import Month
from cohorts.calendar.scopes.queries import Scope, wider_scopes
from cohorts.calendar.screens import proposals_of
from cohorts.calendar.writing import calendar_of, respond
from cohorts.coffee import queries as coffees
from cohorts.coffee.words import line_of
from cohorts.coffee.writing import entry_of
from cohorts.models import INSIDE
from cohorts.queries import cohorts_of
from cohorts.screens import page_of
from lms.database import now
from lms.limits import Allowance
from lms.pages import not_found, number, render, then_show
from lms.people.queries import viewer_of
from lms.people.signing_in import public

bp = Blueprint("my_calendar", __name__)

COMING = timedelta(days=366)
READINGS = Allowance.of("readings of a calendar", "240/hour")


@bp.get("/calendar")
def show_calendar():
    moment, zone = now(), words.reader_zone()
    scopes = _scopes()
    scope = next((each for each in scopes if each.key == request.args.get("of")), None)
    coffees_between = (lambda *_span: []) if scope else _coffees
    context = {"coming": [], "proposals": [], "later": None, "is_first": "after" not in request.args}
    if "month" in request.args:
        month = Month.read(request.args["month"], zone, moment.astimezone(zone).date())
        rows = events.between(current_user, *month.span, scope=scope) + coffees_between(*month.span)
        context = {"month": month, "weeks": month.weeks(rows)}
    else:
        after = request.args.get("after", type=number)
        found = events.coming_to(current_user, moment, after=after, scope=scope)
        page = page_of(found)
        # Coffees stand among the dates of their page: from its first, and up to the first of the next.
        start = moment if after is None else found[0].starts_at if found else moment + COMING
        end = found[-1].starts_at if page["next_id"] else moment + COMING
        rows = page["rows"] + coffees_between(start, end)
        context |= {"coming": sorted(rows, key=lambda row: row.starts_at), "later": page["next_id"]}
        if context["is_first"] and (scope is None or scope.cohort_id is None):
            context["proposals"] = proposals_of(scope)
    return render(
        "cohorts/calendar/mine.html", words=words, today=moment.astimezone(zone).date(), scopes=scopes, scope=scope,
        **context,
    )  # fmt: skip


@bp.get("/calendar/address")
def show_address():
    return render(
        "cohorts/calendar/address.html",
        secret=session.pop("fresh_calendar", None),
        made_at=queries.address_made_at(current_user),
    )


@bp.post("/calendar/address")
def make_address():
    # The signed cookie of whoever made it carries the secret to the next page, which shows it once.
    session["fresh_calendar"] = actions.make_address(current_user.id)
    return then_show("my_calendar.show_address")


@bp.post("/calendar/address/revocation")
def end_address():
    actions.end_address(current_user.id)
    toast = _("The address is closed. Programs that read it find nothing there any more.")
    return then_show("my_calendar.show_address", toast=toast)


@bp.get("/calendar/feeds/<secret>.ics")
@public
def show_feed(secret):
    person = queries.find_reader(secret) or not_found()
    if not READINGS.spend(str(person.id)):
        return "", 429
    viewer = viewer_of(person.id)
    found, refused = queries.events_for(viewer), queries.refused_dates(viewer)
    hosts = events.hosts_of([event for event, _days in found])
    with force_locale(viewer.locale):
        for coffee, names in coffees.in_calendar_of(viewer, now() - queries.KEPT):
            entry = entry_of(coffee, names.split("\n"), ZoneInfo(viewer.timezone))
            found.append((entry, [entry]))
        return respond(
            calendar_of(found, name=_("Meetings of my cohorts"), without=refused, hosts=hosts), "leerkring.ics"
        )


def _scopes() -> list[Scope]:
    """What the reader takes part in: their cohorts, alumni, and the academy."""
    mine = [Scope.of(row, phase=row.phase) for row in cohorts_of(current_user) if row.phase in INSIDE]
    return [*mine, *wider_scopes(current_user)]


def _coffees(start: datetime, end: datetime) -> list:
    """What a person agreed on with somebody stands among what they meet for."""
    return [line_of(row) for row in coffees.agreed_of(current_user, start, end)]
