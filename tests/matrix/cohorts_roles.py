"""Earned roles: offered, answered, shown and ended. The own role was offered to the trainee of cohort A."""

from datetime import timedelta

from lms.database import now

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /roles                                                      s+++++++++
GET  /cohorts/<cohort_id>/roles                                  s+.++.....  s........+  s.........
GET  /people/<user_id>/role                                      sxxx+xx++x  sxxxxxx++x  s.........
POST /people/<user_id>/role                                      sxxx+xx++x  sxxxxxx++x  s.........
GET  /roles/<role_id>                                            s+..+.....  s........+  s.........
POST /roles/<role_id>/acceptance                                 s+..x.....  s........+  s.........
POST /roles/<role_id>/refusal                                    s+..x.....  s........+  s.........
POST /roles/<role_id>/showing                                    s..+x.....  s........x  s.........
POST /roles/<role_id>/end                                        sx..+.....  s........x  s.........
GET  /roles/<role_id>/badge                                      s..+x.....  s........x  s.........
POST /roles/<role_id>/badge                                      s..+x.....  s........x  s.........
POST /roles/<role_id>/badge/removal                              s..+x.....  s........x  s.........
GET  /badges/<badge_code>                                        ++++++++++  ++++++++++  ..........
GET  /badges/<badge_code>/badge.jwt                              ++++++++++  ++++++++++  ..........
GET  /badges/<badge_code>/badge.json                             ++++++++++  ++++++++++  ..........
GET  /badges/<badge_code>/status                                 ++++++++++  ++++++++++  ..........
"""


def offer(world, which):
    days = [(now().date() + timedelta(days=days)).isoformat() for days in (1, 60)]
    place = world.cohort if which == "own" else 0
    return {"kind": "ambassador", "place": place, "mandate": "Tell.", "begins_on": days[0], "until": days[1]}


DATA = {
    "POST /people/<user_id>/role": offer,
    "POST /roles/<role_id>/acceptance": {"shown": "cohort"},
    "POST /roles/<role_id>/refusal": {"no-words": "Not now."},
    "POST /roles/<role_id>/showing": {"shown": "academy"},
    "POST /roles/<role_id>/badge": {"language": "en", "shows_name": "y"},
    "POST /roles/<role_id>/end": {"end-words": "We planned otherwise."},
}
HELD = {"role_id": ("held_role", "other_role")}
OBJECTS = {
    "POST /roles/<role_id>/showing": HELD,
    "GET /roles/<role_id>/badge": HELD,
    "POST /roles/<role_id>/badge": HELD,
    "POST /roles/<role_id>/badge/removal": HELD,
}
USUAL = {"role_id": ("role", "other_role"), "badge_code": ("badge_code", "badge_code")}
# Who manages the community leads no cohort: they offer roles of the academy.
ANSWERS = {"POST /people/<user_id>/role": {"manager": 422, "admin": 422}}
