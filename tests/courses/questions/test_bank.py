"""The bank in the browser: its list, and a question of every kind made, tried, changed, moved, copied and removed."""

import io

import pytest

from courses.questions import actions
from courses.questions.interchange.exporting import complete
from courses.questions.kinds.fields import KINDS, fields_of_row
from courses.questions.models import Question, QuestionCategory, QuestionVersion
from courses.questions.reading import shown_value
from lms.database import db
from tests.cast import text_of
from tests.factories.courses import make_course, make_lesson, make_module
from tests.factories.questions import CONTENTS, make_category, make_question


@pytest.fixture
def category(cast):
    return make_category()


def form_of(kind, content, category, **more):
    """What the editor's form sends for a content."""
    sent = {"kind": kind, "name": "Change talk", "category": category.id, "points": "1", "lesson": "0", **more}
    _fill(sent, KINDS[kind].fields, content, "")
    return sent


def _fill(sent, fields, content, path):
    for part in fields:
        value, name = content.get(part.name, part.unsaid), f"{path}{part.name}"
        if part.kind == "rows":
            for index, row in enumerate(value):
                if isinstance(row, dict):
                    _fill(sent, fields_of_row(part, row), row, f"{name}.{index}.")
                else:
                    sent[f"{name}.{index}"] = row
        elif part.kind != "yes":
            sent[name] = shown_value(part, value, "nl")
        elif value:
            sent[name] = "y"


def newest(question) -> QuestionVersion:
    db.session.expire_all()
    return db.session.get_one(QuestionVersion, db.session.get_one(Question, question.id).version_id)


def only_question() -> Question:
    return db.session.scalars(db.select(Question)).one()


@pytest.mark.parametrize("kind", CONTENTS)
def test_author_makes_a_question_of_every_kind(cast, category, kind):
    response = cast.author.post(
        f"/courses/{category.course_id}/questions/new", form_of(kind, CONTENTS[kind], category, tags="One, two")
    )
    assert response.status_code == 303
    kept = newest(only_question()).content
    meant = complete(KINDS[kind].fields, CONTENTS[kind])
    assert {name: kept[name] for name in CONTENTS[kind]} == {name: meant[name] for name in CONTENTS[kind]}
    shown = text_of(cast.author.get(response.location))
    assert "one" in shown
    assert "two" in shown


@pytest.mark.parametrize("kind", CONTENTS)
def test_every_kind_has_an_editor_and_can_be_tried(cast, category, kind):
    course = category.course_id
    assert cast.author.get(f"/courses/{course}/questions/new?kind={kind}").status_code == 200
    question = make_question(category, kind=kind)
    for address in ("", "/edit", "/history"):
        assert cast.author.get(f"/questions/{question.id}{address}").status_code == 200
    assert cast.author.post(f"/questions/{question.id}/trial", {}).status_code == 200
    look = cast.author.post(f"/courses/{course}/questions/preview", form_of(kind, CONTENTS[kind], category))
    assert look.status_code == 200


def test_an_answer_that_is_tried_gets_its_feedback(cast, category):
    question = make_question(category)
    page = text_of(cast.author.post(f"/questions/{question.id}/trial", {"try-chosen": "b"}))
    assert "That is how it begins." in page
    assert "Not right" in page
    assert cast.author.post(f"/questions/{question.id}/trial", {"try-chosen": "z"}).status_code == 422


def test_every_mistake_stands_at_its_field_and_what_was_typed_stays(cast, category):
    sent = form_of("numeric", CONTENTS["numeric"], category, name="", points="many")
    sent |= {"text": "", "answers.0.value": "about three", "answers.0.fraction": "200"}
    response = cast.author.post(f"/courses/{category.course_id}/questions/new", sent)
    assert response.status_code == 422
    html = response.get_data(as_text=True)
    for path in ("text", "answers.0.value", "answers.0.fraction", "name", "points"):
        assert f'id="{path}-error"' in html
    assert 'value="about three"' in html
    assert db.session.scalars(db.select(Question)).all() == []


def test_rows_are_added_taken_out_and_moved_without_a_script(cast, category):
    address = f"/courses/{category.course_id}/questions/new"
    sent = form_of("ordering", CONTENTS["ordering"], category)
    added = cast.author.post(address, {**sent, "rows": "add items"}).get_data(as_text=True)
    assert 'name="items.3.text"' in added
    fewer = cast.author.post(address, {**sent, "rows": "drop items.0"}).get_data(as_text=True)
    assert 'name="items.2.text"' not in fewer
    moved = cast.author.post(address, {**sent, "rows": "up items.2"}).get_data(as_text=True)
    assert moved.index("Sum up") < moved.index("Listen</textarea>")
    gap = cast.author.post(address, {**form_of("cloze", CONTENTS["cloze"], category), "rows": "add gaps numeric"})
    assert 'name="gaps.3.answers.0.value"' in gap.get_data(as_text=True)
    for nonsense in ("add nothing", "drop items.99", "up items", "x", "drop options.0.key"):
        assert cast.author.post(address, {**sent, "rows": nonsense}).status_code == 200


def test_a_changed_question_has_a_history_that_can_be_turned_back(cast, category):
    question = make_question(category)
    sent = form_of("single", CONTENTS["single"] | {"text": "What is sustain talk?"}, category, version="1")
    assert cast.author.post(f"/questions/{question.id}/edit", sent).status_code == 303
    assert newest(question).number == 2
    page = cast.author.get(f"/questions/{question.id}/history").get_data(as_text=True)
    assert "<ins>sustain</ins>" in page
    cast.author.post(f"/questions/{question.id}/versions/1/restoration")
    assert newest(question).content["text"] == "What is *change talk*?"
    assert newest(question).number == 3
    assert cast.author.post(f"/questions/{question.id}/versions/9/restoration").status_code == 404


def test_two_authors_do_not_overwrite_each_other(cast, category):
    question = make_question(category)
    actions.change_question(question, content=CONTENTS["single"] | {"text": "Theirs"}, by=cast.author)
    db.session.commit()
    sent = form_of("single", CONTENTS["single"] | {"text": "Mine"}, category, version="1")
    response = cast.author.post(f"/questions/{question.id}/edit", sent)
    assert response.status_code == 409
    assert "Theirs" in text_of(response)
    assert "Mine" in text_of(response)
    assert cast.author.post(f"/questions/{question.id}/edit", {**sent, "version": "2"}).status_code == 303


def test_the_list_is_found_by_category_tag_kind_and_words(cast, category):
    inner = actions.add_category(db.session.get_one(type(make_course()), category.course_id), "Inner", category)
    make_question(inner, name="First", tags=["empathy"])
    make_question(category, name="Second", kind="essay")
    db.session.commit()
    bank = f"/courses/{category.course_id}/questions"

    def names(query):
        page = text_of(cast.author.get(f"{bank}?{query}"))
        return [name for name in ("First", "Second") if name in page]

    assert names("") == ["First", "Second"]
    assert names(f"category={inner.id}") == ["First"]
    assert names(f"category={category.id}") == ["First", "Second"]
    assert names("tag=empathy") == ["First"]
    assert names("kind=essay") == ["Second"]
    assert names("words=CHANGE+TALK") == ["First"]
    assert names("words=100%25") == []


def test_a_question_is_copied_moved_removed_and_brought_back(cast, category):
    question, other = (
        make_question(category),
        make_category(db.session.get_one(type(make_course()), category.course_id), name="Other"),
    )
    db.session.commit()
    assert "(copy)" in text_of(cast.author.get(cast.author.post(f"/questions/{question.id}/copy").location))
    assert cast.author.post(f"/questions/{question.id}/place", {"category": other.id}).status_code == 303
    assert cast.author.post(f"/questions/{question.id}/place", {"category": "999"}).status_code == 422
    cast.author.post(f"/questions/{question.id}/removal")
    assert cast.author.get(f"/questions/{question.id}").status_code == 404
    assert "Change talk" in text_of(cast.author.get(f"/courses/{category.course_id}/questions"))
    assert cast.author.post(f"/questions/{question.id}/restoration").status_code == 303
    assert cast.author.get(f"/questions/{question.id}").status_code == 200


def test_categories_stand_in_each_other_and_can_be_brought_back(cast, category):
    bank = f"/courses/{category.course_id}/questions"
    assert cast.author.post(f"{bank}/categories", {"name": "", "parent": "0"}).status_code == 422
    assert cast.author.post(f"{bank}/categories", {"name": "Inner", "parent": category.id}).status_code == 303
    inner = db.session.scalars(db.select(QuestionCategory).filter_by(name="Inner")).one()
    assert inner.parent_id == category.id
    edit = f"/question-categories/{category.id}/edit"
    assert cast.author.get(edit).status_code == 200
    assert cast.author.post(edit, {"name": "Outer", "parent": inner.id}).status_code == 422
    assert cast.author.post(edit, {"name": "Outer", "parent": "0"}).status_code == 303
    cast.author.post(f"/question-categories/{category.id}/removal")
    assert cast.author.get(edit).status_code == 404
    assert cast.author.post(f"/question-categories/{category.id}/restoration").status_code == 303


def test_pressing_twice_makes_one_question(cast, category):
    sent = form_of("essay", CONTENTS["essay"], category, form_key="once")
    for _ in range(2):
        assert cast.author.post(f"/courses/{category.course_id}/questions/new", sent).status_code == 303
    assert only_question()


def test_a_question_names_the_lesson_that_explains_it(cast, category):
    lesson = make_lesson(make_module(db.session.get_one(type(make_course()), category.course_id)))
    db.session.commit()
    sent = form_of("essay", CONTENTS["essay"], category, lesson=lesson.id)
    cast.author.post(f"/courses/{category.course_id}/questions/new", sent)
    assert newest(only_question()).content["explained_at"] == {"lesson_id": lesson.id, "block": ""}


def test_a_picture_of_a_question_is_kept_while_it_is_shown(cast, category):
    question = make_question(category)
    db.session.commit()
    files = f"/questions/{question.id}/files"
    assert cast.author.post(files, {}).status_code == 422
    sent = {"files": (io.BytesIO(b"one,two\n"), "table.csv"), "alt": ""}
    assert cast.author.post(files, sent, content_type="multipart/form-data").status_code == 303
    page = cast.author.get(f"/questions/{question.id}").get_data(as_text=True)
    key = page.partition("/files/")[2].partition("/")[0]
    actions.change_question(
        question, content=CONTENTS["single"] | {"text": f"[T](/files/{key}/table.csv)"}, by=cast.author
    )
    db.session.commit()
    assert cast.author.post(f"{files}/{key}/removal").status_code == 422
    actions.change_question(question, content=CONTENTS["single"], by=cast.author)
    db.session.commit()
    assert cast.author.post(f"{files}/{key}/removal").status_code == 303


def test_outsiders_find_no_bank_and_members_may_not_see_it(cast, category):
    question = make_question(category)
    db.session.commit()
    hidden = make_category(make_course(title="Hidden", published=False))
    db.session.commit()
    for address in (
        f"/courses/{category.course_id}/questions",
        f"/questions/{question.id}",
        f"/questions/{question.id}/edit",
    ):
        assert cast.trainee.get(address).status_code == 403
    assert cast.outsider.get(f"/courses/{hidden.course_id}/questions").status_code == 404
    assert cast.outsider.get(f"/question-categories/{hidden.id}/edit").status_code == 404


def test_new_words_are_compared_without_accents_and_older_ones_as_before(cast, category):
    page = cast.author.get(f"/courses/{category.course_id}/questions/new?kind=short").text
    assert 'name="match_accents" value="y" aria' in page
    question = make_question(category, kind="short")
    page = cast.author.get(f"/questions/{question.id}/edit").text
    assert 'name="match_accents" value="y" checked' in page
    cloze = make_question(category, kind="cloze")
    page = cast.author.get(f"/questions/{cloze.id}/edit").text
    assert 'name="gaps.0.match_accents" value="y" checked' in page
    page = cast.author.post(f"/courses/{category.course_id}/questions/new", {"kind": "cloze", "rows": "add gaps short"})
    assert 'name="gaps.0.match_accents" value="y" checked' not in page.text


def test_the_question_says_what_does_not_matter(cast, category):
    question = make_question(category, kind="short")
    address = f"/questions/{question.id}"
    assert "What does not matter: capitals and extra spaces." in text_of(cast.author.get(address))
    changed = CONTENTS["short"] | {"match_accents": False, "spaces": "ignored"}
    sent = form_of("short", changed, category, version="1")
    assert cast.author.post(f"{address}/edit", sent).status_code == 303
    assert "What does not matter: capitals, accents, and spaces." in text_of(cast.author.get(address))
    sent = form_of(
        "short", changed | {"match_accents": True, "match_case": True, "spaces": "exact"}, category, version="2"
    )
    assert cast.author.post(f"{address}/edit", sent).status_code == 303
    assert "What does not matter" not in text_of(cast.author.get(address))
    assert cast.author.post(f"{address}/edit", sent | {"spaces": "some", "version": "3"}).status_code == 422
    page = text_of(cast.author.get(f"{address}/history"))
    assert "Spaces: Count exactly as written" in page


def test_a_download_says_what_no_file_keeps_about_typed_words(cast, category):
    make_question(category, kind="short", content=CONTENTS["short"] | {"match_accents": False, "spaces": "exact"})
    for form in ("gift", "moodle"):
        page = text_of(cast.author.get(f"/courses/{category.course_id}/questions/export?form={form}"))
        assert "The file does not say that accents do not matter." in page
        assert "The file does not say how spaces are compared." in page
