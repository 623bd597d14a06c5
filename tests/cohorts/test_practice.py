"""Practice plans: writing one, saying how it went, encouraging, removing with undo, and where the way to them stands."""

from datetime import timedelta

import pytest

from cohorts import actions as cohorts
from cohorts.models import Cohort
from cohorts.practice import actions
from cohorts.practice.models import CheckIn, PlanNote, PracticePlan
from cohorts.practice.queries import check_ins_of, find_check_in
from courses.actions import complete_lesson
from lms.database import db, now
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course, make_lesson, make_module
from tests.factories.practice import WORDS, make_plan
from tests.statements import counted_statements


@pytest.fixture
def cohort(cast) -> Cohort:
    cohort = make_cohort()
    for person in (cast.trainee, cast.alumna):
        make_member(cohort, person, tell=False)
    make_member(cohort, cast.mentor, "mentor", tell=False)
    return cohort


def filled(**changes) -> dict:
    """The form of a plan as somebody sends it."""
    day = (now() + timedelta(days=1)).date().isoformat()
    return {**WORDS, "begins_on": day, "module": "0", "sharing": "cohort", "buddy": "0", **changes}


def only_plan() -> PracticePlan:
    return db.session.scalars(db.select(PracticePlan)).one()


def test_a_plan_is_written_and_read_by_the_cohort(cast, cohort):
    assert cast.trainee.get(f"/cohorts/{cohort.id}/plans/new").status_code == 200
    assert cast.trainee.post(f"/cohorts/{cohort.id}/plans", filled()).status_code == 303
    plan = only_plan()
    for person in (cast.trainee, cast.mentor, cast.facilitator):
        page = text_of(person.get(f"/plans/{plan.id}"))
        assert "Count to five before I answer." in page
        assert "They go on by themselves." in page
        assert "Only the 4 people of this cohort can read this." in page
        assert "Count to five before I answer." in text_of(person.get(f"/cohorts/{cohort.id}/practice"))
    assert "What Trainee will do at work" in text_of(cast.mentor.get(f"/plans/{plan.id}"))


def test_outsiders_find_no_plan(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="cohort")
    for person in (cast.outsider, cast.author, cast.admin):
        assert person.get(f"/plans/{plan.id}").status_code == 404
        assert person.get(f"/cohorts/{cohort.id}/practice").status_code == 404
        assert person.post(f"/plans/{plan.id}/notes", {"body": "Hm."}).status_code == 404


def test_who_does_not_learn_here_writes_no_plan(cast, cohort):
    for person in (cast.mentor, cast.facilitator):
        assert person.get(f"/cohorts/{cohort.id}/plans/new").status_code == 403
        assert person.post(f"/cohorts/{cohort.id}/plans", filled()).status_code == 403
        assert "Write a practice plan" not in text_of(person.get(f"/cohorts/{cohort.id}/practice"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"what": " "},
        {"occasion": ""},
        {"place": ""},
        {"sign": "x" * 501},
        {"begins_on": "2001-01-01"},
        {"begins_on": "31 June 2026"},
        {"begins_on": "2099-01-01"},
        {"sharing": "everybody"},
        {"sharing": "buddy"},
        {"sharing": "buddy", "buddy": "99999"},
        {"module": "99999"},
    ],
)
def test_what_cannot_be_kept_is_asked_again_with_the_words(cast, cohort, wrong):
    response = cast.trainee.post(f"/cohorts/{cohort.id}/plans", filled(**wrong))
    assert response.status_code == 422
    assert "to mend" in text_of(response)
    if "occasion" not in wrong:
        assert "After every question." in response.get_data(as_text=True)
    assert db.session.scalars(db.select(PracticePlan)).all() == []


def test_a_plan_sent_twice_is_written_once(cast, cohort):
    for _again in range(2):
        assert cast.trainee.post(f"/cohorts/{cohort.id}/plans", filled(form_key="one-and-the-same")).status_code == 303
    assert only_plan().user_id == cast.trainee.id


def test_check_ins_come_round_after_30_60_and_90_days_at_nine_where_the_cohort_is(cast, cohort):
    plan = make_plan(cohort, cast.trainee)
    found = [(row.days, (row.due_at - cohort.midnight(plan.begins_on)).days) for row in check_ins_of(plan)]
    assert found == [(30, 30), (60, 60), (90, 90)]


def test_another_first_day_moves_what_was_not_asked_yet(cast, cohort):
    plan = make_plan(cohort, cast.trainee, days_ago=31)
    actions.ask_how_it_went()
    first, second, _third = (row.due_at for row in check_ins_of(plan))
    day = (now() + timedelta(days=9)).date()
    cast.trainee.post(f"/plans/{plan.id}/edit", filled(what="Wait.", begins_on=day.isoformat(), sharing="me"))
    assert only_plan().what == "Wait."
    again = [row.due_at for row in check_ins_of(only_plan())]
    assert again[0] == first
    assert (again[1] - second).days in (39, 40)


def test_an_older_first_day_may_stay_as_it_is(cast, cohort):
    plan = make_plan(cohort, cast.trainee, days_ago=31)
    sent = filled(begins_on=plan.begins_on.isoformat(), what="Wait.")
    assert cast.trainee.post(f"/plans/{plan.id}/edit", sent).status_code == 303


def test_only_who_wrote_a_plan_changes_it(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="cohort")
    for person in (cast.mentor, cast.facilitator):
        assert person.get(f"/plans/{plan.id}/edit").status_code == 403
        assert person.post(f"/plans/{plan.id}/edit", filled(what="Mine.")).status_code == 403
        assert person.post(f"/plans/{plan.id}/removal").status_code == 403
    assert cast.trainee.post(f"/plans/{plan.id}/edit", filled(what="")).status_code == 422
    assert only_plan().what == WORDS["what"]


def test_saying_how_it_went(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="cohort", days_ago=31)
    address = f"/plans/{plan.id}/check-ins/30"
    assert "Open now" in text_of(cast.trainee.get(f"/plans/{plan.id}"))
    assert cast.trainee.post(address, {"d30-answer": "partly", "d30-sentence": "On the phone."}).status_code == 303
    page = text_of(cast.mentor.get(f"/plans/{plan.id}"))
    assert "Partly" in page
    assert "On the phone." in page
    assert "After 30 days: Partly" in text_of(cast.mentor.get(f"/cohorts/{cohort.id}/practice"))
    cast.trainee.post(address, {"d30-answer": "did", "d30-sentence": "Face to face too."})
    assert find_check_in(only_plan(), 30).answer == "did"


def test_what_is_no_answer_is_asked_again(cast, cohort):
    plan = make_plan(cohort, cast.trainee, days_ago=31)
    for wrong in (
        {},
        {"d30-answer": "always"},
        {"d30-answer": "other"},
        {"d30-answer": "did", "d30-sentence": "x" * 501},
    ):
        assert cast.trainee.post(f"/plans/{plan.id}/check-ins/30", wrong).status_code == 422
    assert find_check_in(only_plan(), 30).answer == ""
    assert cast.trainee.post(f"/plans/{plan.id}/check-ins/31", {"d31-answer": "did"}).status_code == 404


def test_nobody_answers_for_somebody_else_or_too_early(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="cohort", days_ago=31)
    for person in (cast.mentor, cast.facilitator):
        assert person.post(f"/plans/{plan.id}/check-ins/30", {"d30-answer": "did"}).status_code == 403
    assert cast.trainee.post(f"/plans/{plan.id}/check-ins/60", {"d60-answer": "did"}).status_code == 403


def test_encouraging_and_taking_it_back(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="cohort")
    assert cast.mentor.post(f"/plans/{plan.id}/notes", {"body": ""}).status_code == 422
    assert cast.mentor.post(f"/plans/{plan.id}/notes", {"body": "Who will notice first?"}).status_code == 303
    assert "Who will notice first?" in text_of(cast.trainee.get(f"/plans/{plan.id}"))
    note = db.session.scalars(db.select(PlanNote)).one()
    assert cast.alumna.post(f"/plans/{plan.id}/notes/{note.id}/removal").status_code == 403
    assert cast.mentor.post(f"/plans/{plan.id}/notes/{note.id}/removal").status_code == 303
    assert "Who will notice first?" not in text_of(cast.trainee.get(f"/plans/{plan.id}"))
    assert cast.trainee.post(f"/plans/{plan.id}/notes/{note.id}/restoration").status_code == 403
    assert cast.mentor.post(f"/plans/{plan.id}/notes/{note.id}/restoration").status_code == 303
    assert "Who will notice first?" in text_of(cast.trainee.get(f"/plans/{plan.id}"))


def test_a_facilitator_takes_away_what_hurts(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="cohort")
    note = actions.encourage(plan, author=cast.alumna.user, body="As if.")
    assert cast.facilitator.post(f"/plans/{plan.id}/notes/{note.id}/removal").status_code == 303
    assert "As if." not in text_of(cast.trainee.get(f"/plans/{plan.id}"))


def test_a_plan_nobody_else_reads_has_nobody_to_talk_to(cast, cohort):
    plan = make_plan(cohort, cast.trainee)
    assert cast.trainee.post(f"/plans/{plan.id}/notes", {"body": "Well?"}).status_code == 403


def test_what_people_write_is_text_and_nothing_else(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="cohort", what="<script>alert(1)</script>\n\n**Ask**")
    actions.encourage(plan, author=cast.mentor.user, body="<img src=x onerror=alert(1)>")
    page = cast.mentor.get(f"/plans/{plan.id}").get_data(as_text=True)
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page


def test_a_removed_plan_is_gone_and_comes_back(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="cohort")
    assert cast.trainee.post(f"/plans/{plan.id}/removal").status_code == 303
    for person in (cast.trainee, cast.mentor):
        assert person.get(f"/plans/{plan.id}").status_code == 404
    assert cast.mentor.post(f"/plans/{plan.id}/restoration").status_code == 404
    assert "Removed" in text_of(cast.trainee.get(f"/cohorts/{cohort.id}/practice"))
    assert cast.trainee.post(f"/plans/{plan.id}/restoration").status_code == 303
    assert cast.mentor.get(f"/plans/{plan.id}").status_code == 200


def test_after_thirty_days_removed_words_are_gone_for_good(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="cohort", days_ago=31)
    check_in = find_check_in(plan, 30)
    actions.answer(plan, check_in, said="did", sentence="Twice.", by=cast.trainee.user)
    note = actions.encourage(plan, author=cast.mentor.user, body="Well done.")
    stays = make_plan(cohort, cast.alumna, sharing="cohort")
    actions.remove_plan(plan)
    actions.empty_removed()
    assert db.session.get(PracticePlan, plan.id).what
    plan.removed_at = now() - timedelta(days=31)
    db.session.flush()
    actions.empty_removed()
    db.session.expire_all()
    assert (plan.what, plan.sign, check_in.sentence, note.body) == ("", "", "", "")
    assert stays.what
    db.session.commit()
    assert cast.trainee.post(f"/plans/{plan.id}/restoration").status_code == 403


def test_home_asks_for_the_check_in_that_is_open(cast, cohort):
    plan = make_plan(cohort, cast.trainee, days_ago=61)
    assert f'href="/plans/{plan.id}#days-60"' in cast.trainee.get("/").get_data(as_text=True)
    assert f"/plans/{plan.id}" not in cast.mentor.get("/").get_data(as_text=True)
    cast.trainee.post(f"/plans/{plan.id}/check-ins/60", {"d60-answer": "not_yet"})
    assert f'href="/plans/{plan.id}#days-30"' in cast.trainee.get("/").get_data(as_text=True)
    cast.trainee.post(f"/plans/{plan.id}/check-ins/30", {"d30-answer": "not_yet"})
    assert f"/plans/{plan.id}" not in cast.trainee.get("/").get_data(as_text=True)


def test_home_counts_shared_plans_until_one_said_something(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="cohort")
    make_plan(cohort, cast.trainee)
    old = make_plan(cohort, cast.trainee, sharing="cohort")
    old.created_at = now() - timedelta(days=31)
    db.session.commit()
    for person in (cast.mentor, cast.facilitator):
        assert "1 shared practice plan to encourage" in text_of(person.get("/"))
    assert cast.mentor.post(f"/plans/{plan.id}/notes", {"body": "Well begun."}).status_code == 303
    for person in (cast.mentor, cast.trainee, cast.outsider):
        assert "to encourage" not in text_of(person.get("/"))


def test_home_offers_a_plan_at_the_end_of_the_training_until_there_is_one(cast):
    cohort = make_cohort(starts_in=-60, ends_in=-2)
    make_member(cohort, cast.alumna, tell=False)
    cohorts.end_training(cohort)
    assert f"/cohorts/{cohort.id}/plans/new" in cast.alumna.get("/").get_data(as_text=True)
    assert f"/cohorts/{cohort.id}/plans/new" not in cast.facilitator.get("/").get_data(as_text=True)
    assert cast.alumna.post(f"/cohorts/{cohort.id}/plans", filled()).status_code == 303
    assert f"/cohorts/{cohort.id}/plans/new" not in cast.alumna.get("/").get_data(as_text=True)


def test_alumni_go_on_with_their_plan(cast):
    cohort = make_cohort(starts_in=-200, ends_in=-100)
    make_member(cohort, cast.alumna, tell=False)
    plan = make_plan(cohort, cast.alumna, sharing="cohort", days_ago=95)
    cohorts.end_training(cohort)
    assert cast.alumna.post(f"/plans/{plan.id}/check-ins/90", {"d90-answer": "did"}).status_code == 303
    assert cast.facilitator.post(f"/plans/{plan.id}/notes", {"body": "What is next?"}).status_code == 303
    assert "Write the next plan" in text_of(cast.alumna.get(f"/plans/{plan.id}"))


def test_the_last_lesson_of_a_module_leads_to_a_plan_about_it(cast):
    course = make_course()
    module = make_module(course, title="Listening")
    first, last = (make_lesson(module, title=title) for title in ("First", "Last"))
    cohort = make_cohort(course)
    make_member(cohort, cast.trainee, tell=False)
    address = f"/cohorts/{cohort.id}/plans/new?module={module.id}"
    assert address not in cast.trainee.get(f"/lessons/{first.id}").get_data(as_text=True)
    assert address in cast.trainee.get(f"/lessons/{last.id}").get_data(as_text=True)
    assert address not in cast.author.get(f"/lessons/{last.id}").get_data(as_text=True)
    assert f'<option selected value="{module.id}">' in cast.trainee.get(address).get_data(as_text=True)
    assert address not in cast.trainee.get(f"/cohorts/{cohort.id}/lessons").get_data(as_text=True)
    for lesson in (first, last):
        complete_lesson(cast.trainee.viewer, lesson)
    assert address in cast.trainee.get(f"/cohorts/{cohort.id}/lessons").get_data(as_text=True)
    cast.trainee.post(f"/cohorts/{cohort.id}/plans", filled(module=str(module.id)))
    assert "Listening" in text_of(cast.trainee.get(f"/plans/{only_plan().id}"))
    after = cast.trainee.get(f"/lessons/{last.id}").text
    assert address not in after
    assert f'href="/plans/{only_plan().id}"' in after
    actions.remove_plan(only_plan())
    whole = make_plan(cohort, cast.trainee)
    db.session.commit()
    after = cast.trainee.get(f"/lessons/{last.id}").text
    assert address in after
    assert f'href="/plans/{whole.id}"' in after


def test_pages_of_practice_cost_the_same_with_many_plans(cast, cohort, many_people):
    plan = make_plan(cohort, cast.trainee, sharing="cohort")
    pages = [f"/cohorts/{cohort.id}/practice", f"/plans/{plan.id}"]
    counts = []
    for _few_then_many in range(2):
        for page in pages:
            cast.facilitator.get(page)
            with counted_statements() as count:
                cast.facilitator.get(page)
            counts.append(count)
        for user_id in many_people:
            cohorts.add_member(cohort, user_id, "trainee", tell=False)
            person = type("Person", (), {"id": user_id})
            make_plan(cohort, person, sharing="cohort")
            actions.encourage(plan, author=person, body="Good.", at=now())
        db.session.commit()
    few, many = counts[:2], counts[2:4]
    assert [count() for count in few] == [count() for count in many], many
    assert [count() for count in many] <= [9, 5], many


def test_a_check_in_belongs_to_its_plan(cast, cohort):
    make_plan(cohort, cast.trainee)
    assert len(db.session.scalars(db.select(CheckIn)).all()) == 3
