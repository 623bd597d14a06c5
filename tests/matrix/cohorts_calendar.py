"""Events: `own` is of cohort A, planned by its facilitator; its proposal is the trainee's. `foreign` is of cohort B."""

import io
from datetime import timedelta

from lms.database import now

#                                                                gtamfaemAo  foreign     missing
TABLE = """
GET  /cohorts/<cohort_id>/events                                 s+.++.....  s........+  s.........
GET  /cohorts/<cohort_id>/events @month                          s+.++.....  s........+  s.........
GET  /cohorts/<cohort_id>/events/new                             s+.++.....  s........+  s.........
POST /cohorts/<cohort_id>/events                                 s+.++.....  s........+  s.........
GET  /cohorts/<cohort_id>/events/import                          sx.x+.....  s........x  s.........
POST /cohorts/<cohort_id>/events/import                          sx.x+.....  s........x  s.........
GET  /calendar-imports/<calendar_import_id>                      sx.x+.....  s........x  s.........
GET  /calendar-imports/<calendar_import_id>/receipt.json         sx.x+.....  s........x  s.........
GET  /events/<event_id>                                          s+.++.....  s........+  s.........
GET  /events/<event_id>/event.ics                                s+.++.....  s........+  s.........
GET  /events/<event_id>/edit                                     sx.x+.....  s........x  s.........
POST /events/<event_id>/edit                                     sx.x+.....  s........x  s.........
POST /events/<event_id>/second                                   sx.++.....  s........+  s.........
POST /events/<event_id>/second/withdrawal                        sx.++.....  s........+  s.........
POST /events/<event_id>/planning                                 sx.x+.....  s........x  s.........
GET  /events/<event_id>/cancellation                             sx.x+.....  s........x  s.........
POST /events/<event_id>/cancellation                             sx.x+.....  s........x  s.........
GET  /events/<event_id>/talk                                     s+.++.....  s........+  s.........
GET  /events/<event_id>/talk @recap                              sx.x+.....  s........x  s.........
POST /events/<event_id>/talk                                     s+.++.....  s........+  s.........
POST /events/<event_id>/talk @recap                              sx.x+.....  s........x  s.........
POST /dates/<date_id>/answer                                     s+.++.....  s........+  s.........
GET  /dates/<date_id>/edit                                       sx.x+.....  s........x  s.........
POST /dates/<date_id>/edit                                       sx.x+.....  s........x  s.........
GET  /dates/<date_id>/cancellation                               sx.x+.....  s........x  s.........
POST /dates/<date_id>/cancellation                               sx.x+.....  s........x  s.........
GET  /dates/<date_id>/presence                                   sx.x+.....  s........x  s.........
POST /dates/<date_id>/presence                                   sx.x+.....  s........x  s.........
GET  /calendar                                                   s+++++++++
GET  /calendar/address                                           s+++++++++
POST /calendar/address                                           s+++++++++
POST /calendar/address/revocation                                s+++++++++
GET  /calendar/feeds/<secret>.ics                                ++++++++++  -           ..........
"""

USUAL = {
    "calendar_import_id": ("calendar_import", "other_calendar_import"),
    "date_id": ("event_date", "other_event_date"),
    "event_id": ("event", "other_event"),
}


def event(world, which):
    return {
        "kind": "meetup", "title": "Walking", "body": "Boots.", "day": (now() + timedelta(days=9)).date().isoformat(),
        "begins": "10:00", "ends": "12:00", "last_day": "", "repeats": "", "repeats_until": "", "place": "", "link": "",
        "speaker": "", "capacity": "", "host": str(world.facilitator), "version": "1",
    }  # fmt: skip


def changed(world, which):
    day = (now() + timedelta(days=9)).date()
    return event(world, which) | {
        "version": "2",
        "repeats": "weekly",
        "repeats_until": (day + timedelta(days=21)).isoformat(),
    }


def calendar(world, which):
    return {"file": (io.BytesIO(b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"), "post.ics")}


def moved(world, which):
    day = (now() + timedelta(days=9)).date().isoformat()
    return {"day": day, "begins": "10:00", "ends": "12:00", "last_day": ""}


DATA = {
    "POST /cohorts/<cohort_id>/events": event,
    "POST /cohorts/<cohort_id>/events/import": calendar,
    "POST /events/<event_id>/edit": changed,
    "POST /events/<event_id>/cancellation": {"reason": "Ill."},
    "POST /events/<event_id>/talk": {"title": "Who drives?", "body": "I have two seats."},
    "POST /events/<event_id>/talk @recap": {"title": "Recap", "body": "We sat.", "recap": "1"},
    "POST /dates/<date_id>/answer": {"answer": "going", "guests": "1"},
    "POST /dates/<date_id>/edit": moved,
    "POST /dates/<date_id>/cancellation": {"reason": "Ill."},
    "POST /dates/<date_id>/presence": lambda world, which: {"people": [str(world.trainee)]},
}
PROPOSED = {"event_id": ("proposed_event", "other_proposed_event")}
HELD = {"date_id": ("held_date", "other_held_date")}
OBJECTS = {
    "GET /cohorts/<cohort_id>/events @month": {"?": "month=2026-11"},
    "GET /events/<event_id>/talk @recap": {"?": "recap=1"},
    "POST /events/<event_id>/second": PROPOSED,
    "POST /events/<event_id>/second/withdrawal": PROPOSED,
    "POST /events/<event_id>/planning": PROPOSED,
    "GET /dates/<date_id>/presence": HELD,
    "POST /dates/<date_id>/presence": HELD,
    "GET /calendar/feeds/<secret>.ics": {"secret": ("feed_secret",)},
}
