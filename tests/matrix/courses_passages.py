"""Passages of articles for lessons; `own` is of an article of the academy for course A, `foreign` of one of the staff for course B."""

from courses.models import LessonText
from courses.passages.models import LessonPassage
from lms.database import db

#                                                                gtamfaemAo  foreign     missing
TABLE = """
GET  /articles/<article_id>/passages                             sxxxxx+x+x  s...xx+x+.  s.........
GET  /articles/<article_id>/passages/new                         sxxxxx+x+x  s...xx+x+.  s.........
POST /articles/<article_id>/passages/new                         sxxxxx+x+x  s...xx+x+.  s.........
GET  /courses/<course_id>/passages                               sxxxx+xx+x  s...x+xx+x  s.........
GET  /passages/<passage_id>                                      s....++.+.  s....++.+.  s.........
POST /passages/<passage_id>/taking-over                          s....+x.+.  s....+x.+.  s.........
POST /passages/<passage_id>/refusal                              s....+x.+.  s....+x.+.  s.........
POST /passages/<passage_id>/withdrawal                           s....x+.x.  s....x+.x.  s.........
"""

USUAL = {"passage_id": ("passage", "other_passage")}


def taken(world, which):
    passage = db.session.get_one(LessonPassage, world.other_passage if which == "foreign" else world.passage)
    lesson = world.lesson if passage.id == world.passage else world.other_lesson
    text = db.session.scalars(db.select(LessonText.id).filter_by(lesson_id=lesson)).first()
    return {"text": text, "version": 1}


DATA = {
    "POST /articles/<article_id>/passages/new": lambda world, which: {
        "course": world.course,
        "words": "Ask first.",
        "why": "It fits.",
    },
    "POST /passages/<passage_id>/taking-over": taken,
    "POST /passages/<passage_id>/refusal": lambda world, which: {"reason": "We have it.", "version": 1},
    "POST /passages/<passage_id>/withdrawal": lambda world, which: {"version": 1},
}
