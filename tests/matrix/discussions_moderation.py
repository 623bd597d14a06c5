"""Pages of moderation: `own` are replies of the mentor in cohort A, `foreign` replies of the outsider in cohort B."""

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /posts/<post_id>/flag                                       s+.x+.....  s........+  s.........
POST /posts/<post_id>/flag                                       s+.x+.....  s........+  s.........
GET  /posts/<post_id>/review                                     sx.++.....  s........+  s.........
POST /posts/<post_id>/review                                     sx.x+.....  s........x  s.........
POST /posts/<post_id>/appeal                                     sx.+x.....  s........+  s.........
POST /posts/<post_id>/appeal @undecided                          sx.xx.....  s........x
POST /posts/<post_id>/mending                                    sx.+x.....  s........+  s.........
GET  /moderation                                                 s+++++++++
GET  /spaces/<space_id>/log                                      s+.++.....  s........+  s.........
GET  /spaces/<space_id>/log @academy                             s+++++++++
"""

FLAGGED = {"post_id": ("flagged_post", "other_flagged_post")}
DATA = {
    "POST /posts/<post_id>/flag": {"reason": "unkind", "words": "This hurts."},
    "POST /posts/<post_id>/review": {"decision": "hide", "sentence": "Not about each other.", "version": "1"},
    "POST /posts/<post_id>/appeal": {"words": "It was a quote."},
    "POST /posts/<post_id>/appeal @undecided": {"words": "It was a quote."},
    "POST /posts/<post_id>/mending": {"body": "Let somebody else talk too."},
}
OBJECTS = {
    "GET /posts/<post_id>/flag": {"post_id": ("reply", "other_reply")},
    "POST /posts/<post_id>/flag": {"post_id": ("reply", "other_reply")},
    "GET /posts/<post_id>/review": FLAGGED,
    "POST /posts/<post_id>/review": FLAGGED,
    "POST /posts/<post_id>/appeal": {"post_id": ("hidden_post", "other_hidden_post")},
    "POST /posts/<post_id>/appeal @undecided": FLAGGED,
    "POST /posts/<post_id>/mending": {"post_id": ("post_to_mend", "other_post_to_mend")},
    "GET /spaces/<space_id>/log @academy": {"space_id": ("academy_space",)},
}
