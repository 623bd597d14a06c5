"""What a folder of Markdown becomes: order, modules, titles, languages, and what is kept from learners."""

import pytest

from courses.models import Course, Lesson, LessonText, Module
from lms.access import STAFF
from lms.admin.models import Academy
from lms.database import db
from tests.courses.imports import picture, refused, run, write


def outline(language: str = "en") -> list[tuple[str, list[str]]]:
    """(module, titles of its lessons), in order."""
    modules = db.session.query(Module).order_by(Module.position)
    return [
        (
            module.title,
            list(
                db.session.scalars(
                    db.select(LessonText.title)
                    .join(Lesson, Lesson.id == LessonText.lesson_id)
                    .where(Lesson.module_id == module.id, LessonText.language == language)
                    .order_by(Lesson.position)
                )
            ),
        )
        for module in modules
    ]


def said(receipt: dict, where: str) -> str:
    """Every reason the receipt gives for a place."""
    return " ".join(entry["why"] for entry in receipt["changed"] + receipt["refused"] if entry["where"] == where)


def lesson_text(language: str = "en") -> LessonText:
    return db.session.query(LessonText).filter_by(language=language).one()


def test_numbers_in_names_give_the_order(app, tmp_path):
    write(tmp_path, {"10-end.md": "# The end", "2-middle.md": "# The middle", "1-start.md": "# The start"})
    assert run(app, tmp_path)["arrived"]["lessons"] == 3
    assert outline() == [("Lessons", ["The start", "The middle", "The end"])]


def test_subfolders_become_modules(app, tmp_path):
    write(
        tmp_path,
        {
            "02-hearing/1.md": "# Change talk",
            "01-listening/2 silence.md": "# Silence",
            "01-listening/1 open.md": "# Open questions",
            "01-listening/README.md": "# Listening well",
        },
    )
    receipt = run(app, tmp_path)
    assert outline() == [("Listening well", ["Open questions", "Silence"]), ("Hearing", ["Change talk"])]
    assert "it became the title of the module" in said(receipt, "01-listening/README.md")


def test_decimal_numbers_group_pages_into_modules(app, tmp_path):
    write(tmp_path, {"1.1 A.md": "# A", "1.2 B.md": "# B", "2.1 C.md": "# C"})
    run(app, tmp_path)
    assert outline() == [("Module 1", ["A", "B"]), ("Module 2", ["C"])]


def test_headings_above_the_links_of_a_front_page_name_the_modules(app, tmp_path):
    front = "# Talking\n\nThis is a course about talking with people who doubt.\n\n## First\n\n- [b](b.md)\n\n## Then\n\n- [a](a.md)\n"
    write(tmp_path, {"README.md": front, "a.md": "# A", "b.md": "# B"})
    receipt = run(app, tmp_path)
    assert receipt["course"]["title"] == "Talking"
    assert outline() == [("First", ["B"]), ("Then", ["A"])]
    assert db.session.query(Course).one().summary == "This is a course about talking with people who doubt."
    assert "for the course page" in said(receipt, "README.md")


def test_a_front_page_that_tells_a_story_is_the_first_lesson(app, tmp_path):
    write(tmp_path, {"index.md": "# Welcome\n\n" + "Words that tell a story. " * 30, "a.md": "# A"})
    run(app, tmp_path)
    assert outline() == [("Lessons", ["Welcome", "A"])]


def test_a_table_of_contents_gives_order_and_modules(app, tmp_path):
    contents = "# Summary\n\n# Part one\n\n- [Zed](z.md)\n\n# Part two\n\n- [Ay](a.md)\n"
    write(tmp_path, {"SUMMARY.md": contents, "a.md": "# A", "z.md": "# Z"})
    receipt = run(app, tmp_path)
    assert outline() == [("Part one", ["Z"]), ("Part two", ["A"])]
    assert "it is no lesson itself" in said(receipt, "SUMMARY.md")


def test_the_navigation_of_a_site_gives_order_and_modules(app, tmp_path):
    site = "site_name: A site\nnav:\n  - Part one:\n      - Zed: z.md\n  - Part two:\n      - a.md\nplugins: !!python/name:os.system\n"
    write(tmp_path, {"mkdocs.yml": site, "docs/z.md": "# Z", "docs/a.md": "# A"})
    receipt = run(app, tmp_path)
    assert receipt["course"]["title"] == "A site"
    assert outline() == [("Part one", ["Z"]), ("Part two", ["A"])]


def test_front_matter_says_title_minutes_order_and_more(app, tmp_path):
    page = (
        "---\ntitle: Hearing it\nshort_title: Hearing\nduration: 1h\norder: 2\noptional: true\ncolour: red\n---\nWords."
    )
    write(tmp_path, {"a.md": page, "b.md": "---\ntitle: Before it\norder: 1\n---\nWords."})
    receipt = run(app, tmp_path)
    assert outline() == [("Lessons", ["Before it", "Hearing it"])]
    lesson = db.session.query(Lesson).filter_by(import_key="a.md").one()
    assert (lesson.minutes, lesson.is_required) == (60, False)
    assert said(receipt, "a.md") == "Not used here: colour."


def test_front_matter_that_cannot_be_read_is_refused_and_the_page_is_not(app, tmp_path):
    write(tmp_path, {"a.md": "---\ntitle: [unclosed\n---\n# A\n\nWords."})
    receipt = run(app, tmp_path)
    assert receipt["arrived"]["pages"] == 1
    assert "could not be read" in said(receipt, "a.md")
    assert outline() == [("Lessons", ["A"])]


def test_without_a_title_the_file_name_is_one(app, tmp_path):
    write(tmp_path, {"03_what-change_talk-is.md": "Words.", "🎉.md": "More words."})
    run(app, tmp_path)
    assert "What change talk is" in outline()[0][1]


def test_a_draft_arrives_unpublished(app, tmp_path):
    write(tmp_path, {"a.md": "---\ndraft: true\n---\n# A", "b.md": "# B"})
    receipt = run(app, tmp_path)
    assert "not published yet" in said(receipt, "a.md")
    assert db.session.query(Lesson).filter_by(import_key="a.md").one().published_at is None


@pytest.mark.parametrize(
    "names",
    [
        ("page.md", "translations/nl/page.md"),
        ("en/page.md", "nl/page.md"),
        ("page.en.md", "page.nl.md"),
        ("page.md", "page.nl.md"),
        ("docs/en/01-page.md", "docs/nl/01-bladzijde.md"),
    ],
)
def test_a_page_in_two_languages_is_one_lesson(app, tmp_path, names):
    write(
        tmp_path,
        {
            names[0]: "# A page\n\nThis is the text of the page that you and we have written for them.",
            names[1]: "# Een pagina\n\nDit is de tekst van de pagina die je met ons hebt geschreven.",
        },
    )
    receipt = run(app, tmp_path)
    assert (receipt["arrived"]["lessons"], receipt["arrived"]["pages"]) == (1, 2)
    assert lesson_text("en").title == "A page"
    assert lesson_text("nl").title == "Een pagina"


def test_a_language_the_academy_does_not_speak_is_refused_with_its_reason(app, tmp_path):
    write(tmp_path, {"a.md": "# A", "translations/fr/a.md": "# Le A", "translations/fr/README.md": "# Cours"})
    receipt = run(app, tmp_path)
    assert "does not speak (fr)" in said(receipt, "translations/fr/README.md")
    assert "does not speak (fr)" in said(receipt, "translations/fr/a.md")
    assert receipt["arrived"]["pages"] == 1


def test_a_dutch_folder_makes_a_dutch_course(app, tmp_path):
    write(tmp_path, {"a.md": "# Luisteren\n\nDit is een les over de vragen die je stelt en wat je niet hoort."})
    run(app, tmp_path)
    assert db.session.query(Course).one().language == "nl"
    assert lesson_text("nl").title == "Luisteren"


def test_the_language_asked_for_is_that_of_pages_that_do_not_say(app, tmp_path):
    write(tmp_path, {"a.md": "# OK"})
    run(app, tmp_path, "--language", "nl", "--title", "Kort")
    assert (db.session.query(Course).one().title, lesson_text("nl").title) == ("Kort", "OK")


def test_what_is_for_those_who_teach_reaches_no_learner(app, tmp_path):
    page = "# A\n\nFor all.\n\n::: instructor\n\nSecret answer.\n\n::: callout\nDeeper.\n:::\n\n:::\n\nFor all again."
    write(
        tmp_path,
        {
            "a.md": page,
            "instructors/notes.md": "# Notes\n\nSecret plan.",
            "instructors/plan.png": picture(),
            "b.md": "---\naudience: instructor\n---\n# Also secret",
        },
    )
    receipt = run(app, tmp_path)
    assert receipt["arrived"]["pages"] == 1
    body = lesson_text().draft_body
    assert "Secret" not in body
    assert "Deeper" not in body
    assert body.count("For all") == 2
    assert "those who teach" in said(receipt, "instructors/notes.md")
    assert "those who teach" in said(receipt, "instructors/plan.png")
    assert "those who teach" in said(receipt, "b.md")
    assert "learners must not read" in said(receipt, "a.md")


def test_instructor_notes_inside_code_are_code(app, tmp_path):
    write(tmp_path, {"a.md": "# A\n\n```\n::: instructor\nshown\n:::\n```\n"})
    run(app, tmp_path)
    assert "shown" in lesson_text().draft_body


def test_terms_and_credits_are_kept_as_files(app, tmp_path):
    write(tmp_path, {"a.md": "# A", "LICENSE": "CC BY", "AUTHORS.md": "# Us", "CONTRIBUTING.md": "# How"})
    receipt = run(app, tmp_path)
    assert (receipt["arrived"]["pages"], receipt["arrived"]["files"]) == (1, 2)
    assert "stands among the files of the lesson" in said(receipt, "LICENSE")
    assert "not for learners" in said(receipt, "CONTRIBUTING.md")


def test_what_belongs_to_a_computer_is_refused_by_name(app, tmp_path):
    write(tmp_path, {"a.md": "# A", ".DS_Store": b"x", "__MACOSX/a.md": "x"})
    receipt = run(app, tmp_path)
    assert "belongs to a computer" in said(receipt, ".DS_Store")
    assert "belongs to a computer" in said(receipt, "__MACOSX/a.md")


def test_a_placeholder_is_refused(app, tmp_path):
    write(tmp_path, {"a.md": "# A", "b.md": "---\ntitle: FIXME\n---\nThis is a placeholder file."})
    assert "placeholder" in said(run(app, tmp_path), "b.md")


def test_text_in_an_old_encoding_is_read_and_said(app, tmp_path):
    write(tmp_path, {"a.md": "# Caf\xe9".encode("latin-1"), "b.md": "\ufeff# Mark".encode(), "c.md": b"\x00\x01"})
    receipt = run(app, tmp_path)
    assert outline() == [("Lessons", ["Café", "Mark"])]
    assert "not in UTF-8" in said(receipt, "a.md")
    assert "no text" in said(receipt, "c.md")


def test_a_page_that_is_too_long_is_refused_with_its_reason(app, tmp_path):
    write(tmp_path, {"a.md": "# A", "b.md": "word " * 40_000})
    assert "Split it" in said(run(app, tmp_path), "b.md")


def test_a_folder_without_pages_is_refused_whole(app, tmp_path):
    write(tmp_path, {"picture.png": picture()})
    assert "no Markdown page" in refused(app, tmp_path)
    assert db.session.query(Course).count() == 0


def test_a_new_course_is_seen_by_staff_alone_and_the_receipt_says_so(app, cast, tmp_path):
    write(tmp_path, {"a.md": "# A"})
    receipt = run(app, tmp_path)
    course = db.session.query(Course).one()
    assert course.audience_id == STAFF
    assert "seen by staff alone" in said(receipt, receipt["course"]["title"])
    assert cast.author.get(receipt["course"]["url"]).status_code == 200
    assert cast.trainee.get(receipt["course"]["url"]).status_code == 404


def test_reasons_are_in_the_language_of_the_academy(app, tmp_path):
    db.session.get_one(Academy, 1).locale = "nl"
    db.session.commit()
    write(tmp_path, {"1.1 A.md": "# A", "1.2 B.md": "# B", "2.1 C.md": "# C"})
    assert run(app, tmp_path)["course"]["title"]


def test_a_single_page_is_a_course_of_one_lesson(app, tmp_path):
    write(tmp_path, {"talk.md": "# A talk\n\nWords."})
    assert run(app, tmp_path / "talk.md")["arrived"]["lessons"] == 1


def test_what_is_printed_without_json_can_be_read(app, tmp_path):
    write(tmp_path, {"a.md": "# A\n\n[gone](gone.md)"})
    result = app.test_cli_runner().invoke(args=["import-course", str(tmp_path)])
    assert "lessons: 1" in result.stdout
    assert "There is no such page" in result.stdout
