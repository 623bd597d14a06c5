"""What helps while writing; the unsent file is the trainee's in cohort A and the outsider's in cohort B."""

import io

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /composing/suggestions                                      s+.++.....  s........+  s.........
GET  /composing/suggestions @link                                s+.++.....  s........+  s.........
GET  /composing/suggestions @academy                             s+++++++++
POST /composing/preview                                          s+.++.....  s........+  s.........
GET  /composing/files/new                                        s+.++.....  s........+  s.........
POST /composing/files                                            s+.++.....  s........+  s.........
POST /composing/files @academy                                   s+++++++++
GET  /composing/files/<key>                                      s+........  s........+  s.........
"""


def sheet(world=None, which=""):
    return {"file": (io.BytesIO(b"Words."), "words.txt")}


DATA = {
    "POST /composing/preview": {"body": "Count to five."},
    "POST /composing/files": sheet,
    "POST /composing/files @academy": sheet,
}
PLACE = {"?place=topic:": ("topic", "other_topic")}
ACADEMY = {"?place=space:": ("academy_space",)}
OBJECTS = {
    "GET /composing/suggestions": PLACE,
    "GET /composing/suggestions @link": {"?key=%23&q=count&place=topic:": ("topic", "other_topic")},
    "GET /composing/suggestions @academy": ACADEMY,
    "POST /composing/preview": PLACE,
    "GET /composing/files/new": PLACE,
    "POST /composing/files": PLACE,
    "POST /composing/files @academy": ACADEMY,
    "GET /composing/files/<key>": {"key": ("unsent_file", "other_unsent_file")},
}
