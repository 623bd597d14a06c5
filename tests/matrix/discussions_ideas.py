"""Ideas; `own` was proposed by the trainee in cohort A, `foreign` by the outsider in cohort B."""

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /spaces/<space_id>/ideas                                    s+.++.....  s........+  s.........
GET  /spaces/<space_id>/ideas @academy                           s+++++++++
POST /topics/<topic_id>/votes                                    s+.++.....  s........+  s.........
POST /topics/<topic_id>/votes @declined                          sx.xx.....
POST /topics/<topic_id>/votes @no-idea                           s.........
POST /topics/<topic_id>/stage                                    sx.x+.....  s........x  s.........
"""

IDEAS = {"topic_id": ("idea", "other_idea")}
DATA = {
    "POST /topics/<topic_id>/votes": {"votes": "2"},
    "POST /topics/<topic_id>/votes @declined": {"votes": "2"},
    "POST /topics/<topic_id>/votes @no-idea": {"votes": "2"},
    "POST /topics/<topic_id>/stage": {"stage": "declined", "reason": "The building closes at six."},
}
OBJECTS = {
    "GET /spaces/<space_id>/ideas @academy": {"space_id": ("academy_space",)},
    "POST /topics/<topic_id>/votes": IDEAS,
    "POST /topics/<topic_id>/votes @declined": {"topic_id": ("declined_idea",)},
    "POST /topics/<topic_id>/votes @no-idea": {"topic_id": ("topic",)},
    "POST /topics/<topic_id>/stage": IDEAS,
}
