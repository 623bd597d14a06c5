"""From the Markdown a person wrote to the HTML that is stored."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from threading import local

from markupsafe import Markup

from lms.markup.anchors import Block
from lms.markup.finishing import Finishing, Heading, Picture
from lms.markup.parser import build_parser
from lms.markup.players import Attached, Captions, Media
from lms.markup.sanitising import sanitise, sanitise_finished, settle
from lms.markup.tree import read, write

# Raise this when the same Markdown should give other HTML; stored texts are rendered again.
RENDERER_VERSION = 3
MAX_LENGTH = {"article": 150_000, "lesson": 150_000, "post": 60_000}
MAX_LINES = 4_000
MAX_REFERENCES = 1_500
MAX_CELLS = 12_000
MAX_FENCES = 1_000  # lines that open or close a code block
TOP_LEVEL = {"article": 2, "lesson": 2, "post": 3}
DEFAULT_WORDS = {
    "callout": "Note",
    "caution": "Caution",
    "challenge": "Challenge",
    "checklist": "Checklist",
    "cover": "Plays on {site}, which then knows that you watch it.",
    "danger": "Danger",
    "discussion": "Discussion",
    "done": "Done",
    "example": "Example",
    "exercise": "Exercise",
    "footnote-back": "Back to the text",
    "footnotes": "Footnotes",
    "hint": "Hint",
    "important": "Important",
    "info": "Information",
    "instructor": "For facilitators",
    "keypoints": "Key points",
    "note": "Note",
    "objectives": "Objectives",
    "prereq": "Before you begin",
    "questions": "Questions",
    "quote": "Quotation",
    "reflection": "Reflection",
    "solution": "Solution",
    "spoiler": "Show more",
    "table": "Table",
    "testimonial": "In their words",
    "tip": "Tip",
    "to-do": "To do",
    "try": "Try it",
    "warning": "Warning",
}
FRONT_MATTER_LINE = re.compile(r"(?:[\w-]+[ \t]*:|[ \t#-]|\Z)")
MAX_FRONT_MATTER = 200
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_of_this_thread = local()


@dataclass(frozen=True)
class Rendered:
    html: str
    text: str
    headings: tuple[Heading, ...]
    blocks: tuple[Block, ...]
    links: tuple[str, ...]
    images: tuple[str, ...]
    mentions: tuple[str, ...]
    titles: tuple[str, ...] = ()


def render(
    source: str,
    *,
    profile: str = "article",
    link: Callable[[str], str | None] | None = None,
    image: Callable[[str], Picture | Media | Captions | Attached | str | None] | None = None,
    facts: Callable[[str], str | None] | None = None,
    mention: Callable[[str], tuple[str, str] | None] | None = None,
    titled: Callable[[str], str | None] | None = None,
    words: Mapping[str, str] | None = None,
    instructor: bool = False,
) -> Rendered:
    """Render Markdown for storing.

    `link` and `image` receive an address as written and answer the one to use; None keeps it, "" drops it. `image` may
    also answer what else stands there; `facts` says of an address what file it is, such as “PDF, 1.2 MB”.
    `mention` receives the word after @ and answers (address, name), or None when nobody is meant.
    `titled` receives the title in `[[title]]` and answers its address, None when only the words are to stand there, or ""
    when it is to stay as it was typed; without it double brackets mean nothing. `Rendered.titles` are all that were asked for.
    """
    words = DEFAULT_WORDS | dict(words or {})
    env = {"mention": mention, "titled": titled, "words": words, "instructor": instructor}
    source = _readable(source)
    if profile != "post":
        source = without_front_matter(source)
    settled = None if _is_too_much(source, profile) else settle(_parser().render(source, env))
    html, mentioned = _as_typed(source) if settled is None else settled, env.get("mentioned", {})
    return _finished(html, profile, words, link, image, facts, mentioned, tuple(env.get("titles", ())))


def render_html(
    source: str,
    *,
    profile: str = "article",
    link: Callable[[str], str | None] | None = None,
    image: Callable[[str], Picture | str | None] | None = None,
    words: Mapping[str, str] | None = None,
) -> Rendered:
    """The same for a text that arrives as HTML, as most course packages do."""
    return _finished(sanitise(_readable(source)), profile, DEFAULT_WORDS | dict(words or {}), link, image, None, {})


def stored(html: str) -> Markup:
    """Mark HTML from `render` as safe to show: the only place that does."""
    return Markup(html)


def plain_text(html: str) -> str:
    """The words of a piece of HTML."""
    return read(sanitise(html)).text()


def excerpt(text: str, length: int = 200) -> str:
    """The first words of a plain text, cut between words."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[: max(1, length - 1)]
    return f"{(cut.rsplit(' ', 1)[0] if ' ' in cut[length // 2 :] else cut).rstrip(' ,.;:–-')}…"


def without_front_matter(source: str) -> str:
    """The text after the `---` lines some editors write above it."""
    lines = source.split("\n", MAX_FRONT_MATTER)
    if lines[0].rstrip() != "---":
        return source
    for number, line in enumerate(lines[1:MAX_FRONT_MATTER], 1):
        if line.rstrip() in ("---", "..."):
            return "\n".join(lines[number + 1 :])
        if not FRONT_MATTER_LINE.match(line):
            break
    return source


def _is_too_much(source, profile):
    """Whether reading this as Markdown would cost more than any text a person means."""
    lines = source.split("\n")
    if len(source) > MAX_LENGTH[profile] or len(lines) > MAX_LINES:
        return True
    pipes = [line.count("|") for line in lines if "|" in line]
    return (
        len(pipes) * max(pipes, default=0) > MAX_CELLS
        or sum(line.startswith("[") for line in lines) > MAX_REFERENCES
        or sum(line.lstrip(" >").startswith(("```", "~~~")) for line in lines) > MAX_FENCES
    )


def _as_typed(source):
    return f"<p>{escape(source, quote=False)}</p>"


def _readable(source):
    return UNPRINTABLE.sub("", source.replace("\r\n", "\n").replace("\r", "\n"))


def _parser():
    # The parser keeps state while it works, and a server has several threads.
    if not hasattr(_of_this_thread, "parser"):
        _of_this_thread.parser = build_parser()
    return _of_this_thread.parser


def _finished(settled, profile, words, link, image, facts, mentioned, titles=()):
    finishing = Finishing(read(settled), words, link, image, facts, TOP_LEVEL[profile], anchors=profile != "post")
    finishing.finish()
    return Rendered(
        html=sanitise_finished(write(finishing.root)),
        text=finishing.text,
        headings=tuple(finishing.headings),
        blocks=tuple(finishing.blocks),
        links=tuple(dict.fromkeys(finishing.links)),
        images=tuple(dict.fromkeys(finishing.images)),
        mentions=tuple(key for key, person in mentioned.items() if person is not None),
        titles=titles,
    )
