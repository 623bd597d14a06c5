"""A question as its template shows it: safe HTML of its texts, what is chosen, and what an answer is told."""

import re
from functools import cached_property

from babel.lists import format_list
from flask_babel import get_locale, gettext

from courses.questions.kinds import BadResponse, Grade, grade
from courses.questions.kinds.arranging import answers_of
from courses.questions.kinds.cloze import split_at_gaps
from courses.questions.kinds.typing import alike_by
from lms.markup import plain_text, stored

ONE_PARAGRAPH = re.compile(r"\s*<p(?: [^>]*)?>((?:(?!</?p[ >]).)*)</p>\s*", re.DOTALL)


class Asked:
    """`question` has kind, content and rendered, as a QuestionVersion does; `order` is what `arrange` gave.

    `judge` is the version that says what is right, when that is another one than was asked; `given` what a person says
    the answer is worth."""

    def __init__(
        self, question, response: dict | None, order: list[str] | None, shows_feedback: bool = False, judge=None,
        given: float | None = None,
    ):  # fmt: skip
        self.question, self.kind, self.content = question, question.kind, question.content
        self.judge, self.given = judge or question, given
        self.response, self.shows_feedback = response or {}, shows_feedback
        self._order = order or []

    def html(self, path: str):
        """The HTML of a text; empty when there is none."""
        return stored(self.question.rendered.get(path, ""))

    def in_line(self, path: str):
        """The HTML of a text that is one paragraph, without it, as a label may hold it; None for a longer one."""
        found = ONE_PARAGRAPH.fullmatch(self.question.rendered.get(path, ""))
        return stored(found[1]) if found else None

    def words(self, path: str) -> str:
        return " ".join(plain_text(self.question.rendered.get(path, "")).split())

    def pieces(self):
        """(HTML, index of the gap behind it, gap) of a text with gaps; the last has none."""
        known = {gap["key"]: (index, gap) for index, gap in enumerate(self.content.get("gaps", []))}
        for html, key in split_at_gaps(self.question.rendered.get("text", "")):
            yield stored(html), *known.get(key, (None, None))

    @property
    def rows(self) -> list[tuple[int, dict]]:
        """(index, row) of what is chosen, matched or ordered, as this attempt shows it."""
        name = {"matching": "pairs", "ordering": "items"}.get(self.kind, "options")
        places = {key: place for place, key in enumerate(self._order)}
        return sorted(enumerate(self.content.get(name, [])), key=lambda row: places.get(row[1]["key"], len(places)))

    @property
    def ordered(self) -> list[tuple[int, dict]]:
        """The items in the order of the answer, those without a place last."""
        chosen = self.response.get("order") or []
        return sorted(
            self.rows, key=lambda row: chosen.index(row[1]["key"]) if row[1]["key"] in chosen else len(chosen)
        )

    def place_of(self, key: str) -> int | None:
        chosen = self.response.get("order") or []
        return chosen.index(key) + 1 if key in chosen else None

    def is_chosen(self, key: str) -> bool:
        chosen = self.response.get("chosen")
        return key == chosen or (isinstance(chosen, list) and key in chosen)

    def in_gap(self, key: str, name: str) -> str:
        return (self.response.get("gaps") or {}).get(key, {}).get(name, "")

    @property
    def alike(self) -> str:
        """What does not matter in words that are typed, in a sentence; for gaps what matters in none of them."""
        typed = {
            "short": [self.content],
            "cloze": [gap for gap in self.content.get("gaps", []) if gap.get("kind") == "short"],
        }.get(self.kind)
        if not typed:
            return ""
        rules = [alike_by(one) for one in typed]
        names = [] if any(rule["match_case"] for rule in rules) else [gettext("capitals")]
        if not any(rule["match_accents"] for rule in rules):
            names.append(gettext("accents"))
        if all(rule["spaces"] == "ignored" for rule in rules):
            names.append(gettext("spaces"))
        elif not any(rule["spaces"] == "exact" for rule in rules):
            names.append(gettext("extra spaces"))
        listed = format_list(names, locale=get_locale() or "en")
        return gettext("What does not matter: %(things)s.", things=listed) if names else ""

    @property
    def answers(self) -> list[str]:
        return answers_of(self.content)

    @cached_property
    def grade(self) -> Grade:
        if not self.shows_feedback:
            return Grade(None)
        try:
            return grade(self.judge.kind, self.judge.content, self.response, self.given)
        except BadResponse:
            return Grade(None)

    def told(self, key: str):
        """The feedback on an option, where it belongs to this answer."""
        keys = [row["key"] for row in self.judge.content.get("options", [])]
        path = f"options.{keys.index(key)}.feedback" if key in keys else ""
        return self._said(path) if path in self.grade.feedback else ""

    @property
    def overall(self) -> list:
        """What is told under the question; feedback on an option stands at that option."""
        at_option = () if self.kind not in ("single", "multiple") else ("options.",)
        return [self._said(path) for path in self.grade.feedback if not path.startswith(at_option or "\0")]

    def _said(self, path: str):
        return stored(self.judge.rendered.get(path, ""))

    @property
    def outcome(self) -> str:
        """right, partly or wrong; empty while nobody says."""
        if self.grade.fraction is None or self.kind == "description":
            return ""
        return {1.0: "right", 0.0: "wrong"}.get(self.grade.fraction, "partly")
