"""What changed since a training: `own` is the outsider's, who completed a course to which a lesson was added."""

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /changes                                                    s+++++++++
POST /changes/<lesson_id>/acknowledgement                        s........+  s.........  s.........
"""

OBJECTS = {"POST /changes/<lesson_id>/acknowledgement": {"lesson_id": ("added_lesson", "other_lesson")}}
