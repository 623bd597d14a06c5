"""What opens lessons, early openings, external tools and live sessions; `foreign` is of course B or cohort B."""

#                                                                           gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /lessons/<lesson_id> @waiting                                          sx+x++....
POST /lessons/<lesson_id>/completion @waiting                               sx+x++....
GET  /lessons/<lesson_id>/opening                                           sxxxx+..+.  s....+..+x  s.........
POST /lessons/<lesson_id>/opening                                           sxxxx+..+.  s....+..+x  s.........
GET  /modules/<module_id>/opening                                           sxxxx+xx+x  s...x+xx+x  s.........
POST /modules/<module_id>/opening                                           sxxxx+xx+x  s...x+xx+x  s.........
POST /courses/<course_id>/conditions/<condition_id>/removal                 sxxxx+xx+x  s...x+xx+x  sxxxx.xx.x  sxxxx.xx.x
POST /cohorts/<cohort_id>/memberships/<membership_id>/opening               sx.x+.....  s........x  sx.x......  sx.x......
POST /cohorts/<cohort_id>/memberships/<membership_id>/closing               sx.x+.....  s........x  sx.x......  sx.x......
POST /cohorts/<cohort_id>/memberships/<membership_id>/completions           sx.x+.....  s........x  sx.x......  sx.x......
POST /cohorts/<cohort_id>/memberships/<membership_id>/completions/<lesson_id>/removal  sx.x+.....  s........x  sx.x......  sx.x......
GET  /lessons/<lesson_id>/tool                                              sxxxx+..+.  s....+..+x  s.........
POST /lessons/<lesson_id>/tool                                              sxxxx+..+.  s....+..+x  s.........
POST /cohorts/<cohort_id>/lessons/<lesson_id>/session                       sx.x+.....  s........x  s.........  s.........
"""

USUAL = {"condition_id": ("condition", "other_condition")}
TOOL = {"lesson_id": ("tool_lesson", "other_tool_lesson")}
WAITING = {"lesson_id": ("waiting_lesson",)}


def after_lesson(world, which):
    return {
        "after": f"lesson:{world.public_lesson if which != 'foreign' else world.other_written_lesson}",
        "percent": "",
    }


def after_module(world, which):
    return {
        "after": f"module:{world.later_module if which != 'foreign' else world.other_opening_module}",
        "percent": "",
    }


def session(world, which):
    return {"event": str(world.event)}


def missed(world, which):
    return {"lesson": str(world.missed_lesson), "because": "She was ill."}


COUNTED = "POST /cohorts/<cohort_id>/memberships/<membership_id>/completions"
DATA = {
    COUNTED: missed,
    "POST /lessons/<lesson_id>/opening": after_lesson,
    "POST /modules/<module_id>/opening": after_module,
    "POST /lessons/<lesson_id>/tool": {"name": "Cloud", "address": "https://cloud.example/a", "purpose": "Say it."},
    "POST /cohorts/<cohort_id>/lessons/<lesson_id>/session": session,
}
OBJECTS = {
    f"{COUNTED}/<lesson_id>/removal": {"lesson_id": ("counted_lesson", "other_live_lesson")},
    "GET /lessons/<lesson_id> @waiting": WAITING,
    "POST /lessons/<lesson_id>/completion @waiting": WAITING,
    "GET /lessons/<lesson_id>/tool": TOOL,
    "POST /lessons/<lesson_id>/tool": TOOL,
    "POST /cohorts/<cohort_id>/lessons/<lesson_id>/session": {"lesson_id": ("live_lesson", "other_live_lesson")},
}
