"""Polls; `own` was opened by the trainee in cohort A, `foreign` by the outsider in cohort B."""

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
POST /topics/<topic_id>/ballot                                   s+.++.....  s........+  s.........
POST /topics/<topic_id>/ballot @no-poll                          s.........
GET  /topics/<topic_id>/poll                                     s+.x+.....  s........+  s.........
GET  /topics/<topic_id>/poll @voted                              sx.xx.....
POST /topics/<topic_id>/poll                                     s+.x+.....  s........+  s.........
POST /topics/<topic_id>/poll @voted                              sx.xx.....
POST /topics/<topic_id>/poll/closure                             s+.x+.....  s........+  s.........
POST /topics/<topic_id>/poll/reopening                           s+.x+.....  s........+  s.........
"""

NEW = {"topic_id": ("new_poll", "other_poll")}
VOTED = {"topic_id": ("poll",)}
TERMS = {"options": "Here\nThere", "method": "ranked", "secrecy": "secret", "results": "voted"}
DATA = {
    "POST /topics/<topic_id>/ballot": {"choice": "1"},
    "POST /topics/<topic_id>/ballot @no-poll": {"choice": "1"},
    "POST /topics/<topic_id>/poll": TERMS,
    "POST /topics/<topic_id>/poll @voted": TERMS,
}
OBJECTS = {
    "POST /topics/<topic_id>/ballot": {"topic_id": ("poll", "other_poll")},
    "POST /topics/<topic_id>/ballot @no-poll": {"topic_id": ("topic",)},
    "GET /topics/<topic_id>/poll": NEW,
    "GET /topics/<topic_id>/poll @voted": VOTED,
    "POST /topics/<topic_id>/poll": NEW,
    "POST /topics/<topic_id>/poll @voted": VOTED,
    "POST /topics/<topic_id>/poll/closure": {"topic_id": ("poll", "other_poll")},
    "POST /topics/<topic_id>/poll/reopening": {"topic_id": ("poll", "other_poll")},
}
