"""Virtual coffee: `own` is between the trainee and the mentor, `foreign` between the outsider and somebody else."""

from tests.factories.coffee import in_days

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /coffees                                                    s+++++++++
POST /coffees/choice                                             s+++++++++
POST /coffees/matching                                           s+++++++++
POST /coffees/matching/pause                                     s+++++++++
POST /coffees/matching/end                                       s+++++++++
GET  /people/<user_id>/coffee                                    sx++++++++  s++++++++x  s.........
POST /people/<user_id>/coffee                                    sx++++++++  s++++++++x  s.........
GET  /coffees/<coffee_id>                                        s+.+......  s........+  s.........
GET  /coffees/<coffee_id>/coffee.ics                             s+.+......  s........+  s.........
GET  /coffees/<coffee_id>/coffee.ics @open                       s.........
POST /coffees/<coffee_id>/times                                  s+.+......  s........+  s.........
POST /coffees/<coffee_id>/times/<time_id>                        s+.+......  s........+  s.........  s.........
POST /coffees/<coffee_id>/refusal                                s+.+......  s........+  s.........
POST /coffees/<coffee_id>/meeting                                s+.+......  s........+  s.........
POST /coffees/<coffee_id>/meeting @open                          sx.x......
"""

USUAL = {"coffee_id": ("coffee", "other_coffee"), "time_id": ("coffee_slot", "other_coffee_slot")}


def times(world, which):
    return {"time_1": f"{in_days(9):%Y-%m-%dT%H:%M}", "minutes": "30", "place": ""}


def asking(world, which):
    return times(world, which) | {"intro": "Shall we have a coffee?"}


DATA = {
    "POST /coffees/choice": {"asked_by": "cohort"},
    "POST /coffees/matching/pause": {"months": "3"},
    "POST /people/<user_id>/coffee": asking,
    "POST /coffees/<coffee_id>/times": times,
    "POST /coffees/<coffee_id>/refusal": {"reason": "Not now."},
    "POST /coffees/<coffee_id>/meeting": {"met": "yes"},
    "POST /coffees/<coffee_id>/meeting @open": {"met": "yes"},
}
OBJECTS = {
    "GET /coffees/<coffee_id>/coffee.ics": {"coffee_id": ("agreed_coffee", "other_agreed_coffee")},
    "GET /coffees/<coffee_id>/coffee.ics @open": {"coffee_id": ("coffee",)},
    "POST /coffees/<coffee_id>/meeting": {"coffee_id": ("past_coffee", "other_past_coffee")},
    "POST /coffees/<coffee_id>/meeting @open": {"coffee_id": ("coffee",)},
}
# The alumna was told “rather not now”, and the outsider and the trainee are apart.
ANSWERS = {"POST /people/<user_id>/coffee": {"alumna": 422, "outsider": 422}}
