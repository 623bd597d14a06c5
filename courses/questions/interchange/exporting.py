"""The bank, or a category of it with what is in it, as a file of questions; what would stay behind is said before."""

import re
from urllib.parse import quote

from flask import current_app
from flask_babel import gettext as _

from courses.models import Course
from courses.questions.interchange import queries
from courses.questions.interchange.gift import writing as gift
from courses.questions.interchange.items import Item, every_text
from courses.questions.interchange.moodle import writing as moodle
from courses.questions.kinds.fields import KINDS, ROWS, fields_of_row
from courses.questions.queries import tags_of
from lms.files.models import File
from lms.interchange.receipts import Entry

LOSSES = {"gift": gift.losses, "moodle": moodle.losses}
ENDINGS = {"gift": "gift.txt", "moodle": "xml"}
FILE = re.compile(r"/files/([A-Za-z0-9_-]{8,64})/[^\s)\"'<>]*")


def items_of(course: Course, category_id: int | None = None) -> list[Item]:
    """The questions of the course, or of one category and those in it, as they stand now."""
    paths = queries.paths_of(course)
    chosen = paths.get(category_id, ())
    inside = {id: path for id, path in paths.items() if path[: len(chosen)] == chosen}
    rows = queries.versions_in(inside)
    order = list(inside)
    rows = sorted(rows, key=lambda row: order.index(row[0].category_id))
    ids = [question.id for question, _version in rows]
    tags, files = tags_of(ids), queries.files_of(ids)
    return [
        _item(question, version, inside[question.category_id], tags[question.id], files[question.id])
        for question, version in rows
    ]


def left_behind(items: list[Item], form: str) -> list[Entry]:
    """What of these questions the format has no place for: which question, and why."""
    found = [Entry(item.name, _("question"), why) for item in items for why in LOSSES[form](item)]
    return sorted(dict.fromkeys(found), key=lambda entry: (entry.why, entry.where))


def written(items: list[Item], form: str) -> bytes:
    return gift.write_gift(items).encode() if form == "gift" else moodle.write_moodle(items)


def file_name(course: Course, form: str) -> str:
    words = re.sub(r"[^\w]+", "-", course.title).strip("-")[:60] or "questions"
    return f"{words}.{ENDINGS[form]}"


def _item(question, version, path: tuple[str, ...], tags: list[str], files: list[File]) -> Item:
    names = _names(files)
    by_key = {file.key: names[file.id] for file in files}
    content = complete(KINDS[version.kind].fields, version.content)
    shown: set[str] = set()

    def carried(found):
        if found[1] not in by_key:
            return found[0]
        shown.add(found[1])
        return f"@@PLUGINFILE@@/{quote(by_key[found[1]])}"

    content = every_text(content, lambda text: FILE.sub(carried, text))
    storage = current_app.extensions["storage"]
    return Item(
        kind=version.kind,
        name=" ".join(version.name.split()),
        content={"explained_at": None} | content,
        points=version.points,
        tags=tags,
        key=(question.import_key.split(":", 2) + ["", "", ""])[2],
        category=path,
        files={names[file.id]: storage.open(file.key).read() for file in files if file.key in shown},
    )


def _names(files: list[File]) -> dict[int, str]:
    """Two files of the same name are told apart."""
    names: dict[int, str] = {}
    for file in files:
        names[file.id] = file.name if file.name not in names.values() else f"{file.id}-{file.name}"
    return names


def complete(fields, content: dict) -> dict:
    """The content with every field it may leave out, in its rows too."""
    found = dict(content)
    for field in fields:
        value = found.setdefault(field.name, field.unsaid)
        if field.kind == ROWS and field.fields:
            found[field.name] = [complete(fields_of_row(field, row), row) for row in value]
    return found
