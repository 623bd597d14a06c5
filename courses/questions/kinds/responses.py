"""What graders give back, and how what was sent is read."""

from dataclasses import dataclass, field

NEARLY = 0.011  # thirds written as 33 % still make a whole
LONGEST = 1_000  # letters of an answer that is typed on one line


class BadResponse(ValueError):
    """An answer of a shape that no page of ours sends."""


@dataclass(frozen=True, slots=True)
class Grade:
    """`fraction` of the points from 0 to 1, None when a person must say; `parts` of a cloze by the keys of its gaps.

    `feedback` names the texts of the content that are shown for this answer, by their path."""

    fraction: float | None
    parts: dict[str, float] = field(default_factory=dict)
    feedback: list[str] = field(default_factory=list)


def held(total: float) -> float:
    """A sum of fractions within 0…1; what is nearly a whole is one."""
    return 1.0 if total > 1 - NEARLY else max(0.0, total)


def text_of(response: dict, name: str = "text", longest: int = LONGEST) -> str:
    """A text that was sent; empty when there is none."""
    text = response.get(name, "")
    if not isinstance(text, str) or len(text) > longest:
        raise BadResponse(name)
    return text


def sent(name: str, text: str | None) -> dict:
    """A response that holds this text, or nothing."""
    return {name: text} if text and text.strip() else {}


def known(key, keys) -> str:
    if not isinstance(key, str) or key not in keys:
        raise BadResponse("no such choice")
    return key


def shown(content: dict, *paths: str) -> list[str]:
    """Those of these paths under which the author wrote something."""
    return [path for path in paths if at(content, path)]


def at(content, path: str):
    """What stands in a content under a path such as `options.0.text`; None when nothing does."""
    for step in path.split("."):
        if isinstance(content, list):
            content = content[int(step)] if step.isdecimal() and int(step) < len(content) else None
        else:
            content = content.get(step) if isinstance(content, dict) else None
    return content
