"""Practice plans: `own` is the trainee's in cohort A, read by the whole cohort; `foreign` stands in cohort B."""

from datetime import timedelta

from lms.database import now

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /cohorts/<cohort_id>/practice                               s+.++.....  s........+  s.........
GET  /cohorts/<cohort_id>/plans/new                              s+.xx.....  s........+  s.........
POST /cohorts/<cohort_id>/plans                                  s+.xx.....  s........+  s.........
GET  /plans/<plan_id>                                            s+.++.....  s........+  s.........
GET  /plans/<plan_id> @private                                   s+........
GET  /plans/<plan_id> @buddy                                     s+.+......
GET  /plans/<plan_id>/edit                                       s+.xx.....  s........+  s.........
POST /plans/<plan_id>/edit                                       s+.xx.....  s........+  s.........
POST /plans/<plan_id>/removal                                    s+.xx.....  s........+  s.........
POST /plans/<plan_id>/restoration                                s+........  s........+  s.........
POST /plans/<plan_id>/check-ins/<days>                           s+.xx.....  s........+  s.........
POST /plans/<plan_id>/check-ins/<days> @buddy                    sx.x......
POST /plans/<plan_id>/notes                                      s+.++.....  s........+  s.........
POST /plans/<plan_id>/notes @private                             sx........
POST /plans/<plan_id>/notes @buddy                               s+.+......
POST /plans/<plan_id>/notes/<note_id>/removal                    sx.++.....  s........x  s.........  s.........
POST /plans/<plan_id>/notes/<note_id>/restoration                sx.+x.....  s........x  s.........  s.........
GET  /plans/<plan_id>/buddy                                      s+........  s........+  s.........
POST /plans/<plan_id>/buddy                                      s+........  s........+  s.........
POST /plans/<plan_id>/buddy/refusal                              s+........  s........+  s.........
"""

USUAL = {
    "days": ("check_in_days", "check_in_days"),
    "note_id": ("plan_note", "other_plan_note"),
    "plan_id": ("plan", "other_plan"),
}


def plan(world, which):
    return {
        "what": "Ask first.",
        "occasion": "Always.",
        "place": "At the counter.",
        "sign": "They nod.",
        "begins_on": (now().date() + timedelta(days=1)).isoformat(),
        "module": "0",
        "sharing": "cohort",
        "buddy": "0",
    }


DATA = {
    "POST /cohorts/<cohort_id>/plans": plan,
    "POST /plans/<plan_id>/edit": plan,
    "POST /plans/<plan_id>/check-ins/<days>": {"d30-answer": "did", "d30-sentence": "Twice."},
    "POST /plans/<plan_id>/check-ins/<days> @buddy": {"d30-answer": "did", "d30-sentence": "Twice."},
    "POST /plans/<plan_id>/notes": {"body": "How did it go?"},
    "POST /plans/<plan_id>/notes @private": {"body": "How did it go?"},
    "POST /plans/<plan_id>/notes @buddy": {"body": "How did it go?"},
}
PRIVATE, BUDDY, ASKING = (
    {"plan_id": ("private_plan",)},
    {"plan_id": ("buddy_plan",)},
    {"plan_id": ("asking_plan", "other_asking_plan")},
)
OBJECTS = {
    "GET /plans/<plan_id> @private": PRIVATE,
    "GET /plans/<plan_id> @buddy": BUDDY,
    "POST /plans/<plan_id>/restoration": {"plan_id": ("removed_plan", "other_removed_plan")},
    "POST /plans/<plan_id>/check-ins/<days> @buddy": BUDDY,
    "POST /plans/<plan_id>/notes @private": PRIVATE,
    "POST /plans/<plan_id>/notes @buddy": BUDDY,
    "POST /plans/<plan_id>/notes/<note_id>/restoration": {"note_id": ("removed_note", "other_removed_note")},
    "GET /plans/<plan_id>/buddy": ASKING,
    "POST /plans/<plan_id>/buddy": ASKING,
    "POST /plans/<plan_id>/buddy/refusal": ASKING,
}
