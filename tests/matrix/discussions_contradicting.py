"""Saying that an accepted answer contradicts an article; `own` is accepted in cohort A, `foreign` stands in cohort B."""

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /posts/<post_id>/contradiction                              s+.++.....  s........x  s.........
POST /posts/<post_id>/contradiction                              s+.++.....  s........x  s.........
"""
DATA = {
    "POST /posts/<post_id>/contradiction": lambda world, which: {"article": world.article, "sentence": "It says no."}
}
OBJECTS = {
    "GET /posts/<post_id>/contradiction": {"post_id": ("reply", "other_reply")},
    "POST /posts/<post_id>/contradiction": {"post_id": ("reply", "other_reply")},
}

# The article is not among those that are about this question.
ANSWERS = {"POST /posts/<post_id>/contradiction": 422}
