"""Suggested changes; `own` is the trainee's for an article of the academy, `foreign` the manager's for one of the staff."""

import io

from knowledge.models import Article
from knowledge.suggestions.models import Suggestion
from lms.database import db

#                                                                gtamfaemAo  foreign     missing
TABLE = """
GET  /suggestions                                                s+++++++++
GET  /articles/<article_id>/suggestions                          s+++++++++  s...+++++.  s.........
GET  /articles/<article_id>/suggestions/new                      s+++++++++  s...+++++.  s.........
POST /articles/<article_id>/suggestions/new                      s+++++++++  s...+++++.  s.........
GET  /articles/<article_id>/suggestions/new @closed              sxxxxxxxxx
POST /articles/<article_id>/suggestions/new @closed              sxxxxxxxxx
POST /articles/<article_id>/suggestions/copy                     s+++++++++  s...+++++.  s.........
POST /articles/<article_id>/suggestions/copy @closed             sxxxxxxxxx
POST /articles/<article_id>/suggestions/copy/removal             s+++++++++  s...+++++.  s.........
POST /articles/<article_id>/suggestions/preview                  s+++++++++  s...+++++.  s.........
POST /articles/<article_id>/suggestions/files                    s+++++++++  s...+++++.  s.........
POST /articles/<article_id>/suggestions/files/<key>/removal      s+........  s......+..  s.........  s.........
POST /suggestions/<suggestion_id>/copy                           s+....x.x.  s.....x+x.  s.........
POST /suggestions/<suggestion_id>/copy/removal                   s+....x.x.  s.....x+x.  s.........
POST /suggestions/<suggestion_id>/files                          s+....x.x.  s.....x+x.  s.........
POST /suggestions/<suggestion_id>/files/<key>/removal            s+....x.x.  s.....x+x.  s.....x.x.  s.....x.x.
GET  /suggestions/<suggestion_id>                                s+....+.+.  s.....+++.  s.........
GET  /suggestions/<suggestion_id>/edit                           s+....x.x.  s.....x+x.  s.........
POST /suggestions/<suggestion_id>/edit                           s+....x.x.  s.....x+x.  s.........
GET  /suggestions/<suggestion_id>/merge                          sx....+.+.  s.....+x+.  s.........
GET  /suggestions/<suggestion_id>/merge @declined                sx....x.x.
POST /suggestions/<suggestion_id>/merge                          sx....+.+.  s.....+x+.  s.........
POST /suggestions/<suggestion_id>/remarks                        s+....+.+.  s.....+++.  s.........
POST /suggestions/<suggestion_id>/change-request                 sx....+.+.  s.....+x+.  s.........
POST /suggestions/<suggestion_id>/refusal                        sx....+.+.  s.....+x+.  s.........
POST /suggestions/<suggestion_id>/withdrawal                     s+....x.x.  s.....x+x.  s.........
POST /suggestions/<suggestion_id>/reopening                      sx....x.x.  s.....xxx.  s.........
POST /suggestions/<suggestion_id>/reopening @withdrawn           s+....x.x.
POST /suggestions/<suggestion_id>/reopening @declined            sx....+.+.
"""

WORDS = {"title": "Silence", "summary": "", "body": "Wait until they speak.", "why": "They speak sooner."}


def copy(world, which):
    article = db.session.get_one(Article, world.staff_article if which == "foreign" else world.open_article)
    return {**WORDS, "revision": article.revision_id}


def step(world, which):
    return {"version": _suggestion(world, which).version}


def merged(world, which):
    suggestion = _suggestion(world, which)
    revision_id = db.session.get_one(Article, suggestion.article_id).revision_id
    return {**WORDS, "version": suggestion.version, "revision": revision_id}


def _suggestion(world, which) -> Suggestion:
    return db.session.get_one(Suggestion, world.staff_suggestion if which == "foreign" else world.suggestion)


def sheet(world, which):
    return {"files": (io.BytesIO(b"Pauses."), "pauses.txt")}


def step_of(name):
    return lambda world, which: {"version": db.session.get_one(Suggestion, getattr(world, name)).version}


DATA = {
    "POST /articles/<article_id>/suggestions/new": copy,
    "POST /articles/<article_id>/suggestions/new @closed": copy,
    "POST /articles/<article_id>/suggestions/copy": copy,
    "POST /articles/<article_id>/suggestions/copy @closed": copy,
    "POST /articles/<article_id>/suggestions/preview": {"body": "Wait."},
    "POST /articles/<article_id>/suggestions/files": sheet,
    "POST /suggestions/<suggestion_id>/copy": WORDS,
    "POST /suggestions/<suggestion_id>/files": sheet,
    "POST /suggestions/<suggestion_id>/edit": lambda world, which: {**WORDS, **step(world, which)},
    "POST /suggestions/<suggestion_id>/merge": merged,
    "POST /suggestions/<suggestion_id>/remarks": {"remark": "Where was this?"},
    "POST /suggestions/<suggestion_id>/change-request": lambda world, which: {
        **step(world, which),
        "changes": "Shorter.",
    },
    "POST /suggestions/<suggestion_id>/refusal": lambda world, which: {**step(world, which), "reason": "No room."},
    "POST /suggestions/<suggestion_id>/withdrawal": step,
    "POST /suggestions/<suggestion_id>/reopening": step,
    "POST /suggestions/<suggestion_id>/reopening @withdrawn": step_of("withdrawn_suggestion"),
    "POST /suggestions/<suggestion_id>/reopening @declined": step_of("declined_suggestion"),
}
OBJECTS = {
    "GET /articles/<article_id>/suggestions": {"article_id": ("open_article", "staff_article")},
    "GET /articles/<article_id>/suggestions/new": {"article_id": ("open_article", "staff_article")},
    "POST /articles/<article_id>/suggestions/new": {"article_id": ("open_article", "staff_article")},
    "GET /articles/<article_id>/suggestions/new @closed": {"article_id": ("told_article",)},
    "POST /articles/<article_id>/suggestions/new @closed": {"article_id": ("told_article",)},
    **{
        f"POST /articles/<article_id>/suggestions/{name}": {"article_id": ("open_article", "staff_article")}
        for name in ("copy", "copy/removal", "preview", "files")
    },
    "POST /articles/<article_id>/suggestions/copy @closed": {"article_id": ("told_article",)},
    "POST /articles/<article_id>/suggestions/files/<key>/removal": {
        "article_id": ("open_article", "staff_article"),
        "key": ("suggested_file", "staff_suggested_file"),
    },
    "POST /suggestions/<suggestion_id>/files/<key>/removal": {"key": ("suggested_file", "staff_suggested_file")},
    "GET /suggestions/<suggestion_id>/merge @declined": {"suggestion_id": ("declined_suggestion",)},
    "POST /suggestions/<suggestion_id>/reopening @withdrawn": {"suggestion_id": ("withdrawn_suggestion",)},
    "POST /suggestions/<suggestion_id>/reopening @declined": {"suggestion_id": ("declined_suggestion",)},
}
# They have begun a copy already, in another page than this one.
ANSWERS = {"POST /articles/<article_id>/suggestions/copy": {"trainee": 409}}
USUAL = {"suggestion_id": ("suggestion", "staff_suggestion")}
