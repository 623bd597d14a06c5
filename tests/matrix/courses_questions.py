"""The question bank of a course: who edits the course sees it. `own` is the bank of course A, `foreign` that of course B."""

import io

#                                                                          gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /courses/<course_id>/questions                                        sxxxx+xx+x  s...x+xx+x  s.........
POST /courses/<course_id>/questions/categories                             sxxxx+xx+x  s...x+xx+x  s.........
GET  /courses/<course_id>/questions/new                                    sxxxx+xx+x  s...x+xx+x  s.........
POST /courses/<course_id>/questions/new                                    sxxxx+xx+x  s...x+xx+x  s.........
POST /courses/<course_id>/questions/preview                                sxxxx+xx+x  s...x+xx+x  s.........
GET  /courses/<course_id>/questions/import                                 sxxxx+xx+x  s...x+xx+x  s.........
POST /courses/<course_id>/questions/import                                 sxxxx+xx+x  s...x+xx+x  s.........
GET  /courses/<course_id>/questions/imports/<question_import_id>                   sxxxx+xx+x  s...x+xx+x  sxxxx.xx.x  sxxxx.xx.x
GET  /courses/<course_id>/questions/imports/<question_import_id>/receipt.json      sxxxx+xx+x  s...x+xx+x  sxxxx.xx.x  sxxxx.xx.x
POST /courses/<course_id>/questions/imports/<question_import_id>/arrival           sxxxx+xx+x  s...x+xx+x  sxxxx.xx.x  sxxxx.xx.x
POST /courses/<course_id>/questions/imports/<question_import_id>/dropping          sxxxx+xx+x  s...x+xx+x  sxxxx.xx.x  sxxxx.xx.x
POST /courses/<course_id>/questions/imports/<question_import_id>/undoing           sxxxx+xx+x  s...x+xx+x  sxxxx.xx.x  sxxxx.xx.x
GET  /courses/<course_id>/questions/export                                 sxxxx+xx+x  s...x+xx+x  s.........
GET  /courses/<course_id>/questions/export/file                            sxxxx+xx+x  s...x+xx+x  s.........
GET  /question-categories/<category_id>/edit                               sxxxx+xx+x  s...x+xx+x  s.........
POST /question-categories/<category_id>/edit                               sxxxx+xx+x  s...x+xx+x  s.........
POST /question-categories/<category_id>/removal                            sxxxx+xx+x  s...x+xx+x  s.........
POST /question-categories/<category_id>/restoration                        sxxxx+xx+x  s...x+xx+x  s.........
GET  /questions/<question_id>                                              sxxxx+xx+x  s...x+xx+x  s.........
POST /questions/<question_id>/trial                                        sxxxx+xx+x  s...x+xx+x  s.........
GET  /questions/<question_id>/edit                                         sxxxx+xx+x  s...x+xx+x  s.........
POST /questions/<question_id>/edit                                         sxxxx+xx+x  s...x+xx+x  s.........
POST /questions/<question_id>/copy                                         sxxxx+xx+x  s...x+xx+x  s.........
POST /questions/<question_id>/place                                        sxxxx+xx+x  s...x+xx+x  s.........
POST /questions/<question_id>/removal                                      sxxxx+xx+x  s...x+xx+x  s.........
POST /questions/<question_id>/restoration                                  sxxxx+xx+x  s...x+xx+x  s.........
GET  /questions/<question_id>/history                                      sxxxx+xx+x  s...x+xx+x  s.........
POST /questions/<question_id>/versions/<version_number>/restoration        sxxxx+xx+x  s...x+xx+x  sxxxx.xx.x
POST /questions/<question_id>/files                                        sxxxx+xx+x  s...x+xx+x  s.........
POST /questions/<question_id>/files/<key>/removal                          sxxxx+xx+x  s...x+xx+x  sxxxx.xx.x  sxxxx.xx.x
"""

USUAL = {
    "category_id": ("quiz_category", "other_quiz_category"),
    "question_id": ("quiz_question", "other_quiz_question"),
    "version_number": ("first_version", "first_version"),
    "question_import_id": ("question_import", "other_question_import"),
}


def question(world, which):
    category = world.quiz_category if which == "own" else world.other_quiz_category
    return {
        "kind": "single",
        "name": "How to open",
        "version": "2",  # the world mended the question once
        "category": category,
        "points": "1",
        "lesson": "0",
        "text": "Which question opens?",
        "options.0.key": "a",
        "options.0.text": "What happened?",
        "options.0.fraction": "100",
        "options.1.key": "b",
        "options.1.text": "Did it go well?",
        "options.1.fraction": "0",
    }


def place(world, which):
    return {"category": world.quiz_category if which == "own" else world.other_quiz_category}


def picture(world, which):
    return {"files": (io.BytesIO(b"Words."), "words.txt"), "alt": "Words"}


def question_file(world, which):
    return {"file": (io.BytesIO(b"Is it?{T}"), "one.gift"), "category": "0"}


DATA = {
    "POST /courses/<course_id>/questions/import": question_file,
    "POST /courses/<course_id>/questions/categories": {"name": "Listening", "parent": "0"},
    "POST /courses/<course_id>/questions/new": question,
    "POST /courses/<course_id>/questions/preview": question,
    "POST /question-categories/<category_id>/edit": {"name": "Listening", "parent": "0"},
    "POST /questions/<question_id>/edit": question,
    "POST /questions/<question_id>/place": place,
    "POST /questions/<question_id>/files": picture,
}
OBJECTS = {
    "POST /questions/<question_id>/files/<key>/removal": {"key": ("question_file", "other_question_file")},
    "POST /courses/<course_id>/questions/imports/<question_import_id>/undoing": {
        "question_import_id": ("arrived_question_import", "other_arrived_question_import")
    },
    "POST /question-categories/<category_id>/restoration": {
        "category_id": ("removed_question_category", "other_removed_question_category")
    },
    "POST /questions/<question_id>/restoration": {"question_id": ("removed_question", "other_removed_question")},
}
