"""Pages of spaces, topics and posts; `own` was begun by the trainee in cohort A, `foreign` by the outsider in cohort B."""

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /spaces/<space_id>                                          s+.++.....  s........+  s.........
GET  /spaces/<space_id> @course                                  s+++++....  s....+...+
GET  /spaces/<space_id> @academy                                 s+++++++++
GET  /spaces/<space_id>/topics/new                               s+.++.....  s........+  s.........
POST /spaces/<space_id>/reading                                  s+.++.....  s........+  s.........
POST /spaces/<space_id>/topics                                   s+.++.....  s........+  s.........
POST /spaces/<space_id>/topics @course                           s+++++....  s....+...+
POST /spaces/<space_id>/topics @academy                          s+++++++++
POST /spaces/<space_id>/topics @announcement                     sx.x+.....  s........x
POST /spaces/<space_id>/topics @academy-announcement             sxxx+xx++x

GET  /people/<user_id>/conversations                             s+++++++++  s+++++++++  s.........

GET  /topics/<topic_id>                                          s+.++.....  s........+  s.........
GET  /topics/<topic_id> @course                                  s+++++....
GET  /topics/<topic_id> @removed                                 s.........
POST /topics/<topic_id>/replies                                  s+.++.....  s........+  s.........
POST /topics/<topic_id>/replies @closed                          sx.x+.....
POST /topics/<topic_id>/replies @announcement                    s+.++.....  s........+
POST /topics/<topic_id>/answer                                   s+.x+.....  s........+  s.........
POST /topics/<topic_id>/answer @post-of-another                  s..x......
POST /topics/<topic_id>/closure                                  s+.x+.....  s........+  s.........
POST /topics/<topic_id>/closure @announcement                    sx.xx.....  s........x
POST /topics/<topic_id>/reopening                                s+.x+.....  s........+  s.........
POST /topics/<topic_id>/following                                s+.++.....  s........+  s.........
POST /topics/<topic_id>/me-too                                   sx.++.....  s........x  s.........
POST /topics/<topic_id>/pinning                                  sx.x+.....  s........x  s.........
POST /topics/<topic_id>/unpinning                                sx.x+.....  s........x  s.........
POST /topics/<topic_id>/read-up-to                               s+.++.....  s........+  s.........
POST /topics/<topic_id>/reading                                  s+.++.....  s........+  s.........

GET  /posts/<post_id>                                            s+.++.....  s........+  s.........
GET  /posts/<post_id>/more                                       s+.++.....  s........+  s.........
GET  /posts/<post_id>/more @removed                              s+.++.....  s........+
GET  /posts/<post_id>/edit                                       s+.x+.....  s........+  s.........
POST /posts/<post_id>/edit                                       s+.x+.....  s........+  s.........
GET  /posts/<post_id>/edit @removed                              sx.xx.....  s........x
POST /posts/<post_id>/edit @removed                              sx.xx.....  s........x
GET  /posts/<post_id>/history                                    s+.++.....  s........+  s.........
GET  /posts/<post_id>/history @removed                           s+.x+.....  s........+
POST /posts/<post_id>/deletion                                   s+.x+.....  s........+  s.........
POST /posts/<post_id>/restoration                                s+.x+.....  s........+  s.........
POST /posts/<post_id>/restoration @of-a-removed-topic            s+.x+.....
POST /posts/<post_id>/thanks                                     sx.++.....  s........x  s.........

POST /drafts                                                     s+.++.....  s........+  s.........
POST /drafts @lesson                                             s+++++....  s....+...+
POST /drafts @article                                            s+++++++++  s...+++++.
POST /drafts @submission                                         s+..++....  s....+...+
POST /drafts @peer-review                                        s+........  s........+
POST /drafts @answer                                             s+..++....  s....+...+
"""

WORDS = {"title": "Five seconds", "body": "They felt like fifty."}


def answer(world, which):
    return {"post": world.other_reply if which == "foreign" else world.reply}


def edit(world, which):
    return {**WORDS, "version": 1 if which == "foreign" else 3}


DATA = {
    "POST /spaces/<space_id>/topics": WORDS,
    "POST /spaces/<space_id>/topics @course": WORDS,
    "POST /spaces/<space_id>/topics @academy": WORDS,
    "POST /spaces/<space_id>/topics @announcement": WORDS,
    "POST /spaces/<space_id>/topics @academy-announcement": WORDS,
    "POST /topics/<topic_id>/replies": {"body": "Count to five.", "seen": "1", "after": "3"},
    "POST /topics/<topic_id>/replies @closed": {"body": "Count to five."},
    "POST /topics/<topic_id>/replies @announcement": {"body": "I will be there."},
    "POST /topics/<topic_id>/answer": answer,
    "POST /topics/<topic_id>/answer @post-of-another": lambda world, which: {"post": world.other_reply},
    "POST /topics/<topic_id>/following": {"level": "muted"},
    "POST /topics/<topic_id>/me-too": {"say": "yes"},
    "POST /topics/<topic_id>/read-up-to": {"number": "1"},
    "POST /topics/<topic_id>/reading": {"number": "1"},
    "POST /posts/<post_id>/edit": edit,
    "POST /posts/<post_id>/edit @removed": edit,
    "POST /posts/<post_id>/thanks": {"say": "yes"},
    "POST /drafts": {"title": "So", "body": "Perhaps", "sequence": "5"},
    "POST /drafts @lesson": {"body": "Perhaps", "sequence": "5"},
    "POST /drafts @article": {"body": "Perhaps", "sequence": "5"},
    "POST /drafts @submission": {"body": "Perhaps", "level0": "0", "sequence": "5"},
    "POST /drafts @peer-review": {"body": "Perhaps", "level0": "0", "sequence": "5"},
    "POST /drafts @answer": {"comment": "Perhaps", "earned": "1", "sequence": "5"},
}

COURSE = {"space_id": ("course_space", "other_course_space")}
ACADEMY = {"space_id": ("academy_space",)}
ANNOUNCED = {"topic_id": ("announcement", "other_announcement")}
REMOVED = {"post_id": ("removed_post", "other_removed_post")}
OBJECTS = {
    "GET /spaces/<space_id> @course": COURSE,
    "GET /spaces/<space_id> @academy": ACADEMY,
    "POST /spaces/<space_id>/topics @course": COURSE,
    "POST /spaces/<space_id>/topics @academy": ACADEMY,
    "POST /spaces/<space_id>/topics @announcement": {"?": "kind=announcement"},
    "POST /spaces/<space_id>/topics @academy-announcement": {**ACADEMY, "?": "kind=announcement"},
    "GET /topics/<topic_id> @course": {"topic_id": ("course_topic",)},
    "GET /topics/<topic_id> @removed": {"topic_id": ("removed_topic",)},
    "POST /topics/<topic_id>/replies @closed": {"topic_id": ("closed_topic",)},
    "POST /topics/<topic_id>/replies @announcement": ANNOUNCED,
    "POST /topics/<topic_id>/closure @announcement": ANNOUNCED,
    "GET /posts/<post_id>/more @removed": REMOVED,
    "GET /posts/<post_id>/edit @removed": REMOVED,
    "POST /posts/<post_id>/edit @removed": REMOVED,
    "GET /posts/<post_id>/history @removed": REMOVED,
    "POST /posts/<post_id>/restoration": REMOVED,
    "POST /posts/<post_id>/restoration @of-a-removed-topic": {"post_id": ("removed_opening",)},
    "POST /drafts": {"?place=topic:": ("topic", "other_topic")},
    "POST /drafts @lesson": {"?place=lesson:": ("lesson", "other_lesson")},
    "POST /drafts @article": {"?place=article:": ("article", "staff_article")},
    "POST /drafts @submission": {"?place=submission:": ("submission", "other_submission")},
    "POST /drafts @peer-review": {"?place=peer-review:": ("peer_review", "other_peer_review")},
    "POST /drafts @answer": {"?place=answer:": ("finished_attempt", "other_finished_attempt")},
}

ANSWERS = {}
