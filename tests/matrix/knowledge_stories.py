"""Stories: `own` is the trainee's for the academy, `foreign` the outsider's for cohort B."""

#                                                                gtamfaemAo  foreign     missing
TABLE = """
GET  /stories                                                    s+++++++++
GET  /stories/new                                                s+++++++++
POST /stories/new                                                s+++++++++
GET  /people/<user_id>/stories                                   s+++++++++  s+++++++++  s.........
POST /stories/<story_id>/features                                sxxxxx+x+x  s........x  s.........
POST /stories/<story_id>/features/removal                        sxxxxx+x+x  s........x  s.........
GET  /stories/<story_id>/report                                  sx++++++++  s........x  s.........
POST /stories/<story_id>/report                                  sx++++++++  s........x  s.........
GET  /stories/<story_id>/moderation                              sxxxxx+++x  s........x  s.........
POST /stories/<story_id>/reports/settlement                      sxxxxx+++x  s........x  s.........
POST /stories/<story_id>/hiding                                  sxxxxx+++x  s........x  s.........
POST /stories/<story_id>/showing                                 sx....+++.
"""


def shelf(world, which):
    return {"collection": world.collection}


WORDS = {"sentence": "A name stands in it.", "reason": "Take out the name."}
DATA = {
    "POST /stories/new": {"title": "Tuesday", "language": "en", "readers": 2},
    "POST /stories/<story_id>/features": shelf,
    "POST /stories/<story_id>/features/removal": shelf,
    "POST /stories/<story_id>/report": WORDS,
    "POST /stories/<story_id>/hiding": WORDS,
}
OBJECTS = {"POST /stories/<story_id>/showing": {"story_id": ("hidden_story",)}}
USUAL = {"story_id": ("story", "cohort_story")}
