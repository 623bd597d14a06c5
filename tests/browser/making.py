"""What several journeys begin with: a course of one's own, its lessons, and a quiz; made as an author makes them."""

import re

SAVING = re.compile(r"/lessons/\d+/draft")


def makes_a_course(author, title, *modules) -> str:
    """A course in preparation with these modules; the address of its page."""
    author.opens("/courses/new")
    author.writes("Title", title)
    author.presses("Make the course")
    author.sees("The course is made. Only staff can see it yet.")
    course = re.match(r"/courses/\d+", author.path)[0]
    for module in modules:
        author.writes("New module", module)
        author.presses("Add a module")
        author.heading(module)
    return course


def adds_lesson(author, course, module: int, title, words="Read this once.", kind="page") -> int:
    """A published lesson at the end of a module; its number in addresses."""
    author.opens(f"{course}/edit")
    section = author.page.locator("section.module-edit").nth(module - 1)
    author.unfolds("Add a lesson", section)
    author.writes("Title of the lesson", title, section)
    author.field("Kind", section).select_option(kind)
    author.presses("Add and write", section)
    publishes(author, words)
    return _number_of(author)


def adds_quiz(author, course, module: int, title) -> int:
    """A published quiz of one question, whose right answer is “True”; its number in addresses."""
    _writes_a_true_statement(author, course, f"{title}?")
    lesson = adds_lesson(author, course, module, title, kind="quiz")
    author.opens(f"/lessons/{lesson}/quiz")
    author.field(f"{title}?").check()
    author.presses("Add to the quiz")
    return lesson


def publishes(author, words) -> None:
    """These words become the text of the lesson that is open in the editor, for its readers to see."""
    text = author.page.get_by_role("textbox", name=author.words("Text in Markdown"))
    if author.manner.javascript:
        with author.page.expect_response(SAVING):
            text.fill(words)
    else:
        text.fill(words)
        author.presses("Save draft")
        author.sees("Saved.")
    author.unfolds("Publish")
    author.presses("Publish this lesson")
    author.sees("Published. Readers see it now.")


def opens_to_the_academy(author, course) -> None:
    """Everybody with an account reads all its lessons."""
    author.opens(f"{course}/edit")
    author.unfolds("Everyone with an account")
    author.presses("Open to the academy")


def _number_of(author) -> int:
    return int(re.search(r"/lessons/(\d+)", author.path)[1])


def _writes_a_true_statement(author, course, name) -> None:
    author.opens(f"{course}/questions")
    author.writes("Name of the category", "Drawer")
    author.presses("Add the category")
    author.field("Kind").first.select_option("true_false")
    author.presses("Write a question")
    author.writes("Name in the bank", name)
    author.page.locator("#text").fill("A pause is an answer too.")
    author.field("The statement is true").check()
    author.presses("Save", exact=True)
    author.heading(name)
