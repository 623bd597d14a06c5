"""What members add under articles; `own` is the trainee's under an article of the academy, `foreign` the manager's under one of the staff."""

from knowledge.contributions.models import Contribution
from lms.access import PUBLIC
from lms.database import db

#                                                                gtamfaemAo  foreign     missing
TABLE = """
GET  /articles/<article_id>/contributions                        s+++++++++  s...+++++.  s.........
GET  /articles/<article_id>/contributions @public                ++++++++++
GET  /articles/<article_id>/contributions/new                    s+++++++++  s...+++++.  s.........
POST /articles/<article_id>/contributions/new                    s+++++++++  s...+++++.  s.........
GET  /articles/<article_id>/contributions/new @closed            sxxxxxxxxx
POST /articles/<article_id>/contributions/new @closed            sxxxxxxxxx
GET  /contributions/<contribution_id>                            s+++++++++  s...+++++.  s.........
GET  /contributions/<contribution_id> @hidden                    s+....+.+.
GET  /contributions/<contribution_id>/edit                       s+xxxxxxxx  s...xxx+x.  s.........
POST /contributions/<contribution_id>/edit                       s+xxxxxxxx  s...xxx+x.  s.........
GET  /contributions/<contribution_id>/edit @closed               sxxxxxxxxx
POST /contributions/<contribution_id>/edit @closed               sxxxxxxxxx
POST /contributions/<contribution_id>/readers                    s+xxxxxxxx
POST /contributions/<contribution_id>/mark                       sx++++++++  s...+++x+.  s.........
POST /contributions/<contribution_id>/mark/removal               sx++++++++  s...+++x+.  s.........
POST /contributions/<contribution_id>/withdrawal                 s+xxxxxxxx  s...xxx+x.  s.........
POST /contributions/<contribution_id>/withdrawal @closed         s+xxxxxxxx
POST /contributions/<contribution_id>/return                     s+....x.x.
POST /contributions/<contribution_id>/hiding                     sxxxxx+x+x  s...xx+x+.  s.........
POST /contributions/<contribution_id>/showing                    sx....+.+.
POST /contributions/<contribution_id>/placement                  sxxxxx+x+x  s...xx+x+.  s.........
"""

WORDS = {"kind": "case", "body": "We waited an hour."}


def step(world, which, name="contribution"):
    name = "staff_contribution" if which == "foreign" else name
    return {"version": db.session.get_one(Contribution, getattr(world, name)).version}


def step_of(name):
    return lambda world, which: step(world, which, name)


DATA = {
    "POST /articles/<article_id>/contributions/new": WORDS,
    "POST /articles/<article_id>/contributions/new @closed": WORDS,
    "POST /contributions/<contribution_id>/edit": lambda world, which: WORDS | step(world, which),
    "POST /contributions/<contribution_id>/edit @closed": WORDS | {"version": 1},
    "POST /contributions/<contribution_id>/withdrawal": step,
    "POST /contributions/<contribution_id>/withdrawal @closed": step_of("told_contribution"),
    "POST /contributions/<contribution_id>/readers": lambda world, which: (
        step(world, which, "kept_contribution") | {"may_read": "yes", "audience": PUBLIC}
    ),
    "POST /contributions/<contribution_id>/return": step_of("withdrawn_contribution"),
    "POST /contributions/<contribution_id>/hiding": lambda world, which: {"reason": "A name."} | step(world, which),
    "POST /contributions/<contribution_id>/showing": step_of("hidden_contribution"),
    "POST /contributions/<contribution_id>/placement": step,
}
OBJECTS = {
    "GET /articles/<article_id>/contributions": {"article_id": ("open_article", "staff_article")},
    "GET /articles/<article_id>/contributions @public": {"article_id": ("public_article",)},
    "GET /articles/<article_id>/contributions/new": {"article_id": ("open_article", "staff_article")},
    "POST /articles/<article_id>/contributions/new": {"article_id": ("open_article", "staff_article")},
    "GET /articles/<article_id>/contributions/new @closed": {"article_id": ("told_article",)},
    "POST /articles/<article_id>/contributions/new @closed": {"article_id": ("told_article",)},
    "GET /contributions/<contribution_id> @hidden": {"contribution_id": ("hidden_contribution",)},
    "GET /contributions/<contribution_id>/edit @closed": {"contribution_id": ("told_contribution",)},
    "POST /contributions/<contribution_id>/edit @closed": {"contribution_id": ("told_contribution",)},
    "POST /contributions/<contribution_id>/withdrawal @closed": {"contribution_id": ("told_contribution",)},
    "POST /contributions/<contribution_id>/readers": {"contribution_id": ("kept_contribution",)},
    "POST /contributions/<contribution_id>/return": {"contribution_id": ("withdrawn_contribution",)},
    "POST /contributions/<contribution_id>/showing": {"contribution_id": ("hidden_contribution",)},
}
USUAL = {"contribution_id": ("contribution", "staff_contribution")}
