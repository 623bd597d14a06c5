"""The gradebook: what stands in it, what a total is made from, grades set by hand with their history, weights, and the file."""

import csv
import io
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohorts.grades.models import GradeOverride, Weighting
from cohorts.grades.totals import Category, total_of
from cohorts.membership.queries import find_own_membership
from cohorts.models import Cohort
from courses.assignments.actions import change_assignment, set_due_date
from courses.editing.actions import withdraw_lesson
from courses.editing.outline.actions import remove_lesson
from courses.models import Course, Lesson
from courses.quizzes.actions import change_grade
from courses.quizzes.building.actions import change_quiz
from courses.quizzes.queries import answers_of, get_quiz
from lms.database import db, now
from lms.notifications.models import Notification
from tests.cast import text_of
from tests.courses.test_quiz_attempts import is_completed
from tests.factories.assignments import CRITERIA, make_assignment, make_feedback, make_submission
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_lesson, make_module
from tests.factories.grades import make_book, make_grade, make_weighting
from tests.factories.opening import opens_after
from tests.factories.quizzes import make_attempt, make_quiz

WRONG = {"chosen": "b"}


@pytest.fixture
def quiz(cohort):
    """A quiz of two questions in the course of the cohort: (lesson, quiz)."""
    return make_quiz(_course_of(cohort))


@pytest.fixture
def assignment(cohort) -> Lesson:
    return make_assignment(cohort)


def grades_of(cohort: Cohort, person) -> str:
    return f"/memberships/{find_own_membership(person.viewer, cohort.id).id}/grades"


def _course_of(cohort: Cohort) -> Course:
    return db.session.get_one(Course, cohort.course_id)


def cell_of(cast, cohort, person, lesson):
    book = make_book(cohort, cast.facilitator)
    learner = next(one for one in book.learners if one.id == person.id)
    return learner.cell(book.thing(lesson.id))


def test_book_holds_a_grade_for_each_pair_and_says_what_waits(cast, cohort, quiz, assignment):
    make_member(cohort, cast.alumna)
    make_attempt(quiz[1], cast.trainee.viewer, {1: {"chosen": "a"}, 2: WRONG})
    make_submission(assignment, cohort, cast.trainee)
    page = text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/grades"))
    assert "2 people, 2 graded things · 1 waits for a grade" in page
    assert "1.1 What you heard" in page
    assert "2.1 A conversation of yours" in page
    assert cell_of(cast, cohort, cast.trainee, quiz[0]).percent == 50
    assert cell_of(cast, cohort, cast.trainee, assignment).state == "waits"
    assert cell_of(cast, cohort, cast.alumna, quiz[0]).state == "none"


def test_essay_that_waits_has_no_grade_yet_and_says_so(cast, cohort):
    lesson, quiz = make_quiz(db.session.get_one(Course, cohort.course_id), questions=1, essay=True)
    make_attempt(quiz, cast.trainee.viewer, {1: {"chosen": "a"}, 2: {"text": "I would wait."}})
    page = text_of(cast.trainee.get(f"{grades_of(cohort, cast.trainee)}/{lesson.id}"))
    assert "Not graded yet." in page
    assert "Answers written in words wait for somebody who reads them." in page
    assert cell_of(cast, cohort, cast.trainee, lesson).has_waiting


def test_attempt_under_way_is_no_grade(cast, cohort, quiz):
    make_attempt(quiz[1], cast.trainee.viewer, {}, submitted=False)
    cell = cell_of(cast, cohort, cast.trainee, quiz[0])
    assert (cell.state, cell.percent, cell.attempts) == ("begun", None, ())


def test_preview_of_an_author_is_nobodys_grade(cast, cohort, quiz):
    assert cell_of(cast, cohort, cast.trainee, quiz[0]).state == "none"
    cast.author.post(f"/lessons/{quiz[0].id}/quiz/preview")
    assert [one.name for one in make_book(cohort, cast.facilitator).learners] == ["Trainee"]


@pytest.mark.parametrize(
    ("counts", "percent", "said"),
    [
        ("best", 100, "The best of 2 attempts counts: 100%."),
        ("last", 0, "The last of 2 attempts counts: 0%."),
        ("first", 100, "The first of 2 attempts counts: 100%."),
        ("average", 50, "The average of 2 attempts counts: 50%."),
    ],
)
def test_grade_of_a_quiz_says_which_attempt_it_is(cast, cohort, counts, percent, said):
    lesson, quiz = make_quiz(db.session.get_one(Course, cohort.course_id), counts=counts)
    make_attempt(quiz, cast.trainee.viewer)
    make_attempt(quiz, cast.trainee.viewer, {1: WRONG, 2: WRONG})
    assert cell_of(cast, cohort, cast.trainee, lesson).percent == percent
    assert said in text_of(cast.trainee.get(f"{grades_of(cohort, cast.trainee)}/{lesson.id}"))


def test_grade_of_an_assignment_says_whose_points_and_that_it_was_late(cast, cohort, assignment):
    set_due_date(assignment.id, cohort.audience_id, now())
    submission = make_submission(assignment, cohort, cast.trainee)
    make_feedback(submission, cast.facilitator, choices=(0, 1))
    page = text_of(cast.trainee.get(f"{grades_of(cohort, cast.trainee)}/{assignment.id}"))
    assert "3 of 5 points. Given by Facilitator for version 1, by the rubric." in page
    assert "Handed in late" in page
    assert "Grade: 60%" in cast.trainee.get(f"{grades_of(cohort, cast.trainee)}/{assignment.id}").text


def test_feedback_without_points_is_no_grade(cast, cohort):
    lesson = make_assignment(cohort, criteria=[])
    make_feedback(make_submission(lesson, cohort, cast.trainee), cast.facilitator, choices=())
    assert cell_of(cast, cohort, cast.trainee, lesson).state == "reviewed"


def test_work_that_is_due_and_not_handed_in_is_named_and_counts_nowhere(cast, cohort, assignment):
    set_due_date(assignment.id, cohort.audience_id, now())
    cell = cell_of(cast, cohort, cast.trainee, assignment)
    assert (cell.state, cell.percent) == ("missing", None)


def test_mentors_and_learners_do_not_open_the_book_and_outsiders_find_none(cast, cohort, quiz):
    make_member(cohort, cast.mentor, "mentor")
    for address in ("", "/export", "/weights"):
        for person in (cast.trainee, cast.mentor):
            assert person.get(f"/cohorts/{cohort.id}/grades{address}").status_code == 403
        for person in (cast.outsider, cast.author, cast.admin):
            assert person.get(f"/cohorts/{cohort.id}/grades{address}").status_code == 404
    own = grades_of(cohort, cast.trainee)
    assert cast.mentor.get(own).status_code == 403
    assert cast.outsider.get(own).status_code == 404
    assert cast.facilitator.get(grades_of(cohort, cast.mentor)).status_code == 404


def test_nobody_sees_the_grades_of_another_learner(cast, cohort, quiz):
    make_member(cohort, cast.alumna)
    make_attempt(quiz[1], cast.alumna.viewer)
    assert cast.trainee.get(grades_of(cohort, cast.alumna)).status_code == 403
    assert cast.trainee.get(f"{grades_of(cohort, cast.alumna)}/{quiz[0].id}").status_code == 403
    assert "Alumna" not in text_of(cast.trainee.get(grades_of(cohort, cast.trainee)))


def test_own_grades_are_found_from_cohort_and_course(cast, cohort, quiz):
    own = grades_of(cohort, cast.trainee)
    for address in (f"/cohorts/{cohort.id}", f"/courses/{cohort.course_id}"):
        assert f'href="{own}"' in cast.trainee.get(address).text
        assert f'href="{own}"' not in cast.facilitator.get(address).text
        assert f'href="/cohorts/{cohort.id}/grades"' in cast.facilitator.get(address).text
    assert "There is no total yet: nothing that counts has a grade." in text_of(cast.trainee.get(own))


# ---- Set by hand ----


def test_grade_set_by_hand_counts_says_why_and_is_heard_of(cast, cohort, quiz):
    lesson, _quiz = quiz
    make_attempt(quiz[1], cast.trainee.viewer, {1: {"chosen": "a"}, 2: WRONG})
    address = f"{grades_of(cohort, cast.trainee)}/{lesson.id}"
    assert cast.facilitator.post(address, {"percent": "87,5", "reason": "Told it well."}).status_code == 303
    cell = cell_of(cast, cohort, cast.trainee, lesson)
    assert (cell.percent, cell.earned) == (87.5, 50)
    page = text_of(cast.trainee.get(address))
    assert "Facilitator set this grade by hand" in page
    assert "The work itself earned 50%." in page
    assert "The grade was set: 50% → 88%" in page
    told = db.session.scalars(db.select(Notification).filter_by(user_id=cast.trainee.id, reason="graded")).one()
    assert told.excerpt == "Your grade was set to 88%. Told it well."
    assert told.url == address


def test_grade_set_by_hand_opens_what_waits_for_it_and_completes_a_quiz_that_is_passed(cast, cohort, quiz, assignment):
    lesson, _quiz = quiz
    after_quiz, after_work = (make_lesson(make_module(_course_of(cohort)), title=title) for title in ("Then", "Later"))
    opens_after(after_quiz, lesson, 80)
    opens_after(after_work, assignment, 50)
    make_grade(cohort, lesson, cast.trainee, 60.0, by=cast.facilitator)
    assert not is_completed(cast.trainee, lesson)
    assert cast.trainee.get(f"/lessons/{after_quiz.id}").status_code == 403
    make_grade(cohort, lesson, cast.trainee, 80.0, by=cast.facilitator)
    make_grade(cohort, assignment, cast.trainee, 55.0, by=cast.facilitator)
    assert is_completed(cast.trainee, lesson)
    assert not is_completed(cast.trainee, assignment)
    make_grade(cohort, lesson, cast.trainee, None, by=cast.facilitator)
    assert is_completed(cast.trainee, lesson)
    for opened in (after_quiz, after_work):
        assert cast.trainee.get(f"/lessons/{opened.id}").status_code == 200


def test_grade_set_by_hand_is_taken_back_with_a_reason(cast, cohort, quiz):
    lesson, _quiz = quiz
    make_attempt(quiz[1], cast.trainee.viewer)
    make_grade(cohort, lesson, cast.trainee, 20.0, by=cast.facilitator)
    address = f"{grades_of(cohort, cast.trainee)}/{lesson.id}"
    assert cast.facilitator.post(f"{address}/removal", {"back_reason": ""}).status_code == 422
    assert cast.facilitator.post(f"{address}/removal", {"back_reason": "Somebody else’s."}).status_code == 303
    assert cell_of(cast, cohort, cast.trainee, lesson).percent == 100
    page = text_of(cast.trainee.get(address))
    assert "The set grade was taken back: 20% → what the work earned" in page
    assert "Somebody else’s." in page
    assert cast.facilitator.post(f"{address}/removal", {"back_reason": "Twice."}).status_code == 403
    assert db.session.scalar(db.select(db.func.count(GradeOverride.id))) == 2


@pytest.mark.parametrize("percent", ["", "101", "-1", "much", "nan"])
def test_grade_that_is_no_percent_is_explained(cast, cohort, quiz, percent):
    address = f"{grades_of(cohort, cast.trainee)}/{quiz[0].id}"
    answer = cast.facilitator.post(address, {"percent": percent, "reason": "Kept words"})
    assert answer.status_code == 422
    assert "Write a number from 0 to 100." in answer.text
    assert "Kept words" in answer.text


def test_grade_needs_a_reason_and_a_facilitator(cast, cohort, quiz):
    address = f"{grades_of(cohort, cast.trainee)}/{quiz[0].id}"
    assert cast.facilitator.post(address, {"percent": "80", "reason": " "}).status_code == 422
    for act in (address, f"{address}/removal"):
        assert cast.trainee.post(act, {"percent": "100", "reason": "Me."}).status_code == 403
        assert cast.outsider.post(act, {"percent": "100", "reason": "Me."}).status_code == 404
    assert cell_of(cast, cohort, cast.trainee, quiz[0]).percent is None


def test_grade_in_one_cohort_is_not_seen_in_another(cast, cohort, quiz):
    other = make_cohort(db.session.get_one(Course, cohort.course_id), name="Autumn 2026")
    make_member(other, cast.trainee)
    make_grade(cohort, quiz[0], cast.trainee, 70.0, by=cast.facilitator)
    assert cell_of(cast, other, cast.trainee, quiz[0]).percent is None


# ---- History ----


def test_history_shows_every_change_of_feedback(cast, cohort, assignment):
    submission = make_submission(assignment, cohort, cast.trainee)
    make_feedback(submission, cast.facilitator, choices=(1, 1))
    make_feedback(submission, cast.facilitator, choices=(0, 0))
    page = text_of(cast.trainee.get(f"{grades_of(cohort, cast.trainee)}/{assignment.id}"))
    assert "Feedback with points: 1" in page
    assert "Feedback was changed: 1 → 5" in page


def test_history_says_why_an_answer_was_graded_anew_when_answers_are_shown(cast, cohort):
    lesson, quiz = make_quiz(_course_of(cohort), questions=1, review="closing", closes_at=now() + timedelta(days=1))
    attempt = make_attempt(quiz, cast.trainee.viewer, {1: WRONG})
    change_grade(answers_of(attempt)[0], 1.0, by=cast.author.id, reason="Advice is right too.")
    address = f"{grades_of(cohort, cast.trainee)}/{lesson.id}"
    assert "Advice is right too." not in text_of(cast.trainee.get(address))
    assert "Advice is right too." in text_of(cast.facilitator.get(address))
    set_due_date(lesson.id, cohort.audience_id, now() - timedelta(minutes=1))
    assert "Advice is right too." in text_of(cast.trainee.get(address))


def test_other_rubric_or_other_choice_of_attempts_changes_nothing_in_silence(cast, cohort, quiz, assignment):
    lesson, settings = quiz
    make_attempt(settings, cast.trainee.viewer)
    make_attempt(settings, cast.trainee.viewer, {1: WRONG, 2: WRONG})
    submission = make_submission(assignment, cohort, cast.trainee)
    make_feedback(submission, cast.facilitator, choices=(0, 0))
    usual = {"completed_by": "submitted", "peer_reviews": 0, "is_anonymous": True, "review_days": 7, "asks_self": False}
    change_assignment(assignment, criteria=CRITERIA[:1], by=cast.author.user, **usual)
    assert cell_of(cast, cohort, cast.trainee, assignment).percent == 100
    change_quiz(get_quiz(lesson.id), version=get_quiz(lesson.id).version, counts="last", by=cast.author.user)
    assert cell_of(cast, cohort, cast.trainee, lesson).percent == 0
    page = text_of(cast.trainee.get(f"{grades_of(cohort, cast.trainee)}/{lesson.id}"))
    assert "Another attempt counts from now on: The best one → The last one" in page
    assert "Author" in page
    row = get_quiz(lesson.id)
    change_quiz(row, version=row.version, pass_percent=40, by=cast.author.user)
    page = text_of(cast.trainee.get(f"{grades_of(cohort, cast.trainee)}/{lesson.id}"))
    assert "Another mark passes from now on; nobody loses a pass by it: 70% → 40%" in page


@pytest.mark.parametrize("take_out", [remove_lesson, withdraw_lesson])
def test_what_was_graded_stays_when_it_is_taken_out_of_the_course(cast, cohort, quiz, take_out):
    lesson, settings = quiz
    make_attempt(settings, cast.trainee.viewer)
    take_out(db.session.get_one(Lesson, lesson.id), by=cast.author.user)
    assert cell_of(cast, cohort, cast.trainee, lesson).percent == 100
    assert "Taken out of the course" in text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/grades"))
    assert "Taken out of the course" in text_of(cast.trainee.get(f"{grades_of(cohort, cast.trainee)}/{lesson.id}"))


# ---- Weights ----


def test_total_is_made_by_categories_and_weights(cast, cohort, quiz, assignment):
    make_attempt(quiz[1], cast.trainee.viewer)
    make_feedback(make_submission(assignment, cohort, cast.trainee), cast.facilitator, choices=(0, 1))
    own = grades_of(cohort, cast.trainee)
    assert "Total so far: 80%" in cast.trainee.get(own).text
    sent = {
        "version": "0", "categories-0-name": "Quizzes", "categories-0-weight": "1", "categories-1-name": "Practice",
        "categories-1-weight": "3", f"thing{quiz[0].id}": "0", f"thing{assignment.id}": "1",
    }  # fmt: skip
    assert cast.facilitator.post(f"/cohorts/{cohort.id}/grades/weights", sent).status_code == 303
    assert "Total so far: 70%" in cast.trainee.get(own).text
    page = text_of(cast.trainee.get(f"{own}/{assignment.id}"))
    assert "It counts in “Practice”, with weight 3; it makes up 75% of the total so far." in page
    assert "Facilitator chose these weights" in text_of(cast.trainee.get(own))


def test_new_thing_counts_only_when_a_facilitator_says_so(cast, cohort, quiz):
    make_attempt(quiz[1], cast.trainee.viewer)
    make_weighting(cohort, ("Quizzes", 1, [quiz[0]]), by=cast.facilitator)
    lesson, settings = make_quiz(db.session.get_one(Course, cohort.course_id))
    make_attempt(settings, cast.trainee.viewer, {1: WRONG, 2: WRONG})
    own = grades_of(cohort, cast.trainee)
    assert "Total so far: 100%" in cast.trainee.get(own).text
    assert "It stands in no category, so it does not count" in text_of(cast.trainee.get(f"{own}/{lesson.id}"))
    assert "1 thing stands in no category" in text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/grades"))


def test_former_weights_stay_on_record_and_may_end(cast, cohort, quiz):
    make_weighting(cohort, ("Quizzes", 4, [quiz[0]]), by=cast.facilitator)
    address = f"/cohorts/{cohort.id}/grades/weights"
    version = str(make_book(cohort, cast.facilitator).weighting.id)
    assert cast.facilitator.post(address, {"version": version, "equal": "1"}).status_code == 303
    page = text_of(cast.facilitator.get(address))
    assert "Quizzes: weight 4" in page
    assert "Every grade counts the same" in page
    assert not make_book(cohort, cast.facilitator).is_chosen


def test_two_facilitators_do_not_overwrite_each_others_weights(cast, cohort, quiz):
    sent = {"version": "0", "categories-0-name": "Mine", "categories-0-weight": "1", f"thing{quiz[0].id}": "0"}
    make_weighting(cohort, ("Theirs", 4, [quiz[0]]), by=cast.facilitator)
    answer = cast.facilitator.post(f"/cohorts/{cohort.id}/grades/weights", sent)
    assert answer.status_code == 409
    assert "Somebody else chose weights meanwhile" in answer.text
    assert "Theirs" in answer.text
    assert 'value="Mine"' in answer.text
    assert db.session.scalar(db.select(db.func.count(Weighting.id))) == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"categories-0-weight": ""}, "Write a whole number between 1 and 1000, such as 1 or 40."),
        ({"categories-0-weight": "0"}, "Write a whole number between 1 and 1000, such as 1 or 40."),
        ({"categories-0-weight": "much"}, "Write a whole number between 1 and 1000, such as 1 or 40."),
        ({"categories-0-name": ""}, "Choose a category that has a name."),
        ({"categories-1-name": "quizzes", "categories-1-weight": "1"}, "Two categories have the same name."),
    ],
)
def test_weights_that_cannot_be_are_explained(cast, cohort, quiz, change, sentence):
    sent = {"version": "0", "categories-0-name": "Quizzes", "categories-0-weight": "1", f"thing{quiz[0].id}": "0"}
    answer = cast.facilitator.post(f"/cohorts/{cohort.id}/grades/weights", sent | change)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert db.session.scalar(db.select(db.func.count(Weighting.id))) == 0


def test_one_category_more_keeps_nothing(cast, cohort, quiz):
    sent = {"version": "0", "categories-0-name": "Quizzes", "categories-0-weight": "1", f"thing{quiz[0].id}": "0"}
    answer = cast.facilitator.post(f"/cohorts/{cohort.id}/grades/weights", sent | {"more": "1"})
    assert answer.status_code == 200
    assert 'name="categories-1-name"' in answer.text
    assert db.session.scalar(db.select(db.func.count(Weighting.id))) == 0


percents = st.none() | st.floats(0, 100)


@given(
    st.lists(st.tuples(st.integers(1, 1000), st.lists(st.integers(1, 12), max_size=6, unique=True)), max_size=5),
    st.dictionaries(st.integers(1, 12), percents),
)
def test_total_stays_within_what_it_is_made_from(rows, grades):
    categories = [Category(str(number), weight, tuple(lessons)) for number, (weight, lessons) in enumerate(rows)]
    total = total_of(categories, grades)
    counted = [
        grades[number] for category in categories for number in category.lessons if grades.get(number) is not None
    ]
    if not counted:
        assert total.percent is None
        return
    assert min(counted) - 1e-6 <= total.percent <= max(counted) + 1e-6
    assert sum(part.share for part in total.parts) == pytest.approx(1)


# ---- What is shown of the book ----


def test_filters_narrow_rows_and_columns(cast, cohort, quiz, assignment):
    make_member(cohort, cast.alumna)
    make_submission(assignment, cohort, cast.alumna)
    address = f"/cohorts/{cohort.id}/grades"

    def shown(**asked):
        page = text_of(cast.facilitator.get(address, query_string=asked))
        names = {name for name in ("Trainee", "Alumna") if f" {name} " in page.partition("Total so far")[2]}
        return names, "1.1 What you heard" in page, "2.1 A conversation" in page

    assert shown() == ({"Trainee", "Alumna"}, True, True)
    assert shown(name="ALÚMN") == ({"Alumna"}, True, True)
    assert shown(kind="quiz") == ({"Trainee", "Alumna"}, True, False)
    assert shown(waiting="1") == ({"Alumna"}, False, True)
    assert "Nobody and nothing goes with this." in text_of(cast.facilitator.get(f"{address}?phase=alumnus"))
    module = db.session.get_one(Lesson, quiz[0].id).module_id
    assert shown(module=module) == ({"Trainee", "Alumna"}, True, False)
    assert shown(module="much", kind="page", phase="mentor") == ({"Trainee", "Alumna"}, True, True)


def test_filter_answers_with_the_book_alone(cast, cohort, quiz):
    answer = cast.facilitator.htmx_get(f"/cohorts/{cohort.id}/grades?kind=quiz", "book")
    assert "<html" not in answer.text
    assert "What you heard" in answer.text


def test_file_for_a_spreadsheet_holds_what_is_shown_and_no_formula(cast, cohort, quiz, assignment):
    person = cast.trainee.user
    person.name = '=HYPERLINK("http://example.org")'
    db.session.commit()
    make_attempt(quiz[1], cast.trainee.viewer, {1: {"chosen": "a"}, 2: WRONG})
    answer = cast.facilitator.get(f"/cohorts/{cohort.id}/grades/export")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert not answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8"))))
    assert rows == [
        ["Name", "Phase", "1.1 What you heard", "2.1 A conversation of yours", "Total so far"],
        ['\'=HYPERLINK("http://example.org")', "Trainee", "50", "", "50"],
    ]
    narrow = cast.facilitator.get(f"/cohorts/{cohort.id}/grades/export?kind=assignment").data.decode()
    assert "What you heard" not in narrow


def test_empty_course_and_empty_cohort_say_what_is_missing(cast):
    cohort = make_cohort()
    address = f"/cohorts/{cohort.id}/grades"
    assert "nothing that is graded yet" in text_of(cast.facilitator.get(address))
    make_quiz(db.session.get_one(Course, cohort.course_id))
    assert "Nobody follows the training yet." in text_of(cast.facilitator.get(address))


def test_dutch_reader_gets_dutch(cast, cohort, quiz):
    cast.trainee.user.locale = "nl"
    db.session.commit()
    assert "Mijn cijfers" in cast.trainee.get(grades_of(cohort, cast.trainee)).text


def test_share_of_one_grade_follows_from_its_category():
    total = total_of([Category("a", 1, (1, 2)), Category("b", 1, (3,))], {1: 50.0, 2: 100.0, 3: None})
    assert total.percent == 75
    assert total.share_of(1) == 0.5
    assert total.share_of(3) == 0
    assert total.graded == 2
