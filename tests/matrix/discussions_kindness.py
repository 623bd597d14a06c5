"""Tags, bookmarks, reactions and sentences of thanks; `own` stands in cohort A, `foreign` in cohort B."""

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /bookmarks                                                  s+++++++++
GET  /posts/<post_id>/bookmark                                   s+.++.....  s........+  s.........
POST /posts/<post_id>/bookmark                                   s+.++.....  s........+  s.........
POST /posts/<post_id>/bookmark/removal                           s+.++.....  s........+  s.........
POST /posts/<post_id>/reactions                                  s+.x+.....  s........+  s.........
GET  /posts/<post_id>/thanks                                     s+.++.....  s........+  s.........
POST /spaces/<space_id>/tags                                     sx.x+.....  s........x  s.........
POST /spaces/<space_id>/tags @academy                            sxxx+xx++x
GET  /tags/<tag_id>                                              sx.x+.....  s........x  s.........
POST /tags/<tag_id>                                              sx.x+.....  s........x  s.........
POST /tags/<tag_id>/removal                                      sx.x+.....  s........x  s.........
GET  /topics/<topic_id>/tags                                     s+.x+.....  s........+  s.........
POST /topics/<topic_id>/tags                                     s+.x+.....  s........+  s.........
"""

REPLIES = {"post_id": ("reply", "other_reply")}
USUAL = {"tag_id": ("tag", "other_tag")}
DATA = {
    "POST /posts/<post_id>/bookmark": {"note": "For Tuesday.", "when": "week"},
    "POST /posts/<post_id>/reactions": {"kind": "said"},
    "POST /spaces/<space_id>/tags": {"name": "Silence"},
    "POST /spaces/<space_id>/tags @academy": {"name": "Silence"},
    "POST /tags/<tag_id>": {"name": "Silence"},
    "POST /topics/<topic_id>/tags": lambda world, which: {
        "tags": [world.other_tag if which == "foreign" else world.tag]
    },
}
OBJECTS = {
    "GET /posts/<post_id>/bookmark": REPLIES,
    "POST /posts/<post_id>/bookmark": REPLIES,
    "POST /posts/<post_id>/bookmark/removal": REPLIES,
    "POST /posts/<post_id>/reactions": REPLIES,
    "GET /posts/<post_id>/thanks": REPLIES,
    "POST /spaces/<space_id>/tags @academy": {"space_id": ("academy_space",)},
}
