"""Making an article of an answer; `own` was accepted in cohort A. Of the cast only the editor and the admin write anywhere."""

#                                                                gtamfaemAo  foreign     missing
TABLE = """
GET  /topics/<topic_id>/article                                  sx.xx.....  s........x  s.........
GET  /topics/<topic_id>/article @academy                         sxxxxx+x+x
POST /topics/<topic_id>/article                                  sx.xx.....  s........x  s.........
POST /topics/<topic_id>/article @academy                         sxxxxx+x+x
"""

OBJECTS = {
    "GET /topics/<topic_id>/article": {"topic_id": ("ripe_topic", "other_topic")},
    "POST /topics/<topic_id>/article": {"topic_id": ("ripe_topic", "other_topic")},
    "GET /topics/<topic_id>/article @academy": {"topic_id": ("ripe_academy_topic",)},
    "POST /topics/<topic_id>/article @academy": {"topic_id": ("ripe_academy_topic",)},
}


def words(world, which):
    return {"collection": world.collection, "title": "Meeting", "language": "en", "posts": [world.ripe_academy_post]}


DATA = {"POST /topics/<topic_id>/article": words, "POST /topics/<topic_id>/article @academy": words}
