"""The outline: order by buttons and by dragging, and removal that can be undone."""

import pytest

from courses.models import Course, Lesson, Module
from lms.database import db
from lms.search.queries import search
from tests.factories.courses import let_learn, make_course, make_course_of, make_lesson, make_module


def order(course: Course) -> list[tuple[str, list[int]]]:
    """The outline as (module title, ids of its lessons)."""
    modules = db.session.query(Module).filter_by(course_id=course.id, removed_at=None).order_by(Module.position).all()
    assert [module.position for module in modules] == list(range(1, len(modules) + 1))
    outline = []
    for module in modules:
        lessons = (
            db.session.query(Lesson).filter_by(module_id=module.id, removed_at=None).order_by(Lesson.position).all()
        )
        assert [lesson.position for lesson in lessons] == list(range(1, len(lessons) + 1))
        outline.append((module.title, [lesson.id for lesson in lessons]))
    return outline


@pytest.fixture
def outline(cast):
    """A course with two modules of two lessons each."""
    course = make_course()
    first, second = make_module(course, title="First"), make_module(course, title="Second")
    lessons = [make_lesson(first), make_lesson(first), make_lesson(second), make_lesson(second)]
    return course, (first, second), lessons


def test_a_lesson_moves_up_and_down(cast, outline):
    course, _, (a, b, c, d) = outline
    assert cast.author.post(f"/lessons/{b.id}/moves", {"step": "-1"}).status_code == 303
    assert order(course) == [("First", [b.id, a.id]), ("Second", [c.id, d.id])]
    cast.author.post(f"/lessons/{b.id}/moves", {"step": "1"})
    assert order(course)[0] == ("First", [a.id, b.id])


def test_past_the_edge_a_lesson_goes_into_the_next_module(cast, outline):
    course, _, (a, b, c, d) = outline
    cast.author.post(f"/lessons/{b.id}/moves", {"step": "1"})
    assert order(course) == [("First", [a.id]), ("Second", [b.id, c.id, d.id])]
    cast.author.post(f"/lessons/{b.id}/moves", {"step": "-1"})
    assert order(course) == [("First", [a.id, b.id]), ("Second", [c.id, d.id])]


def test_the_first_and_the_last_stay_where_they_are(cast, outline):
    course, (first, second), (a, _, _, d) = outline
    before = order(course)
    cast.author.post(f"/lessons/{a.id}/moves", {"step": "-1"})
    cast.author.post(f"/lessons/{d.id}/moves", {"step": "1"})
    cast.author.post(f"/modules/{first.id}/moves", {"step": "-1"})
    cast.author.post(f"/modules/{second.id}/moves", {"step": "1"})
    assert order(course) == before


def test_a_module_moves_with_its_lessons(cast, outline):
    course, (first, _), (a, b, c, d) = outline
    cast.author.post(f"/modules/{first.id}/moves", {"step": "1"})
    assert order(course) == [("Second", [c.id, d.id]), ("First", [a.id, b.id])]


@pytest.mark.parametrize("step", ["0", "2", "up", ""])
def test_a_move_that_is_none_changes_nothing(cast, outline, step):
    course, _, lessons = outline
    before = order(course)
    assert cast.author.post(f"/lessons/{lessons[1].id}/moves", {"step": step}).status_code == 422
    assert order(course) == before


def test_a_dragged_order_is_kept(cast, outline):
    course, (first, second), (a, b, _, _) = outline
    cast.author.post(f"/modules/{first.id}/order", {"order": [b.id, a.id]})
    assert order(course)[0] == ("First", [b.id, a.id])
    cast.author.post(f"/courses/{course.id}/order", {"order": [second.id, first.id]})
    assert [title for title, _ in order(course)] == ["Second", "First"]


def test_a_lesson_is_dragged_into_another_module(cast, outline):
    course, (first, second), (a, b, c, d) = outline
    cast.author.post(f"/modules/{first.id}/order", {"order": [a.id, d.id, b.id]})
    assert order(course) == [("First", [a.id, d.id, b.id]), ("Second", [c.id])]
    cast.author.post(f"/modules/{second.id}/order", {"order": [a.id, c.id, d.id, b.id]})
    assert order(course) == [("First", []), ("Second", [a.id, c.id, d.id, b.id])]


def test_a_lesson_is_moved_to_the_module_that_is_named(cast, outline):
    course, (first, second), (a, b, c, d) = outline
    page = f"/lessons/{a.id}/edit?language=en"
    assert f'<option value="{first.id}" selected>1. First</option>' in cast.author.get(page).text
    assert cast.author.post(f"/lessons/{a.id}/moves", {"module": second.id, "back": page}).location == page
    assert order(course) == [("First", [b.id]), ("Second", [c.id, d.id, a.id])]
    elsewhere = make_module(make_course())
    assert cast.author.post(f"/lessons/{a.id}/moves", {"module": elsewhere.id}).status_code == 409
    assert cast.author.post(f"/lessons/{a.id}/moves", {"module": first.id, "step": "1"}).status_code == 422
    assert order(course)[1] == ("Second", [c.id, d.id, a.id])


def test_an_order_of_other_lessons_is_answered_with_the_outline_as_it_stands(cast, outline):
    course, (first, _), (a, b, c, _) = outline
    before = order(course)
    foreign = make_lesson(make_module(make_course()))
    for wrong in ([a.id], [a.id, b.id, foreign.id], [a.id, c.id], [a.id, a.id], ["x", b.id], []):
        assert cast.author.post(f"/modules/{first.id}/order", {"order": wrong}).status_code == 409
    assert cast.author.post(f"/courses/{course.id}/order", {"order": [first.id]}).status_code == 409
    assert order(course) == before


def test_htmx_gets_the_tree_alone(cast, outline):
    course, _, lessons = outline
    answer = cast.author.htmx_post(f"/lessons/{lessons[1].id}/moves", "tree", {"step": "-1"})
    assert answer.location == f"/courses/{course.id}/edit"
    fragment = cast.author.htmx_get(answer.location, "tree").text
    assert "<html" not in fragment
    assert "1. First" in fragment


def test_an_act_in_the_editor_of_a_lesson_leads_back_there(cast, outline):
    _, _, lessons = outline
    page = f"/lessons/{lessons[1].id}/edit?language=en"
    answer = cast.author.post(f"/lessons/{lessons[1].id}/moves", {"step": "-1", "back": page})
    assert answer.location == page
    answer = cast.author.post(f"/lessons/{lessons[1].id}/moves", {"step": "1", "back": "https://elsewhere.example"})
    assert answer.location.startswith("/courses/")


def test_a_module_is_renamed_in_each_language(cast, outline):
    course, (first, _), _ = outline
    cast.author.post(f"/modules/{first.id}/title", {"title": "Listening", "title_elsewhere": "Luisteren"})
    assert (first.title, first.titles) == ("Listening", {"nl": "Luisteren"})
    assert cast.author.post(f"/modules/{first.id}/title", {"title": ""}).status_code == 422
    assert first.title == "Listening"


def test_a_new_lesson_opens_in_the_editor(cast, outline):
    course, (first, _), _ = outline
    answer = cast.author.post(f"/modules/{first.id}/lessons", {"title": "Silence"})
    assert answer.status_code == 303
    assert "Silence" in cast.author.get(answer.location).text
    assert cast.author.post(f"/modules/{first.id}/lessons", {"title": ""}).status_code == 422


def test_a_removed_lesson_is_found_nowhere_and_comes_back_as_it_was(cast):
    course, (first, second, third) = make_course_of(3)
    assert cast.author.post(f"/lessons/{second.id}/removal").status_code == 303
    assert order(course) == [("Listening", [first.id, third.id])]
    assert cast.author.get(f"/lessons/{second.id}").status_code == 404
    assert cast.author.get(f"/lessons/{second.id}/edit").status_code == 404
    assert [hit.object_id for hit in search(cast.author.viewer, "subject 2").hits if hit.object_id == second.id] == []
    assert "Lesson about subject 2" in cast.author.get(f"/courses/{course.id}/edit").text
    assert cast.author.post(f"/lessons/{second.id}/restoration").status_code == 303
    assert order(course) == [("Listening", [first.id, second.id, third.id])]
    assert cast.author.get(f"/lessons/{second.id}").status_code == 200


def test_a_removed_module_comes_back_with_the_lessons_that_left_with_it(cast, outline):
    course, (first, _), (a, b, c, d) = outline
    cast.author.post(f"/lessons/{a.id}/removal")
    cast.author.post(f"/modules/{first.id}/removal")
    assert order(course) == [("Second", [c.id, d.id])]
    assert cast.author.get(f"/lessons/{b.id}").status_code == 404
    cast.author.post(f"/modules/{first.id}/restoration")
    assert order(course) == [("First", [b.id]), ("Second", [c.id, d.id])]


def test_a_lesson_of_a_removed_module_comes_back_at_the_end_of_the_last_one(cast, outline):
    course, (first, _), (a, b, c, d) = outline
    cast.author.post(f"/lessons/{a.id}/removal")
    cast.author.post(f"/modules/{first.id}/removal")
    cast.author.post(f"/lessons/{a.id}/restoration")
    assert sorted(order(course)[0][1]) == sorted([a.id, c.id, d.id])


def test_only_authors_touch_the_outline(cast, outline):
    course, (first, _), (a, *_) = outline
    acts = [
        (f"/lessons/{a.id}/moves", {"step": "1"}),
        (f"/lessons/{a.id}/removal", {}),
        (f"/lessons/{a.id}/restoration", {}),
    ]
    for address, form in acts:
        assert cast.outsider.post(address, form).status_code == 404
        assert cast.guest.post(address, form).status_code == 303
    acts = [
        (f"/modules/{first.id}/moves", {"step": "1"}),
        (f"/modules/{first.id}/title", {"title": "Mine"}),
        (f"/modules/{first.id}/lessons", {"title": "Mine"}),
        (f"/modules/{first.id}/order", {"order": []}),
        (f"/modules/{first.id}/removal", {}),
        (f"/modules/{first.id}/restoration", {}),
        (f"/courses/{course.id}/order", {"order": []}),
    ]
    for address, form in acts:
        assert cast.outsider.post(address, form).status_code == 403, address
    assert [title for title, _ in order(course)] == ["First", "Second"]


def test_members_of_the_course_may_read_but_not_move_its_lessons(cast, outline):
    course, _, (a, *_) = outline
    let_learn(course, cast.trainee)
    assert cast.trainee.post(f"/lessons/{a.id}/moves", {"step": "1"}).status_code == 403
