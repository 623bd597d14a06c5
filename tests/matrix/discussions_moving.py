"""Moving, splitting, merging, slow mode and the academy's rules; `own` was begun by the trainee in cohort A."""

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /topics/<topic_id> @merged                                  s+.++.....
GET  /topics/<topic_id>/moving                                   sx.x+.....  s........x  s.........
POST /topics/<topic_id>/moving                                   sx.x+.....  s........x  s.........
POST /topics/<topic_id>/moving @from-the-academy                 sxxx+xx++x
GET  /topics/<topic_id>/splitting                                sx.x+.....  s........x  s.........
POST /topics/<topic_id>/splitting                                sx.x+.....  s........x  s.........
GET  /topics/<topic_id>/merging                                  sx.x+.....  s........x  s.........
POST /topics/<topic_id>/merging                                  sx.x+.....  s........x  s.........
GET  /topics/<topic_id>/slow-mode                                sx.x+.....  s........x  s.........
POST /topics/<topic_id>/slow-mode                                sx.x+.....  s........x  s.........
POST /topics/<topic_id>/slow-mode/end                            sx.x+.....  s........x  s.........
GET  /moderation/rules                                           sxxxxxx++x
POST /moderation/rules                                           sxxxxxx++x
"""

WHY = {"reason": "It belongs together."}
DATA = {
    # To a cohort with other people: refused with an explanation, also to who leads both.
    "POST /topics/<topic_id>/moving": lambda world, which: {"space": world.ended_space, **WHY},
    "POST /topics/<topic_id>/moving @from-the-academy": lambda world, which: {"space": world.space, **WHY},
    "POST /topics/<topic_id>/splitting": lambda world, which: {"posts": [world.peer_reply], "title": "Apart", **WHY},
    "POST /topics/<topic_id>/merging": lambda world, which: {"into": world.anchored_topic, "order": "time", **WHY},
    "POST /topics/<topic_id>/slow-mode": {"minutes": "15", "hours": "4", **WHY},
    "POST /moderation/rules": {
        "refused_words": "casino", "held_words": "", "newcomer_days": "3", "newcomer_posts": "15", "newcomer_links": "10",
        "newcomer_mentions": "20", "hides_at": "3",
    },
}  # fmt: skip
OBJECTS = {
    "GET /topics/<topic_id> @merged": {"topic_id": ("merged_topic",)},
    "POST /topics/<topic_id>/moving @from-the-academy": {"topic_id": ("academy_topic",)},
}
ANSWERS = {
    "POST /topics/<topic_id>/moving": {"facilitator": 422},
    "POST /topics/<topic_id>/moving @from-the-academy": {"manager": 422, "admin": 422},  # they lead no cohort
}
