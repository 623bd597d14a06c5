"""Quizzes: `own` is the quiz in course A with the trainee's attempts, `foreign` that in course B with the outsider's."""

from courses.quizzes.queries import slots_of

#                                                                          gtamfaemAo  foreign     missing     crossed
TABLE = """
POST /lessons/<lesson_id>/attempts                                         s+++++....  s....+...+  s.........
POST /lessons/<lesson_id>/quiz/preview                                     sxxxx+..+.  s....+..+x  s.........
GET  /attempts/<attempt_id>                                                s+..xx....  s....x...+  s.........
GET  /attempts/<attempt_id> @finished                                      s+..++....  s....+...+
POST /attempts/<attempt_id>                                                s+..xx....  s....x...+  s.........
GET  /attempts/<attempt_id>/summary                                        s+..xx....  s....x...+  s.........
POST /attempts/<attempt_id>/submission                                     s+..xx....  s....x...+  s.........
GET  /attempts/<attempt_id>/answers/<position>/grade                       sx..++....  s....+...x  sx........  sx........
POST /attempts/<attempt_id>/answers/<position>/grade                       sx..++....  s....+...x  sx........  sx........
POST /attempts/<attempt_id>/answers/<position>/automatic-grade              sx..++....  s....+...x  sx........  sx........
GET  /grading                                                              sxxx++xx+x
GET  /lessons/<lesson_id>/quiz                                             sxxxx+..+.  s....+..+x  s.........
POST /lessons/<lesson_id>/quiz                                             sxxxx+..+.  s....+..+x  s.........
POST /lessons/<lesson_id>/quiz/questions                                   sxxxx+..+.  s....+..+x  s.........
POST /lessons/<lesson_id>/quiz/draws                                       sxxxx+..+.  s....+..+x  s.........
POST /lessons/<lesson_id>/quiz/order                                       sxxxx+..+.  s....+..+x  s.........
POST /lessons/<lesson_id>/quiz/slots/<slot_id>/moves                       sxxxx+..+.  s....+..+x  sxxxx.....  sxxxx.....
POST /lessons/<lesson_id>/quiz/slots/<slot_id>/points                      sxxxx+..+.  s....+..+x  sxxxx.....  sxxxx.....
POST /lessons/<lesson_id>/quiz/slots/<slot_id>/removal                     sxxxx+..+.  s....+..+x  sxxxx.....  sxxxx.....
GET  /lessons/<lesson_id>/results                                          sxxx++..+.  s....+..+x  s.........
POST /lessons/<lesson_id>/allowances                                       sxxx++..+.  s....+..+x  s.........
GET  /lessons/<lesson_id>/statistics                                       sxxxx+..+.  s....+..+x  s.........
GET  /lessons/<lesson_id>/questions/<question_id>/regrading                sxxxx+..+.  s....+..+x  sxxxx.....  sxxxx.....
POST /lessons/<lesson_id>/questions/<question_id>/regrading                sxxxx+..+.  s....+..+x  sxxxx.....  sxxxx.....
GET  /regradings/<regrading_id>                                            sxxxx+..+.  s....+..+x  s.........
GET  /lessons/<lesson_id>/questions/<question_id>/talk                     s+xx++....  s....+...+  s.........  s.........
POST /lessons/<lesson_id>/questions/<question_id>/talk                     s+xx++....  s....+...+  s.........  s.........
POST /lessons/<lesson_id>/checks/<question_id>                             s+++++....  s....+...+  s.........  s.........
"""

USUAL = {
    "attempt_id": ("attempt", "other_attempt"),
    "position": ("essay_position", "other_essay_position"),
    "question_id": ("quiz_question", "other_quiz_question"),
    "regrading_id": ("quiz_regrading", "other_quiz_regrading"),
    "slot_id": ("quiz_slot", "other_quiz_slot"),
}
QUIZ = {"lesson_id": ("quiz_lesson", "other_quiz_lesson")}
FINISHED = {"attempt_id": ("finished_attempt", "other_finished_attempt")}
ASKED = QUIZ | {"question_id": ("quiz_question", "other_quiz_question")}


def check(world, which):
    return {f"check-{world.checked_question if which == 'own' else world.other_checked_question}-chosen": "a"}


def talk(world, which):
    return {
        "title": "Why?",
        "body": "I wonder.",
        "kind": "question",
        "space": world.course_space if which == "own" else world.other_course_space,
    }


def order(world, which):
    lesson_id = world.quiz_lesson if which == "own" else world.other_quiz_lesson
    return {"order": [slot.id for slot in slots_of(lesson_id)]}


SETTINGS = {"counts": "best", "pass_percent": "70", "review": "attempt", "version": "1"}
DATA = {
    "POST /attempts/<attempt_id>": {"go": "summary"},
    "POST /attempts/<attempt_id>/answers/<position>/grade": {"earned": "1", "comment": ""},
    "POST /lessons/<lesson_id>/quiz": SETTINGS,
    "POST /lessons/<lesson_id>/quiz/questions": lambda world, which: {"questions": [world.quiz_question]},
    "POST /lessons/<lesson_id>/quiz/draws": lambda world, which: {
        "category": world.quiz_category if which == "own" else world.other_quiz_category,
        "draws": "1",
        "draw_points": "1",
    },
    "POST /lessons/<lesson_id>/quiz/order": order,
    "POST /lessons/<lesson_id>/quiz/slots/<slot_id>/moves": {"step": "1"},
    "POST /lessons/<lesson_id>/quiz/slots/<slot_id>/points": {"points": "2"},
    "POST /lessons/<lesson_id>/allowances": lambda world, which: {
        "person": world.trainee if which == "own" else world.outsider,
        "extra_attempts": "1",
        "extra_minutes": "5",
    },
    "POST /lessons/<lesson_id>/questions/<question_id>/regrading": {"reason": "It was mended."},
    "POST /lessons/<lesson_id>/questions/<question_id>/talk": talk,
    "POST /lessons/<lesson_id>/checks/<question_id>": check,
}
OBJECTS = dict.fromkeys(
    (
        "POST /lessons/<lesson_id>/attempts",
        "POST /lessons/<lesson_id>/quiz/preview",
        "GET /lessons/<lesson_id>/quiz",
        "POST /lessons/<lesson_id>/quiz",
        "POST /lessons/<lesson_id>/quiz/questions",
        "POST /lessons/<lesson_id>/quiz/draws",
        "POST /lessons/<lesson_id>/quiz/order",
        "POST /lessons/<lesson_id>/quiz/slots/<slot_id>/moves",
        "POST /lessons/<lesson_id>/quiz/slots/<slot_id>/points",
        "POST /lessons/<lesson_id>/quiz/slots/<slot_id>/removal",
        "GET /lessons/<lesson_id>/results",
        "POST /lessons/<lesson_id>/allowances",
        "GET /lessons/<lesson_id>/statistics",
    ),
    QUIZ,
) | {
    "POST /lessons/<lesson_id>/checks/<question_id>": {
        "lesson_id": ("asking_lesson", "other_asking_lesson"),
        "question_id": ("checked_question", "other_checked_question"),
    },
    "GET /attempts/<attempt_id> @finished": FINISHED,
    "GET /attempts/<attempt_id>/answers/<position>/grade": FINISHED,
    "POST /attempts/<attempt_id>/answers/<position>/grade": FINISHED,
    "POST /attempts/<attempt_id>/answers/<position>/automatic-grade": FINISHED,
    "GET /lessons/<lesson_id>/questions/<question_id>/regrading": ASKED,
    "POST /lessons/<lesson_id>/questions/<question_id>/regrading": ASKED,
    "GET /lessons/<lesson_id>/questions/<question_id>/talk": ASKED,
    "POST /lessons/<lesson_id>/questions/<question_id>/talk": ASKED,
}
