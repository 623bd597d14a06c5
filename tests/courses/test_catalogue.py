"""The catalogue and the first page: one's own courses first, and nothing of what others keep to themselves."""

from courses import actions
from courses.editing.actions import publish_course
from lms.access import PUBLIC
from tests.cast import text_of as words_of
from tests.factories.courses import let_learn, make_course, make_course_of, revise, text_of, translate
from tests.statements import counted_statements


def test_own_courses_stand_first_with_their_progress(cast):
    course, lessons = make_course_of(4, title="Hearing motivation")
    make_course(title="Debt and stress")
    let_learn(course, cast.trainee)
    actions.complete_lesson(cast.trainee.viewer, lessons[0])
    words = words_of(cast.trainee.get("/courses"))
    assert words.index("Hearing motivation") < words.index("Other courses") < words.index("Debt and stress")
    assert "1 of 4 lessons" in words


def test_a_course_in_preparation_is_for_staff(cast):
    make_course(title="Half a thought", published=False)
    assert "Half a thought" not in cast.trainee.get("/courses").text
    assert "Half a thought" not in cast.guest.get("/courses").text
    assert "In preparation" in words_of(cast.author.get("/courses"))


def test_guests_see_public_courses_alone(cast):
    make_course(title="For members")
    publish_course(make_course(title="For everyone"), audience_id=PUBLIC, by=cast.author)
    for address in ("/courses", "/"):
        page = cast.guest.get(address).text
        assert "For everyone" in page
        assert "For members" not in page


def test_the_languages_of_a_course_are_shown(cast):
    course, (lesson,) = make_course_of(1)
    translate(lesson)
    assert "English, Nederlands" in words_of(cast.trainee.get("/courses")).replace(" ,", ",")


def test_an_empty_catalogue_says_so(cast):
    assert "There are no courses here yet." in words_of(cast.trainee.get("/courses"))


def test_home_leads_to_the_lesson_last_left_unfinished(cast):
    course, lessons = make_course_of(3)
    let_learn(course, cast.trainee)
    actions.complete_lesson(cast.trainee.viewer, lessons[0])
    revise(lessons[2], "Before.\n\n## Three replies\n\nAfter the heading.")
    block = text_of(lessons[2]).blocks[2][0]
    cast.trainee.post(f"/lessons/{lessons[2].id}/place", {"block": block, "percent": 60})
    page = cast.trainee.get("/")
    words = words_of(page)
    assert "Resume lesson 1.3" in words
    assert "You stopped at “Three replies”. About four minutes left." in words
    resumes = f'href="/lessons/{lessons[2].id}#h-three-replies"'
    assert resumes in page.text
    assert resumes in cast.trainee.get(f"/courses/{course.id}").text


def test_home_of_somebody_without_courses_offers_one_step(cast):
    words = words_of(cast.outsider.get("/"))
    assert "See the courses" in words


def test_who_teaches_is_not_sent_to_lesson_one(cast):
    course, lessons = make_course_of(2)
    let_learn(course, cast.facilitator)
    assert "lesson 1.1" not in words_of(cast.facilitator.get("/"))


def test_home_costs_the_same_with_many_courses(cast):
    course, lessons = make_course_of(2)
    let_learn(course, cast.trainee)
    cast.trainee.get("/")
    with counted_statements() as few:
        cast.trainee.get("/")
    for _ in range(8):
        other, lessons = make_course_of(2)
        let_learn(other, cast.trainee)
        actions.complete_lesson(cast.trainee.viewer, lessons[0])
    with counted_statements() as many:
        cast.trainee.get("/")
    assert many() == few(), many


def test_the_catalogue_costs_the_same_with_many_courses(cast):
    course, lessons = make_course_of(2)
    let_learn(course, cast.trainee)
    cast.trainee.get("/courses")
    with counted_statements() as few:
        cast.trainee.get("/courses")
    for _ in range(8):
        other, lessons = make_course_of(2)
        let_learn(other, cast.trainee)
    with counted_statements() as many:
        cast.trainee.get("/courses")
    assert many() == few() == 3, many
