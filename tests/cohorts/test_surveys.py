"""Surveys: who asks, who answers once and without a name, and what is shown to whom and when."""

from datetime import timedelta

import pytest

from cohorts.surveys import actions
from cohorts.surveys.making.actions import empty_removed
from cohorts.surveys.models import Survey, SurveyClaim, SurveyQuestion, SurveyRound, SurveyTally
from cohorts.surveys.queries import latest_round, questions_of
from lms.database import db, now
from lms.forms import SentForm
from lms.notifications.models import Notification
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.people import make_person
from tests.factories.surveys import answer_survey, make_survey


@pytest.fixture
def cohort(cast):
    """A cohort with the trainee, the mentor, its facilitator and five more."""
    cohort = make_cohort()
    make_member(cohort, cast.trainee, tell=False)
    make_member(cohort, cast.mentor, "mentor", tell=False)
    return cohort


@pytest.fixture
def others(cohort) -> list:
    people = [make_person(f"Other {number}", email=f"other{number}@test.example") for number in range(5)]
    for person in people:
        make_member(cohort, person, tell=False)
    return people


@pytest.fixture
def survey(cast, cohort, others) -> Survey:
    survey = make_survey(cohort, cast.facilitator)
    actions.open_round(survey)
    return survey


def filled(survey: Survey, **said) -> dict:
    """The form as somebody sends it: the scale, the pace, what gets in the way, and words."""
    scale, pace, ways, words = questions_of(survey)
    sent = {f"q{scale.id}": "3", f"q{pace.id}": "1", f"q{ways.id}": ["0", "1"], f"q{words.id}": "More time."}
    return sent | {"round": str(latest_round(survey).id)} | said


def only_survey() -> Survey:
    return db.session.scalars(db.select(Survey)).one()


def test_a_facilitator_makes_a_survey_from_ready_questions(cast, cohort, others):
    page = text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/surveys"))
    assert "Do I feel heard?" in page
    sent = {"begin": "heard", "language": "nl"}
    assert cast.facilitator.post(f"/cohorts/{cohort.id}/surveys", sent).status_code == 303
    survey = only_survey()
    assert (survey.is_draft, survey.language, len(questions_of(survey))) == (True, "nl", 6)
    assert survey.title == "Voel jij je gehoord?"
    page = text_of(cast.facilitator.get(f"/surveys/{survey.id}/preview"))
    assert "Nothing can be sent from here." in page
    assert "nobody can look up what you said" in page
    assert cast.facilitator.post(f"/surveys/{survey.id}/rounds").status_code == 303
    assert latest_round(survey).asked == 7
    asked = db.session.scalars(db.select(Notification.user_id).where(Notification.reason == "surveyed")).all()
    assert set(asked) == {cast.trainee.id, cast.mentor.id, *(person.id for person in others)}


def test_only_who_leads_makes_surveys_and_reads_drafts(cast, cohort, others):
    draft = make_survey(cohort, cast.facilitator)
    for person in (cast.trainee, cast.mentor):
        assert person.get(f"/surveys/{draft.id}").status_code == 404
        assert person.post(f"/cohorts/{cohort.id}/surveys", {"begin": "own", "language": "en"}).status_code == 403
        assert person.post("/surveys", {"begin": "own", "language": "en"}).status_code == 403
        assert "Make a survey" not in text_of(person.get(f"/cohorts/{cohort.id}/surveys"))
    for person in (cast.outsider, cast.admin, cast.author):
        assert person.get(f"/surveys/{draft.id}").status_code == 404
        assert person.get(f"/cohorts/{cohort.id}/surveys").status_code == 404


def test_who_is_asked_steers_nothing(cast, cohort, survey):
    for path in ("edit", "preview"):
        assert cast.trainee.get(f"/surveys/{survey.id}/{path}").status_code == 403
    for path in ("edit", "rounds", "rounds/closure", "removal", "questions"):
        assert cast.trainee.post(f"/surveys/{survey.id}/{path}").status_code == 403


def test_the_academy_is_asked_by_who_manages_it(cast, cohort):
    assert cast.facilitator.post("/surveys", {"begin": "pulse", "language": "en"}).status_code == 403
    assert cast.manager.post("/surveys", {"begin": "pulse", "language": "en"}).status_code == 303
    survey = only_survey()
    assert cast.admin.post(f"/surveys/{survey.id}/rounds").status_code == 303
    assert cast.outsider.get(f"/surveys/{survey.id}").status_code == 200
    assert "How is it going?" in text_of(cast.outsider.get("/"))
    assert "Asks you" in text_of(cast.outsider.get("/surveys"))
    assert cast.guest.get(f"/surveys/{survey.id}").status_code == 303


@pytest.mark.parametrize("wrong", [{"begin": "everything"}, {"language": "fr"}, {"begin": ""}])
def test_what_cannot_be_begun_is_asked_again(cast, cohort, wrong):
    sent = {"begin": "pulse", "language": "en"} | wrong
    assert cast.facilitator.post(f"/cohorts/{cohort.id}/surveys", sent).status_code == 422
    assert db.session.scalars(db.select(Survey)).all() == []


def test_begun_twice_is_begun_once(cast, cohort):
    for _again in range(2):
        sent = {"begin": "pulse", "language": "en", "form_key": "one-and-the-same"}
        assert cast.facilitator.post(f"/cohorts/{cohort.id}/surveys", sent).status_code == 303
    assert only_survey().title == "How is it going?"


def test_questions_of_a_draft_are_written_changed_moved_and_removed(cast, cohort):
    survey = make_survey(cohort, cast.facilitator, questions=())
    address = f"/surveys/{survey.id}/questions"
    for words in ("First", "Second"):
        sent = {"new-words": words, "new-kind": "scale", "new-options": "Never\nAlways"}
        assert cast.facilitator.post(address, sent).status_code == 303
    first, second = questions_of(only_survey())
    assert first.choices == ["1 – Never", "2", "3", "4", "5 – Always"]
    sent = {"words": "Changed", "kind": "single", "options": "Yes\nNo"}
    assert cast.facilitator.get(f"{address}/{first.id}").status_code == 200
    assert cast.facilitator.post(f"{address}/{first.id}", sent).status_code == 303
    assert cast.facilitator.post(f"{address}/{first.id}/place?to=down").status_code == 303
    assert [question.words for question in questions_of(only_survey())] == ["Second", "Changed"]
    assert cast.facilitator.post(f"{address}/{second.id}/removal").status_code == 303
    assert [question.words for question in questions_of(only_survey())] == ["Changed"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": " "},
        {"words": "x" * 201},
        {"kind": "essay"},
        {"kind": "single", "options": "Only one"},
        {"kind": "multiple", "options": "Twice\ntwice"},
        {"kind": "single", "options": "\n".join(map(str, range(13)))},
        {"kind": "scale", "options": "one\ntwo\nthree"},
    ],
)
def test_a_question_that_cannot_be_asked_is_asked_again(cast, cohort, wrong):
    survey = make_survey(cohort, cast.facilitator)
    question = questions_of(survey)[0]
    sent = {"words": "Why?", "kind": "single", "options": "Yes\nNo"} | wrong
    assert cast.facilitator.post(f"/surveys/{survey.id}/questions/{question.id}", sent).status_code == 422
    new = {f"new-{name}": value for name, value in sent.items()}
    assert cast.facilitator.post(f"/surveys/{survey.id}/questions", new).status_code == 422
    assert len(questions_of(only_survey())) == 4


def test_questions_stay_once_somebody_was_asked(cast, cohort, survey):
    question = questions_of(survey)[0]
    address = f"/surveys/{survey.id}/questions"
    sent = {"words": "Why?", "kind": "single", "options": "Yes\nNo"}
    assert cast.facilitator.get(f"{address}/{question.id}").status_code == 403
    assert cast.facilitator.post(f"{address}/{question.id}", sent).status_code == 403
    assert cast.facilitator.post(f"{address}/{question.id}/removal").status_code == 403
    assert cast.facilitator.post(address, {f"new-{name}": value for name, value in sent.items()}).status_code == 403


def test_terms_are_changed_at_any_time(cast, cohort, survey):
    sent = {"title": "Heard?", "intro": "Tell us.", "days": "14", "rhythm": "month"}
    assert cast.facilitator.post(f"/surveys/{survey.id}/edit", sent).status_code == 303
    assert only_survey().next_at > now() + timedelta(days=27)
    for wrong in ({"title": ""}, {"days": "5"}, {"rhythm": "hourly"}, {"rhythm": "fortnight"}):
        assert cast.facilitator.post(f"/surveys/{survey.id}/edit", sent | wrong).status_code == 422
    assert cast.facilitator.post(f"/surveys/{survey.id}/edit", sent | {"rhythm": ""}).status_code == 303
    assert only_survey().next_at is None


def test_answering_counts_once_and_keeps_no_row_of_its_own(cast, cohort, survey):
    page = text_of(cast.trainee.get(f"/surveys/{survey.id}"))
    assert "Only that you answered is remembered" in page
    for _again in range(2):
        response = cast.trainee.post(f"/surveys/{survey.id}/answers", filled(survey))
        assert response.status_code == 303
    assert "You answered this round." in text_of(cast.trainee.get(f"/surveys/{survey.id}"))
    assert latest_round(survey).answered == 1
    tallies = db.session.scalars(db.select(SurveyTally).order_by(SurveyTally.question_id)).all()
    assert [tally.counts for tally in tallies] == [[0, 0, 0, 1, 0], [0, 1, 0], [1, 1, 0], []]
    assert tallies[3].texts == ["More time."]
    assert db.session.scalars(db.select(SentForm)).all() == [], "a sent form tells when"
    done = db.session.scalars(db.select(Notification.done_at).where(Notification.user_id == cast.trainee.id)).one()
    assert (done.hour, done.minute, done.second, done.microsecond) == (0, 0, 0, 0)


def test_who_leads_is_not_asked(cast, cohort, survey):
    assert cast.facilitator.post(f"/surveys/{survey.id}/answers", filled(survey)).status_code == 403
    assert "Send without my name" not in text_of(cast.facilitator.get(f"/surveys/{survey.id}"))


@pytest.mark.parametrize(("of", "wrong"), [(0, "9"), (0, "x"), (1, "-1"), (2, ["7"]), (3, "x" * 1001)])
def test_what_is_no_answer_is_asked_again_with_the_rest(cast, cohort, survey, of, wrong):
    question = questions_of(survey)[of]
    response = cast.trainee.post(f"/surveys/{survey.id}/answers", filled(survey, **{f"q{question.id}": wrong}))
    assert response.status_code == 422
    assert "to mend" in text_of(response)
    assert latest_round(survey).answered == 0


def test_an_empty_form_is_no_answer(cast, cohort, survey):
    response = cast.trainee.post(f"/surveys/{survey.id}/answers", {})
    assert response.status_code == 422
    assert "Answer at least one question." in text_of(response)
    assert db.session.scalars(db.select(SurveyClaim)).all() == []


def test_a_round_somebody_did_not_see_takes_no_answer(cast, cohort, survey):
    response = cast.trainee.post(f"/surveys/{survey.id}/answers", filled(survey, round="999"))
    assert response.status_code == 409
    assert latest_round(survey).answered == 0


def test_results_come_at_the_close_to_everybody_who_was_asked(cast, cohort, others, survey):
    for number, person in enumerate(others):
        answer_survey(survey, person, (number,), (1,), (0,), f"Words {number}" if number < 4 else None)
    for person in (cast.trainee, cast.facilitator):
        page = text_of(person.get(f"/surveys/{survey.id}"))
        assert "What came out" not in page.replace("What came out is shown", "")
        assert person.get(f"/surveys/{survey.id}/results.csv").status_code == 404
    assert cast.facilitator.post(f"/surveys/{survey.id}/rounds/closure").status_code == 303
    assert db.session.scalars(db.select(SurveyClaim)).all() == [], "who answered is forgotten"
    for person in (cast.trainee, cast.facilitator):
        page = text_of(person.get(f"/surveys/{survey.id}"))
        assert "5 of the 7 who were asked answered." in page
        assert "3.0 on average" in page
        assert "5 (100 %)" in page
        assert "Fewer than 5 people answered this" in page
        assert "Words 1" not in page
    assert db.session.scalars(db.select(SurveyTally)).all()[-1].texts == [], "what four wrote is thrown away"
    told = db.session.scalars(db.select(Notification.user_id).where(Notification.reason == "heard")).all()
    assert len(told) == 7
    assert db.session.scalars(db.select(Notification).where(Notification.reason == "surveyed")).all() == []


def test_fewer_than_five_leave_nothing(cast, cohort, others, survey):
    for person in others[:4]:
        answer_survey(survey, person, (4,), (1,), (0,), "Words")
    actions.close_round(survey)
    assert db.session.scalars(db.select(SurveyTally)).all() == []
    page = text_of(cast.facilitator.get(f"/surveys/{survey.id}"))
    assert "4 of the 7 who were asked answered." in page
    assert "Words" not in page
    told = db.session.scalars(db.select(Notification).where(Notification.reason == "heard")).all()
    assert len(told) == 7
    assert {row.excerpt for row in told} == {
        "Fewer than five people answered, so nothing is shown to anybody, and nothing was kept."
    }


def test_a_closed_round_stays_closed_and_rests(cast, cohort, others, survey):
    for person in others:
        answer_survey(survey, person, (4,))
    cast.facilitator.post(f"/surveys/{survey.id}/rounds/closure")
    late = cast.trainee.post(f"/surveys/{survey.id}/answers", filled(survey))
    assert late.status_code == 409
    assert "This round closed while you were answering." in text_of(late)
    for said in ("3 ", "Just right", "Time, Rules", "More time."):
        assert said in text_of(late).partition("What you had answered")[2]
    pace = questions_of(survey)[1]
    for crafted in ("99", "-100"):
        late = cast.trainee.post(f"/surveys/{survey.id}/answers", filled(survey) | {f"q{pace.id}": crafted})
        assert late.status_code == 409
    assert latest_round(survey).answered == 5
    assert cast.facilitator.post(f"/surveys/{survey.id}/answers", filled(survey)).status_code == 403
    assert cast.facilitator.post(f"/surveys/{survey.id}/rounds").status_code == 409
    latest_round(survey).closed_at = now() - timedelta(days=6)
    db.session.commit()
    assert cast.facilitator.post(f"/surveys/{survey.id}/rounds").status_code == 303
    assert latest_round(survey).number == 2


def test_too_few_people_are_not_asked(cast, cohort):
    survey = make_survey(cohort, cast.facilitator)
    response = cast.facilitator.post(f"/surveys/{survey.id}/rounds")
    assert response.status_code == 409
    assert "Only 2 people would be asked." in text_of(response)
    empty = make_survey(cohort, cast.facilitator, questions=())
    assert "Write at least one question first." in text_of(cast.facilitator.post(f"/surveys/{empty.id}/rounds"))
    assert db.session.scalars(db.select(SurveyRound)).all() == []


def test_rounds_are_compared_and_kept_as_a_table(cast, cohort, others):
    survey = make_survey(cohort, cast.facilitator, title="=1+1")
    for days, step in ((40, 1), (10, 3)):
        actions.open_round(survey, at=now() - timedelta(days=days))
        for person in others:
            actions.answer(
                survey, latest_round(survey).id, {questions_of(survey)[0].id: (step,)}, by=person,
                at=now() - timedelta(days=days),
            )  # fmt: skip
        actions.close_round(survey, at=now() - timedelta(days=days - 7))
    page = text_of(cast.trainee.get(f"/surveys/{survey.id}"))
    assert "Round by round" in page
    assert "2.0 higher than the time before" in page
    assert "2.0 on average" in text_of(cast.trainee.get(f"/surveys/{survey.id}?round=1"))
    table = cast.trainee.get(f"/surveys/{survey.id}/results.csv").get_data(as_text=True)
    assert "I can say what I think.,4,5,100" in table
    assert not any(line.startswith("=") for line in table.splitlines())


def test_the_job_closes_opens_again_and_reminds_once(cast, cohort, others, survey):
    survey.rhythm = "month"
    survey.next_at = now() - timedelta(minutes=1)
    current = latest_round(survey)
    current.closes_at = now() + timedelta(days=1)
    answer_survey(survey, others[0], (4,))
    for _again in range(2):
        actions.tend_surveys()
    reminded = db.session.scalars(
        db.select(Notification.user_id).where(Notification.thing == f"survey-reminds:{current.id}")
    ).all()
    assert len(reminded) == 6
    assert others[0].id not in reminded
    assert survey.rounds == 1, "the round before is still open"
    current.closes_at = now() - timedelta(minutes=1)
    actions.tend_surveys()
    assert current.closed_at
    assert survey.rounds == 1, "it rests first"
    current.closed_at = now() - timedelta(days=6)
    actions.tend_surveys()
    assert survey.rounds == 2
    assert survey.next_at > now() + timedelta(days=27)


def test_a_rhythm_ends_where_too_few_are_left(cast, cohort):
    survey = make_survey(cohort, cast.facilitator, rhythm="month", next_at=now() - timedelta(minutes=1))
    actions.tend_surveys()
    assert (survey.rhythm, survey.next_at, survey.rounds) == ("", None, 0)


def test_removed_surveys_can_be_brought_back(cast, cohort, survey):
    assert cast.facilitator.post(f"/surveys/{survey.id}/removal").status_code == 303
    assert cast.trainee.get(f"/surveys/{survey.id}").status_code == 404
    assert cast.trainee.post(f"/surveys/{survey.id}/restoration").status_code == 404
    assert "Do you feel heard?" in text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/surveys"))
    assert cast.facilitator.post(f"/surveys/{survey.id}/restoration").status_code == 303
    assert cast.trainee.get(f"/surveys/{survey.id}").status_code == 200


def test_the_words_of_a_removed_survey_go_after_thirty_days(cast, cohort, survey):
    survey.removed_at = now() - timedelta(days=31)
    db.session.flush()
    empty_removed()
    db.session.expire_all()
    assert db.session.scalars(db.select(SurveyTally)).all() == []
    assert {row.words for row in db.session.scalars(db.select(SurveyQuestion))} == {""}
    assert cast.facilitator.post(f"/surveys/{survey.id}/restoration").status_code == 403


def test_home_and_cohort_ask_until_somebody_answered(cast, cohort, survey):
    for address in ("/", f"/cohorts/{cohort.id}"):
        assert "Do you feel heard?" in text_of(cast.trainee.get(address))
        assert "Do you feel heard?" not in text_of(cast.facilitator.get(address))
    answer_survey(survey, cast.trainee, (4,))
    db.session.commit()
    for address in ("/", f"/cohorts/{cohort.id}"):
        assert "Do you feel heard?" not in text_of(cast.trainee.get(address))
