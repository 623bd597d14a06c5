"""What is new in a topic, for pages that ask; who may not see the topic hears nothing of it."""

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /topics/<topic_id>/news                                     s+.++.....  s........+  s.........
GET  /topics/<topic_id>/news @course                             s+++++....
GET  /topics/<topic_id>/news @removed                            s.........
"""

OBJECTS = {
    "GET /topics/<topic_id>/news @course": {"topic_id": ("course_topic",)},
    "GET /topics/<topic_id>/news @removed": {"topic_id": ("removed_topic",)},
}
