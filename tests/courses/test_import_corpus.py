"""Two real courses nobody here wrote arrive whole: every page, image and link counted, nothing dropped in silence."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from courses.models import Course, Lesson, LessonText, Module
from lms.database import db
from lms.files.models import File
from tests.cast import Cast
from tests.courses.imports import CORPUS, run

SECURITY, GIT = CORPUS / "md-security-101-en-nl", CORPUS / "md-git-novice"
LOCAL = re.compile(r"/(?:lessons/\d+|files/[\w-]+/[^\"]+|courses/\d+)?(?:#[^\"]*)?\Z|#h-[^\"]+\Z")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def arrived(database):
    """Both courses, imported once for all tests here; these tests only read."""
    database.put_back()
    with database.app.app_context():
        yield SimpleNamespace(app=database.app, security=run(database.app, SECURITY), git=run(database.app, GIT))


@pytest.fixture
def security(arrived):
    return arrived.security


@pytest.fixture
def git(arrived):
    return arrived.git


def texts(receipt: dict, language: str = "en") -> list[LessonText]:
    """The texts of the course in this language, in the order of its lessons."""
    return list(
        db.session.scalars(
            db.select(LessonText)
            .join(Lesson, Lesson.id == LessonText.lesson_id)
            .join(Module, Module.id == Lesson.module_id)
            .where(Lesson.course_id == receipt["course"]["id"], LessonText.language == language)
            .order_by(Module.position, Lesson.position)
        )
    )


def keys(receipt: dict) -> list[str]:
    """Where the lessons came from, in the order of the course."""
    return [db.session.get_one(Lesson, text.lesson_id).import_key for text in texts(receipt)]


def addresses(text: LessonText) -> list[str]:
    return [a.replace("&amp;", "&") for a in re.findall(r'<(?:a|img)\b[^>]*\b(?:href|src)="([^"]*)"', text.html)]


def accounted_for(receipt: dict, root: Path) -> set[str]:
    """The files of a source that neither arrived as pages and files nor stand in the receipt."""
    named = {entry["where"] for entry in receipt["changed"] + receipt["refused"]}
    lessons = set(db.session.scalars(db.select(Lesson.import_key)))
    names = set(db.session.scalars(db.select(File.name)))
    return {
        path
        for path in (str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())
        if path not in named
        and path.removeprefix("translations/nl/") not in lessons
        and Path(path).name[:110] not in names
        if not any(name.startswith(Path(path).name[:60]) for name in names)
    }


def test_a_course_in_two_languages_arrives_whole(security):
    assert security["arrived"] == {
        "modules": 8, "lessons": 32, "pages": 64, "images": 62, "files": 2, "links": security["arrived"]["links"],
    }  # fmt: skip
    assert security["arrived"]["links"] >= 336
    assert security["refused"] == []
    assert accounted_for(security, SECURITY) == set()


def test_its_pages_are_paired_and_not_doubled(security):
    assert len(texts(security, "en")) == len(texts(security, "nl")) == 32
    pairs = {text.lesson_id: text.title for text in texts(security, "nl")}
    first = texts(security, "en")[0]
    assert (first.title, pairs[first.lesson_id]) == (
        "The CIA triad and other key concepts",
        "De CIA-driehoek en andere belangrijke concepten",
    )


def test_its_modules_are_named_in_both_languages(security):
    course = db.session.get_one(Course, security["course"]["id"])
    modules = db.session.query(Module).filter_by(course_id=course.id).order_by(Module.position).all()
    assert (modules[0].title, modules[0].titles) == ("Basic security concepts", {"nl": "Basisconcepten beveiliging"})
    assert [module.position for module in modules] == list(range(1, 9))
    assert course.language == "en"


def test_every_address_in_it_works_here(arrived, security):
    cast = Cast(arrived.app)
    for text in texts(security, "en") + texts(security, "nl"):
        for address in addresses(text):
            assert address.startswith(("https://", "http://", "mailto:")) or LOCAL.match(address), (text.title, address)
        for image in re.findall(r'<img [^>]*src="([^"]+)"', text.html):
            assert image.startswith("/files/")
    image = next(address for address in addresses(texts(security, "nl")[0]) if address.startswith("/files/"))
    answer = cast.author.get(image)
    assert answer.status_code == 200
    assert answer.mimetype.startswith("image/")
    assert cast.outsider.get(image).status_code == 404


def test_its_images_stand_where_they_stood(security):
    english = texts(security, "en")[0]
    assert english.html.count("<img ") == 2
    assert re.search(r'<a href="https://learn-video[^"]+"[^>]*><img ', english.html)


def test_the_headers_of_tools_are_not_shown_but_said(security):
    assert not [text for text in texts(security, "nl") if "CO_OP_TRANSLATOR" in text.draft_body]
    assert all("Disclaimer" in text.html for text in texts(security, "nl"))
    said = [entry for entry in security["changed"] if entry["what"] == "comment"]
    assert len(said) == 33


def test_a_carpentries_lesson_arrives_whole(git):
    assert git["course"]["title"] == "Version Control with Git"
    assert git["arrived"]["images"] == 31
    assert git["arrived"]["pages"] == git["arrived"]["lessons"] == 18
    assert accounted_for(git, GIT) == set()


def test_its_episodes_stand_in_the_order_of_its_configuration(git):
    episodes = [key for key in keys(git) if key.startswith("episodes/")]
    assert len(episodes) == 14
    assert episodes == sorted(episodes)
    assert keys(git)[-3:] == ["learners/discuss.md", "learners/reference.md", "learners/setup.md"]


def lesson_text(receipt: dict, key: str) -> LessonText:
    return texts(receipt)[keys(receipt).index(key)]


def test_its_minutes_come_from_teaching_and_exercises(git):
    rows = db.session.query(Lesson).filter_by(course_id=git["course"]["id"])
    minutes = {lesson.import_key: lesson.minutes for lesson in rows}
    assert minutes["episodes/04-changes.md"] == 20
    assert minutes["episodes/10-open.md"] == 10
    assert minutes["learners/setup.md"] is None


def test_solutions_stay_hidden_until_asked_for(git):
    html = "".join(text.html for text in texts(git))
    assert html.count("callout-challenge") >= 38
    assert html.count('<details class="solution') >= 25
    assert ":::" not in re.sub(r"<pre.*?</pre>", "", html, flags=re.S)


def test_links_to_headings_in_other_episodes_lead_there(git):
    reference = lesson_text(git, "learners/reference.md")
    basics = lesson_text(git, "episodes/01-basics.md")
    assert f'href="/lessons/{reference.lesson_id}#h-version-control"' not in basics.html
    assert f'href="/lessons/{reference.lesson_id}#h-conflict"' in basics.html
    assert 'id="h-conflict"' in reference.html


def test_notes_for_instructors_reach_no_learner(git):
    why = {entry["where"]: entry["why"] for entry in git["refused"]}
    assert "those who teach" in why["instructors/instructor-notes.md"]
    assert "those who teach" in why["profiles/learner-profiles.md"]
    assert not [
        text for text in texts(git) if "Version control might be the most important topic we teach" in text.draft_body
    ]


def test_pictures_keep_their_descriptions(git):
    images = re.findall(r"<img [^>]*>", "".join(text.html for text in texts(git)))
    assert len(images) >= 30
    assert [image for image in images if re.search(r'alt="\s*"', image)] == []
