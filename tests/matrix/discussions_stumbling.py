"""Where people stumble in lessons and courses; course B is in preparation."""

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /lessons/<lesson_id>/stumbling                              sxxx++....  s....+...x  s.........
GET  /courses/<course_id>/stumbling                              sxxx++x++x  s...++x++x  s.........
"""
