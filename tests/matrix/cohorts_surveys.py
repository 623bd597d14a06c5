"""Surveys: `own` is an open one of cohort A, `foreign` of cohort B; drafts and removed ones are there for who leads alone."""

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /surveys                                                    s+++++++++
POST /surveys                                                    sxxxxxx++x
GET  /cohorts/<cohort_id>/surveys                                s+.++.....  s........+  s.........
POST /cohorts/<cohort_id>/surveys                                sx.x+.....  s........x  s.........
GET  /surveys/<survey_id>                                        s+.++.....  s........+  s.........
GET  /surveys/<survey_id> @academy                               s+++++++++
GET  /surveys/<survey_id> @draft                                 s...+.....  s.........
POST /surveys/<survey_id>/answers                                s+.+x.....  s........+  s.........
POST /surveys/<survey_id>/answers @academy                       s+++++++++
POST /surveys/<survey_id>/answers @draft                         s...x.....  s.........
POST /surveys/<survey_id>/answers @closed                        s+.+x.....
GET  /surveys/<survey_id>/results.csv                            s+.++.....  -           s.........
GET  /surveys/<survey_id>/results.csv @open                      s.........
GET  /surveys/<survey_id>/edit                                   sx.x+.....  s........x  s.........
GET  /surveys/<survey_id>/edit @academy                          sxxxxxx++x
POST /surveys/<survey_id>/edit                                   sx.x+.....  s........x  s.........
GET  /surveys/<survey_id>/preview                                sx.x+.....  s........x  s.........
POST /surveys/<survey_id>/questions                              s...+.....  s.........  s.........
POST /surveys/<survey_id>/questions @asked                       sx.xx.....  s........x
GET  /surveys/<survey_id>/questions/<survey_question_id>         s...+.....  s.........  s.........  s.........
GET  /surveys/<survey_id>/questions/<survey_question_id> @asked  sx.xx.....
POST /surveys/<survey_id>/questions/<survey_question_id>         s...+.....  s.........  s.........  s.........
POST /surveys/<survey_id>/questions/<survey_question_id>/place   s...+.....  s.........  s.........  s.........
POST /surveys/<survey_id>/questions/<survey_question_id>/removal s...+.....  s.........  s.........  s.........
POST /surveys/<survey_id>/rounds                                 s...+.....  s.........  s.........
POST /surveys/<survey_id>/rounds @open                           sx.x+.....  s........x
POST /surveys/<survey_id>/rounds/closure                         sx.x+.....  s........x  s.........
POST /surveys/<survey_id>/removal                                sx.x+.....  s........x  s.........
POST /surveys/<survey_id>/restoration                            s...+.....  -           s.........
"""

USUAL = {
    "survey_id": ("survey", "other_survey"),
    "survey_question_id": ("survey_question", "other_survey_question"),
}

BEGUN = {"begin": "pulse", "language": "en"}
QUESTION = {"words": "How far are you?", "kind": "scale", "options": "Not\nVery"}
NEW_QUESTION = {f"new-{name}": value for name, value in QUESTION.items()}


def answers(world, which):
    """The choice in the open survey of cohort A; in the others there is one question, answered in words."""
    return {f"q{world.asked_question + number}": ("0", "Yes.")[number] for number in range(2)} | _others(world)


def _others(world) -> dict:
    return {f"q{question}": "Yes." for question in world.open_questions}


DATA = {
    "POST /surveys": BEGUN,
    "POST /cohorts/<cohort_id>/surveys": BEGUN,
    "POST /surveys/<survey_id>/answers": answers,
    "POST /surveys/<survey_id>/answers @academy": answers,
    "POST /surveys/<survey_id>/edit": {"title": "Pulse", "intro": "", "days": "7", "rhythm": "month"},
    "POST /surveys/<survey_id>/questions": NEW_QUESTION,
    "POST /surveys/<survey_id>/questions @asked": NEW_QUESTION,
    "POST /surveys/<survey_id>/questions/<survey_question_id>": QUESTION,
}
ACADEMY, PAST = {"survey_id": ("academy_survey",)}, {"survey_id": ("past_survey",)}
DRAFT = {"survey_id": ("draft_survey", "other_draft_survey")}
OBJECTS = {
    "GET /surveys/<survey_id> @academy": ACADEMY,
    "GET /surveys/<survey_id> @draft": DRAFT,
    "POST /surveys/<survey_id>/answers @academy": ACADEMY,
    "POST /surveys/<survey_id>/answers @draft": DRAFT,
    "POST /surveys/<survey_id>/answers @closed": PAST,
    "GET /surveys/<survey_id>/results.csv": PAST,
    "GET /surveys/<survey_id>/edit @academy": ACADEMY,
    "POST /surveys/<survey_id>/questions": DRAFT,
    "GET /surveys/<survey_id>/questions/<survey_question_id>": DRAFT,
    "GET /surveys/<survey_id>/questions/<survey_question_id> @asked": {"survey_question_id": ("asked_question",)},
    "POST /surveys/<survey_id>/questions/<survey_question_id>": DRAFT,
    "POST /surveys/<survey_id>/questions/<survey_question_id>/place": DRAFT,
    "POST /surveys/<survey_id>/questions/<survey_question_id>/removal": DRAFT,
    "POST /surveys/<survey_id>/rounds": DRAFT,
    "POST /surveys/<survey_id>/restoration": {"survey_id": ("removed_survey",)},
}
# Cohort A is too small to be asked; that a larger one is, tests/cohorts/test_surveys.py shows. Who comes too late with
# their answers gets their words back.
ANSWERS = {
    "POST /surveys/<survey_id>/rounds": {"facilitator": 409},
    "POST /surveys/<survey_id>/answers @closed": {"trainee": 409, "mentor": 409},
}
