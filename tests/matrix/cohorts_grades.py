"""Grades: `own` are the trainee's in cohort A, `foreign` the outsider's in cohort B, whose facilitator is not of the cast."""

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /cohorts/<cohort_id>/grades                                 sx.x+.....  s........x  s.........
GET  /cohorts/<cohort_id>/grades/export                          sx.x+.....  s........x  s.........
GET  /cohorts/<cohort_id>/grades/weights                         sx.x+.....  s........x  s.........
POST /cohorts/<cohort_id>/grades/weights                         sx.x+.....  s........x  s.........
GET  /memberships/<membership_id>/grades                         s+.x+.....  s........+  s.........
GET  /memberships/<membership_id>/grades/<lesson_id>             s+.x+.....  s........+  s..x......  s..x......
POST /memberships/<membership_id>/grades/<lesson_id>             sx.x+.....  s........x  sx.x......  sx.x......
POST /memberships/<membership_id>/grades/<lesson_id>/removal     sx.x+.....  s........x  sx.x......  sx.x......
"""


def weights(world, which):
    return {
        "version": world.grade_weighting if which == "own" else "0",
        "categories-0-name": "Quizzes",
        "categories-0-weight": "2",
        f"thing{world.quiz_lesson}": "0",
        f"thing{world.assignment}": "",
    }


GRADE = "POST /memberships/<membership_id>/grades/<lesson_id>"
DATA = {
    "POST /cohorts/<cohort_id>/grades/weights": weights,
    GRADE: {"percent": "80", "reason": "Shown in conversation."},
    f"{GRADE}/removal": {"back_reason": "A mistake."},
}
QUIZ = {"lesson_id": ("quiz_lesson", "other_quiz_lesson")}
OBJECTS = dict.fromkeys((GRADE.replace("POST", "GET"), GRADE, f"{GRADE}/removal"), QUIZ)
