"""The ladder of questions and the charter of a space: the mentor was asked in cohort A, the outsider in cohort B; who leads holds answers back."""

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /topics/<topic_id>/ladder                                   s+.++.....  s........+  s.........
GET  /topics/<topic_id>/ladder @no-question                      s.........
POST /topics/<topic_id>/request/decline                          sx.+x.....  s........+  s.........
POST /topics/<topic_id>/request/passing                          sx.+x.....  s........+  s.........
POST /topics/<topic_id>/owner                                    sx.x+.....  s........x  s.........
POST /held-answers/<held_id>/sending                             sx.x+.....  s........x  s.........
POST /held-answers/<held_id>/removal                             sx.x+.....  s........x  s.........
GET  /spaces/<space_id>/ladder                                   sx.x+.....  s........x  s.........
POST /spaces/<space_id>/ladder                                   sx.x+.....  s........x  s.........
POST /spaces/<space_id>/ladder @academy                          sxxx+xx++x
GET  /spaces/<space_id>/charter                                  sx.x+.....  s........x  s.........
GET  /spaces/<space_id>/charter @academy                         sxxx+xx++x
POST /spaces/<space_id>/charter                                  sx.x+.....  s........x  s.........
POST /spaces/<space_id>/charter @academy                         sxxx+xx++x
GET  /spaces/<space_id>/unanswered                               sx.x+.....  s........x  s.........
GET  /unanswered                                                 s+++++++++
GET  /admin/office-hours                                         sxxxxxxx+x
POST /admin/office-hours                                         sxxxxxxx+x
POST /account/asking                                             s+++++++++
"""

USUAL = {"held_id": ("held", "other_held")}
LADDER = {"peers": "2", "experience": "8", "manager": "16", "manager_id": "0"}
CHARTER = {"purpose": "To help each other.", "host_id": "0"}
ASKED = {"topic_id": ("anchored_topic", "other_waiting_topic")}
DATA = {
    "POST /topics/<topic_id>/request/passing": lambda world, which: {"person": world.peer},
    "POST /topics/<topic_id>/owner": lambda world, which: {"person": world.mentor},
    "POST /spaces/<space_id>/ladder": LADDER,
    "POST /spaces/<space_id>/ladder @academy": LADDER,
    "POST /spaces/<space_id>/charter": CHARTER | {"version": "1"},
    "POST /spaces/<space_id>/charter @academy": CHARTER,
    "POST /admin/office-hours": {"days": ["1"], "opens": "09:00", "closes": "17:00", "timezone": "Europe/Amsterdam"},
    "POST /account/asking": {"can_be_asked": "y"},
}
OBJECTS = {
    "GET /topics/<topic_id>/ladder @no-question": {"topic_id": ("announcement",)},
    "POST /topics/<topic_id>/request/decline": ASKED,
    "POST /topics/<topic_id>/request/passing": ASKED,
    "POST /spaces/<space_id>/ladder @academy": {"space_id": ("academy_space",)},
    "GET /spaces/<space_id>/charter @academy": {"space_id": ("academy_space",)},
    "POST /spaces/<space_id>/charter @academy": {"space_id": ("academy_space",)},
}
