"""Figures, goals and reports: of a cohort for its facilitators, of the academy for who keeps the community. `own` goals stand in
cohort A and are shown to nobody else; `@shared` is shown to its members."""

from datetime import timedelta

from lms.database import now

#                                                                gtamfaemAo  foreign     missing
TABLE = """
GET  /insights                                                   sxxx+xx++x
GET  /insights/academy                                           sxxxxxx++x
GET  /insights/academy/goals                                     sxxxxxx++x
GET  /insights/academy/goals/new                                 sxxxxxx++x
POST /insights/academy/goals                                     sxxxxxx++x
GET  /insights/academy/report                                    sxxxxxx++x
GET  /insights/academy/report.pdf                                sxxxxxx++x
POST /insights/academy/report                                    sxxxxxx++x
GET  /cohorts/<cohort_id>/insights                               sx.x+.....  s........x  s.........
GET  /cohorts/<cohort_id>/insights/goals                         s+.++.....  s........+  s.........
GET  /cohorts/<cohort_id>/insights/goals/new                     sx.x+.....  s........x  s.........
POST /cohorts/<cohort_id>/insights/goals                         sx.x+.....  s........x  s.........
GET  /cohorts/<cohort_id>/insights/report                        sx.x+.....  s........x  s.........
GET  /cohorts/<cohort_id>/insights/report.pdf                    sx.x+.....  s........x  s.........
POST /cohorts/<cohort_id>/insights/report                        sx.x+.....  s........x  s.........
GET  /goals/<goal_id>                                            s...+.....  s.........  s.........
GET  /goals/<goal_id> @shared                                    s+.++.....
GET  /goals/<goal_id> @academy                                   s......++.
GET  /goals/<goal_id>/edit                                       s...+.....  s.........  s.........
GET  /goals/<goal_id>/edit @shared                               sx.x+.....
POST /goals/<goal_id>                                            s...+.....  s.........  s.........
POST /goals/<goal_id> @shared                                    sx.x+.....
POST /goals/<goal_id> @academy                                   s......++.
POST /goals/<goal_id>/notes                                      s...+.....  s.........  s.........
POST /goals/<goal_id>/notes @shared                              sx.x+.....
POST /goals/<goal_id>/sharing                                    s...+.....  s.........  s.........
POST /goals/<goal_id>/sharing @shared                            sx.x+.....
POST /goals/<goal_id>/sharing/end                                s...+.....  s.........  s.........
POST /goals/<goal_id>/sharing/end @shared                        sx.x+.....
POST /goals/<goal_id>/closure                                    s...+.....  s.........  s.........
POST /goals/<goal_id>/closure @shared                            sx.x+.....
"""

USUAL = {"goal_id": ("goal", "other_goal")}


def words(owner: str):
    def goal(world, which):
        later = (now() + timedelta(days=60)).date().isoformat()
        who = getattr(world, owner)
        return {
            "figure": "contributing",
            "days": "90",
            "target": "99",
            "due_on": later,
            "owner_id": who,
            "version": 1,
        } | {
            "reason": "It went fast.",
        }

    return goal


NOTE, REASON = {"note": "Mentors answer first."}, {"close-reason": "We aim elsewhere."}
DATA = {
    "POST /insights/academy/goals": words("manager"),
    "POST /insights/academy/report": {"words": "A good year.", "version": "1"},
    "POST /cohorts/<cohort_id>/insights/goals": words("facilitator"),
    "POST /cohorts/<cohort_id>/insights/report": {"words": "A good year.", "version": "1"},
    "POST /goals/<goal_id>": words("facilitator"),
    "POST /goals/<goal_id> @shared": words("facilitator"),
    "POST /goals/<goal_id> @academy": words("manager"),
    "POST /goals/<goal_id>/notes": NOTE,
    "POST /goals/<goal_id>/notes @shared": NOTE,
    "POST /goals/<goal_id>/closure": REASON,
    "POST /goals/<goal_id>/closure @shared": REASON,
}
SHARED, ACADEMY = {"goal_id": ("shared_goal",)}, {"goal_id": ("academy_goal",)}
OBJECTS = {
    f"{method} /goals/<goal_id>{act} @shared": SHARED
    for method, act in (
        ("GET", ""),
        ("GET", "/edit"),
        ("POST", ""),
        ("POST", "/notes"),
        ("POST", "/sharing"),
        ("POST", "/sharing/end"),
        ("POST", "/closure"),
    )
} | {f"{method} /goals/<goal_id> @academy": ACADEMY for method in ("GET", "POST")}
