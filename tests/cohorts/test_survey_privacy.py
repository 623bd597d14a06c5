"""Nobody learns what one person answered: not from the database, and not by looking again and again."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from cohorts.audiences.actions import open_to
from cohorts.events import CohortsMerged
from cohorts.models import Cohort
from cohorts.surveys import actions
from cohorts.surveys.models import FEWEST, Survey
from cohorts.surveys.queries import latest_round, people_asked, questions_of, rounds_of, sums_of
from cohorts.surveys.reactions import go_on
from cohorts.surveys.tallying import Sum, add
from lms.access import ACADEMY
from lms.database import Base, db, now
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.people import make_person
from tests.factories.surveys import answer_survey, make_survey

answers = st.one_of(st.just(()), st.sets(st.integers(0, 4)).map(tuple), st.sampled_from(["", "a", "b", "same"]))


@given(st.lists(answers, max_size=12), st.randoms())
def test_the_order_of_answers_leaves_no_trace(said, random):
    one = other = Sum(counts=(0,) * 5)
    for answer in said:
        one = add(one, answer)
    for answer in random.sample(said, len(said)):
        other = add(other, answer)
    assert one == other
    assert one.answered == sum(bool(answer) for answer in said)
    assert len(one.texts) == sum(isinstance(answer, str) and answer != "" for answer in said)


@pytest.fixture
def asked(cast) -> tuple[Survey, list]:
    cohort = make_cohort()
    people = [make_person(f"Asked {number}", email=f"asked{number}@test.example") for number in range(8)]
    for person in people:
        make_member(cohort, person, tell=False)
    survey = make_survey(cohort, cast.facilitator)
    actions.open_round(survey)
    return survey, people


def whole_database() -> dict[str, list]:
    """Every row of every table as it is kept; two that are equal hold the same secrets."""
    return {
        name: sorted(map(repr, db.session.execute(text(f'SELECT * FROM "{name}"')))) for name in Base.metadata.tables
    }


@pytest.mark.parametrize("seed", range(3))
def test_the_whole_database_is_the_same_whoever_said_what(asked, seed):
    """Six people answer; then the same six in another order, each with the answers of another."""
    survey, people = asked
    random, found = Random(seed), []
    sheets = [((random.randrange(5),), (random.randrange(3),), (0, 2), f"Words {n}") for n in range(6)]
    db.session.flush()
    for _time in range(2):
        attempt = db.session.begin_nested()
        for person, sheet in zip(random.sample(people[:6], 6), random.sample(sheets, 6), strict=True):
            answer_survey(survey, person, *sheet)
        before = whole_database()
        actions.close_round(survey)
        db.session.flush()
        found.append((before, _without_moments(whole_database())))
        attempt.rollback()
        db.session.expire_all()
    assert found[0] == found[1]
    assert "Words 3" in repr(found[0])


def _without_moments(tables: dict) -> dict:
    """The close and what is told of it happen at a moment, which is that of nobody's answer."""
    return {name: tables[name] for name in ("survey_tallies", "survey_claims", "survey_questions", "sent_forms")}


@pytest.mark.parametrize("seed", range(6))
def test_no_sequence_of_answering_and_looking_tells_of_fewer_than_five(cast, asked, seed):
    """What is seen of a round is nothing, and from its close on one and the same for good."""
    survey, people = asked
    random, seen, said = Random(seed), {}, {}
    for _step in range(40):
        latest = latest_round(survey)
        act = random.choices(("answer", "look", "close", "again", "leave"), (12, 6, 1, 2, 1))[0]
        if act == "answer" and latest.is_open(now()):
            person = random.choice(people)
            sheet = [(random.randrange(5),), (random.randrange(3),), (1,), f"Words {random.random()}"]
            sheet = [one if random.random() < 0.7 else None for one in sheet]
            if answer_survey(survey, person, *sheet):
                said.setdefault(latest.id, []).append(sheet)
        elif act == "look":
            rounds = rounds_of(survey, cast.facilitator.viewer)
            sums = sums_of(rounds)
            for one in rounds:
                now_seen = {key: total for key, total in sums.items() if key[0] == one.id}
                assert now_seen == {} or one.closed_at
                if one.closed_at:
                    assert seen.setdefault(one.id, now_seen) == now_seen
                assert all(total.answered >= FEWEST for total in now_seen.values())
        elif act == "close":
            actions.close_round(survey)
        elif act == "again" and latest.closed_at:
            actions.open_round(survey)
        elif act == "leave" and len(people) > 6:
            people.pop()
    actions.close_round(survey)
    for round_id, sheets in said.items():
        sums = sums_of([one for one in rounds_of(survey, cast.facilitator.viewer) if one.id == round_id])
        for place, question in enumerate(questions_of(survey)):
            number = sum(sheet[place] is not None for sheet in sheets)
            total = sums.get((round_id, question.id))
            assert (total.answered if total else None) == (number if number >= FEWEST else None)


def test_pages_and_tables_tell_nothing_before_the_close(cast, asked):
    """Whoever leads looks after every single answer and learns how many there are, and no more."""
    survey, people = asked
    pages = set()
    for number, person in enumerate(people, 1):
        answer_survey(survey, person, (4,), (0,), (1,), "Peculiar words")
        db.session.commit()
        page = text_of(cast.facilitator.get(f"/surveys/{survey.id}"))
        assert f"{number} of the 8 who were asked answered." in page
        assert "Peculiar words" not in page
        pages.add(page.replace(f"{number} of the 8", ""))
        assert cast.facilitator.get(f"/surveys/{survey.id}/results.csv").status_code == 404
    assert len(pages) == 1


def test_who_comes_along_later_reads_nothing_that_came_out_before(cast, asked):
    """A cohort that goes on under another audience asks everybody from then on; earlier rounds keep their readers."""
    survey, people = asked
    for person in people:
        answer_survey(survey, person, (4,), (0,), (1,), "Said among us")
    actions.close_round(survey)
    survey_id, cohort = survey.id, db.session.get_one(Cohort, survey.cohort_id)
    make_member(cohort, cast.mentor, "mentor", tell=False)
    assert open_to(cohort, [cast.alumna.id])
    make_member(cohort, cast.alumna, tell=False)
    db.session.commit()
    assert "Said among us" in text_of(cast.mentor.get(f"/surveys/{survey_id}"))
    page = text_of(cast.alumna.get(f"/surveys/{survey_id}"))
    assert "Said among us" not in page
    assert "answered." not in page
    assert cast.alumna.get(f"/surveys/{survey_id}/results.csv").status_code == 404
    survey = db.session.get_one(Survey, survey_id)
    actions.open_round(survey)
    assert cast.alumna.id in people_asked(survey)
    assert "Send without my name" in text_of(cast.alumna.get(f"/surveys/{survey_id}"))


def test_surveys_of_a_cohort_that_went_on_in_another_stay_with_their_readers(cast, asked):
    survey, people = asked
    for person in people:
        answer_survey(survey, person, (4,), (0,), (1,), "Said among us")
    survey.rhythm = "month"
    other = make_cohort(name="Autumn")
    make_member(other, cast.alumna, tell=False)
    go_on(CohortsMerged(survey.cohort_id, other.id))
    assert (survey.cohort_id, survey.rhythm, latest_round(survey).closed_at is None) == (other.id, "", False)
    db.session.commit()
    assert cast.alumna.get(f"/surveys/{survey.id}").status_code == 404
    assert "Said among us" in text_of(cast.facilitator.get(f"/surveys/{survey.id}"))


def test_a_survey_of_the_academy_is_read_by_the_academy(cast):
    assert make_survey(None, cast.manager).audience_id == ACADEMY
