"""What a copy takes along and under which numbers it stands there, so that texts lead to the copies and not back."""

import re
from dataclasses import dataclass, field

ADDRESS = re.compile(
    r"(?<![\w/.-])/(?:files/(?P<file>[A-Za-z0-9_-]{8,64})(?=/)|(?P<kind>lessons|courses)/(?P<id>\d{1,18})(?!\d))"
)
QUESTION = re.compile(
    r"""(?P<before>^[ \t>]*:{3,}[ \t]*question[ \t]+\#?|\ data-question=["']?)(?P<id>\d{1,18})(?!\d)""", re.M | re.X
)


@dataclass
class Carrying:
    """Numbers in the original → those in the copy; files go by their keys."""

    courses: dict[int, int] = field(default_factory=dict)
    lessons: dict[int, int] = field(default_factory=dict)
    categories: dict[int, int] = field(default_factory=dict)
    questions: dict[int, int] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def text(self, words: str) -> str:
        """Markdown or HTML with the addresses and numbers of what came along."""
        if "/" in words:
            words = ADDRESS.sub(self._address, words)
        if "question" in words:
            words = QUESTION.sub(self._question, words)
        return words

    def content(self, content):
        """The same for everything written in a structure of lists and dictionaries."""
        if isinstance(content, dict):
            return {name: self.content(value) for name, value in content.items()}
        if isinstance(content, list):
            return [self.content(value) for value in content]
        return self.text(content) if isinstance(content, str) else content

    def explained_at(self, explained: dict | None) -> dict | None:
        """The passage that explains a question, when its lesson came along."""
        lesson_id = self.lessons.get(explained["lesson_id"]) if explained else None
        return explained | {"lesson_id": lesson_id} if lesson_id else None

    def _address(self, found: re.Match) -> str:
        if found["file"]:
            return f"/files/{self.files.get(found['file'], found['file'])}"
        known = self.lessons if found["kind"] == "lessons" else self.courses
        return f"/{found['kind']}/{known.get(int(found['id']), found['id'])}"

    def _question(self, found: re.Match) -> str:
        return f"{found['before']}{self.questions.get(int(found['id']), found['id'])}"


def numbers_asked(words: str) -> set[int]:
    """The questions a text asks by their numbers."""
    return {int(found["id"]) for found in QUESTION.finditer(words)}


def twin(row, **changes):
    """A new row with the same columns, except those in `changes` and its own id."""
    columns = [attribute.key for attribute in type(row).__mapper__.column_attrs if attribute.key != "id"]
    return type(row)(**{name: getattr(row, name) for name in columns} | changes)
