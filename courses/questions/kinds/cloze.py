"""Fill in: gaps in a text, each a question of its own."""

import re

from courses.questions.kinds.choosing import single
from courses.questions.kinds.numeric import numeric
from courses.questions.kinds.responses import BadResponse, Grade, known
from courses.questions.kinds.typing import short

GAP_KINDS = {"short": short, "numeric": numeric, "single": single}
# A tag is stepped over whole, so that no gap is found in an attribute.
TAG_OR_GAP = re.compile(r'<(?:"[^"]*"|[^">])*>|\[\[([\w-]{1,40})\]\]')


def gaps_in(text: str) -> list[str]:
    """The keys of the gaps in a text, Markdown or HTML, in order."""
    return [found[1] for found in TAG_OR_GAP.finditer(text) if found[1]]


def split_at_gaps(html: str) -> list[tuple[str, str]]:
    """(HTML, key of the gap behind it); the last has no gap."""
    pieces, place = [], 0
    for found in TAG_OR_GAP.finditer(html):
        if found[1]:
            pieces.append((html[place : found.start()], found[1]))
            place = found.end()
    return [*pieces, (html[place:], "")]


class cloze:
    @staticmethod
    def grade(content, response) -> Grade:
        filled = response.get("gaps") or {}
        gaps = {gap["key"]: (index, gap) for index, gap in enumerate(content["gaps"])}
        if not isinstance(filled, dict) or not all(isinstance(part, dict) for part in filled.values()):
            raise BadResponse("gaps")
        for key in filled:
            known(key, gaps)
        parts, paths = {}, []
        for key, (index, gap) in gaps.items():
            grade = GAP_KINDS[gap["kind"]].grade(_asked(content, gap), filled.get(key, {}))
            parts[key] = grade.fraction
            paths += [f"gaps.{index}.{path}" for path in grade.feedback]
        weights = {key: gap.get("weight") or 1.0 for key, (_, gap) in gaps.items()}
        reached = [weights[key] * fraction for key, fraction in parts.items()]
        return Grade(
            1.0 if set(parts.values()) == {1.0} else min(1.0, sum(reached) / sum(weights.values())), parts, paths
        )

    @staticmethod
    def right_answer(content) -> dict:
        return {
            "gaps": {gap["key"]: GAP_KINDS[gap["kind"]].right_answer(_asked(content, gap)) for gap in content["gaps"]}
        }

    @staticmethod
    def read(content, data, prefix) -> dict:
        read = {
            gap["key"]: GAP_KINDS[gap["kind"]].read(gap, data, f"{prefix}gaps-{gap['key']}-") for gap in content["gaps"]
        }
        filled = {key: response for key, response in read.items() if response}
        return {"gaps": filled} if filled else {}


def _asked(content, gap) -> dict:
    return {"language": content.get("language", "en"), **gap}
