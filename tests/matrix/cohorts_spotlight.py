"""The spotlight: the own praise is of the trainee of cohort A, by the mentor, and not shown yet."""

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /cohorts/<cohort_id>/spotlight                              s+.++.....  s........+  s.........
POST /cohorts/<cohort_id>/spotlight                              s+.++.....  s........+  s.........
POST /praises/<praise_id>/decision                       s+.x......  s........+  s.........
POST /praises/<praise_id>/removal                        sx.+......  s........x  s.........
POST /praises/<praise_id>/removal @shown                 s+.x+.....
"""


def decision(world, which):
    praise = world.other_praise if which == "foreign" else world.praise
    return {f"n{praise}-shown": "cohort"}


def naming(world, which):
    return {"person": world.guide if which == "foreign" else world.peer, "sentence": "Asked what nobody dared."}


DATA = {
    "POST /cohorts/<cohort_id>/spotlight": naming,
    "POST /praises/<praise_id>/decision": decision,
}
OBJECTS = {"POST /praises/<praise_id>/removal @shown": {"praise_id": ("shown_praise",)}}
USUAL = {"praise_id": ("praise", "other_praise")}
# They named somebody this quarter already.
ANSWERS = {"POST /cohorts/<cohort_id>/spotlight": {"trainee": 422, "mentor": 422}}
