"""Asking: what was found before the question was asked."""

#                                                                gtamfaemAo  foreign     missing
TABLE = """
POST /spaces/<space_id>/deflections                              s+.++.....  s........+  s.........
POST /spaces/<space_id>/deflections @course                      s+++++....
POST /spaces/<space_id>/deflections @hidden                      s.........
"""

WORDS = "How long does a silence take?"


def topic(world, which):
    found = world.other_topic if which == "foreign" else world.topic
    return {"words": WORDS, "kind": "topic", "found": found, "place": ""}


DATA = {
    "POST /spaces/<space_id>/deflections": topic,
    "POST /spaces/<space_id>/deflections @course": lambda world, which: {
        "words": WORDS, "kind": "lesson", "found": world.lesson,
    },
    "POST /spaces/<space_id>/deflections @hidden": lambda world, which: {
        "words": WORDS, "kind": "topic", "found": world.other_topic,
    },
}  # fmt: skip

OBJECTS = {"POST /spaces/<space_id>/deflections @course": {"space_id": ("course_space",)}}
