"""Links and images of imported pages lead where they led, or the receipt says why not."""

import time

import pytest

from courses.models import Lesson, LessonFile, LessonText
from lms.database import db
from lms.files.models import File
from lms.interchange.foreign import settle_html
from lms.interchange.receipts import Receipt
from lms.interchange.spans import find_spans
from tests.courses.imports import picture, run, write


def body(key: str) -> str:
    statement = db.select(LessonText.draft_body).join(Lesson, Lesson.id == LessonText.lesson_id)
    return db.session.scalars(statement.where(Lesson.import_key == key)).one()


def html(key: str) -> str:
    statement = db.select(LessonText.html).join(Lesson, Lesson.id == LessonText.lesson_id)
    return db.session.scalars(statement.where(Lesson.import_key == key)).one()


def lesson_id(key: str) -> int:
    return db.session.query(Lesson).filter_by(import_key=key).one().id


def said(receipt: dict, where: str) -> list[tuple[str, str]]:
    return [
        (entry["what"], entry["why"]) for entry in receipt["changed"] + receipt["refused"] if entry["where"] == where
    ]


@pytest.mark.parametrize(
    "written",
    [
        "[b](b.md)",
        "[b](./b.md)",
        "[b](/b.md)",
        "[b](B.MD)",
        "[b](b)",
        "[b](b.html)",
        "[b](<b.md>)",
        '[b](b.md "Title")',
        "[b][R]\n\n[R]: b.md",
        '<a href="b.md">b</a>',
        "[b](https://github.com/somebody/course/blob/main/b.md)",
        "[**b**](b.md?plain=1)",
    ],
)
def test_a_link_to_a_page_leads_to_its_lesson(app, tmp_path, written):
    write(tmp_path, {"a.md": f"# A\n\n{written}", "b.md": "# B"})
    receipt = run(app, tmp_path)
    assert f'href="/lessons/{lesson_id("b.md")}"' in html("a.md")
    assert receipt["arrived"]["links"] == 1
    assert receipt["refused"] == []


@pytest.mark.parametrize("written", ["[b](2 The b page.md)", "[b](2%20The%20b%20page.md)", "[b](<2 The b page.md>)"])
def test_a_link_to_a_name_with_spaces_works(app, tmp_path, written):
    write(tmp_path, {"1 a.md": f"# A\n\n{written}", "2 The b page.md": "# B"})
    run(app, tmp_path)
    assert f"/lessons/{lesson_id('2 The b page.md')}" in html("1 a.md")


@pytest.mark.parametrize(
    ("fragment", "anchor"),
    [("whats-new", "h-what-s-new"), ("What's-new?", "h-what-s-new"), ("own", "h-own"), ("term", "h-term")],
)
def test_a_link_to_a_heading_leads_to_that_heading(app, tmp_path, fragment, anchor):
    page = "# B\n\n## What's new?\n\n## Another {#own}\n\n[term]{#term}\n: What it means.\n"
    write(tmp_path, {"a.md": f"# A\n\n[b](b.md#{fragment})", "b.md": page})
    run(app, tmp_path)
    assert f'href="/lessons/{lesson_id("b.md")}#{anchor}"' in html("a.md")
    assert f'id="{anchor}"' in html("b.md")


def test_a_link_within_the_page_stays_there(app, tmp_path):
    write(tmp_path, {"a.md": "# A\n\n[down](#whats-new)\n\n## What's new?"})
    run(app, tmp_path)
    assert 'href="#h-what-s-new"' in html("a.md")


def test_a_link_to_a_heading_that_is_not_there_leads_to_the_page_and_is_said(app, tmp_path):
    write(tmp_path, {"a.md": "# A\n\n[b](b.md#nowhere)", "b.md": "# B"})
    receipt = run(app, tmp_path)
    assert f'href="/lessons/{lesson_id("b.md")}"' in html("a.md")
    assert said(receipt, "a.md") == [
        ("link #nowhere", "There is no such heading; the link leads to the top of the page.")
    ]


@pytest.mark.parametrize(
    "written", ["[some words](gone.md)", "[some words][R]\n\n[R]: gone.md", '<a href="gone.md">some words</a>']
)
def test_a_link_that_leads_nowhere_keeps_its_words_and_is_said(app, tmp_path, written):
    write(tmp_path, {"a.md": f"# A\n\n{written}"})
    receipt = run(app, tmp_path)
    assert "some words" in html("a.md")
    assert "<a " not in html("a.md")
    assert receipt["refused"][0]["what"] == "link gone.md"
    assert receipt["refused"][0]["where"] == "a.md"
    assert receipt["arrived"]["links"] == 0


def test_a_link_to_what_learners_must_not_read_keeps_its_words(app, tmp_path):
    write(tmp_path, {"a.md": "# A\n\n[the plan](instructors/plan.md)", "instructors/plan.md": "# Plan"})
    receipt = run(app, tmp_path)
    assert "the plan" in html("a.md")
    assert "did not arrive" in receipt["refused"][-1]["why"]


def test_a_dangerous_address_is_refused(app, tmp_path):
    write(tmp_path, {"a.md": "# A\n\n[x](javascript:alert(1)) ![y](data:image/svg+xml;base64,AAAA)"})
    receipt = run(app, tmp_path)
    assert "javascript" not in html("a.md")
    assert len(receipt["refused"]) == 2


@pytest.mark.parametrize(
    "written",
    [
        "![A heron](images/my heron.png)",
        "![A heron](images/my%20heron.png)",
        "![A heron](/images/my heron.png)",
        "![A heron](<images/my heron.png>)",
        "![A heron][H]\n\n[H]: <images/my heron.png>",
        '<img src="images/my heron.png" alt="A heron">',
        "![](images/my heron.png){alt='A heron' width=\"40%\"}",
        "[![A heron](images/my heron.png)](https://video.example/1)",
    ],
)
def test_an_image_arrives_however_it_is_written(app, cast, tmp_path, written):
    write(tmp_path, {"pages/a.md": f"# A\n\n{written}", "images/my heron.png": picture(), "b.md": "# B"})
    write(tmp_path, {"pages/images/my heron.png": picture()} if not written.startswith("![A heron](/") else {})
    run(app, tmp_path)
    file = db.session.query(File).one()
    assert f'<img src="/files/{file.key}/my%20heron.png" alt="A heron"' in html("pages/a.md")
    assert 'width="2" height="2"' in html("pages/a.md")
    assert cast.author.get(f"/files/{file.key}/my%20heron.png").status_code == 200
    assert cast.trainee.get(f"/files/{file.key}/my%20heron.png").status_code == 404


def test_the_same_picture_twice_is_kept_once_and_said(app, tmp_path):
    write(tmp_path, {"a.md": "# A\n\n![one](1.png) ![two](2.png)", "1.png": picture(), "2.png": picture()})
    receipt = run(app, tmp_path)
    assert receipt["arrived"]["images"] == 2
    assert db.session.query(File).count() == 1
    assert said(receipt, "2.png") == [("file", "The same as “1.png”, so it is kept once.")]


def test_a_picture_on_two_pages_belongs_to_both(app, tmp_path):
    write(tmp_path, {"a.md": "# A\n\n![x](1.png)", "b.md": "# B\n\n![x](1.png)", "1.png": picture()})
    run(app, tmp_path)
    assert db.session.query(LessonFile).count() == 2


def test_a_picture_no_page_shows_arrives_and_is_said(app, tmp_path):
    write(tmp_path, {"a.md": "# A", "1.png": picture()})
    receipt = run(app, tmp_path)
    assert receipt["arrived"]["images"] == 1
    assert "No page shows it" in said(receipt, "1.png")[0][1]


def test_a_picture_that_is_missing_leaves_its_description(app, tmp_path):
    write(tmp_path, {"a.md": "# A\n\n![A heron](gone.png)"})
    receipt = run(app, tmp_path)
    assert "A heron" in html("a.md")
    assert "<img" not in html("a.md")
    assert receipt["refused"] == [
        {"what": "image gone.png", "where": "a.md", "why": "There is no such file in the source."}
    ]


def test_a_picture_that_is_none_is_refused_with_its_reason(app, tmp_path):
    write(tmp_path, {"a.md": "# A\n\n![A heron](x.png)", "x.png": b"\x89PNG\r\n\x1a\n broken"})
    receipt = run(app, tmp_path)
    assert said(receipt, "x.png")[0][0] == "file"
    assert "its description stands alone" in said(receipt, "a.md")[0][1]


def test_a_picture_elsewhere_becomes_a_link_and_is_said(app, tmp_path):
    write(tmp_path, {"a.md": "# A\n\n![A heron](https://birds.example/heron.png)"})
    receipt = run(app, tmp_path)
    assert '<a href="https://birds.example/heron.png"' in html("a.md")
    assert "fetch nothing from other sites" in said(receipt, "a.md")[0][1]


def test_other_files_arrive_as_downloads(app, cast, tmp_path):
    write(tmp_path, {"a.md": "# A\n\n[the form](papers/form (1).pdf)", "papers/form (1).pdf": b"%PDF-1.4 x"})
    receipt = run(app, tmp_path)
    file = db.session.query(File).one()
    assert receipt["arrived"]["files"] == 1
    assert f'href="/files/{file.key}/form%20%281%29.pdf"' in html("a.md")
    assert "attachment" in cast.author.get(f"/files/{file.key}/x").headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("written", "shown", "what"),
    [
        ('<iframe src="https://v.example/1" title="The talk"></iframe>', '<a href="https://v.example/1"', "<iframe>"),
        ('<video controls><source src="talk.mp4"></video>', "/talk.mp4", "<video>"),
        ("<center>In the middle</center>", "<p", "<center>"),
        ("<script>alert(1)</script>Words", "Words", "<script>"),
    ],
)
def test_html_that_lessons_do_not_show_is_settled_and_said(app, tmp_path, written, shown, what):
    write(tmp_path, {"a.md": f"# A\n\n{written}\n", "talk.mp4": b"\0\0\0\x18ftypmp42"})
    receipt = run(app, tmp_path)
    assert shown in html("a.md")
    assert "&lt;" not in html("a.md")
    assert "alert" not in html("a.md")
    assert what in [entry[0] for entry in said(receipt, "a.md")]


def test_words_in_angle_brackets_stay_words(app, tmp_path):
    write(tmp_path, {"a.md": "# A\n\nType <your name here> and List<String>."})
    receipt = run(app, tmp_path)
    assert "&lt;your name here&gt;" in html("a.md")
    assert said(receipt, "a.md") == []


def test_code_is_left_as_it_is(app, tmp_path):
    code = "`[b](b.md)`\n\n```\n![x](gone.png) <script>\n```\n\n    [b](gone.md)\n"
    write(tmp_path, {"a.md": f"# A\n\n{code}", "b.md": "# B"})
    receipt = run(app, tmp_path)
    assert body("a.md") == code.strip("\n")
    assert receipt["refused"] == []


def test_code_of_templates_is_said(app, tmp_path):
    write(tmp_path, {"a.md": "# A\n\n{% include note.html %} and `{{ code }}`"})
    assert said(run(app, tmp_path), "a.md")[0][0] == "template code"


def test_spans_are_found_one_inside_the_other():
    spans = find_spans("[![Watch](a b.png)](https://v.example/?id=(1)) and \\[no](x)")
    assert [(span.kind, span.address) for span in spans] == [
        ("picture", "a b.png"),
        ("link", "https://v.example/?id=(1)"),
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![](",
        "[a](",
        "](x",
        "<a ",
        "`",
        "[a]: ",
        "<!--",
        "{%",
        "**[",
        "<script>",
        "<video ",
        "[a]: x\n",
        '<a "',
        "``a` ",
    ],
)
def test_nonsense_is_read_quickly(piece):
    began = time.process_time()
    settled = settle_html("a.md", piece * 10_000, Receipt())
    find_spans(settled)
    assert time.process_time() - began < 5
