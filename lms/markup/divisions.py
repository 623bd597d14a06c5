"""Fenced divisions (`::: challenge … :::`) as course authors write them: any number of colons, nested, named."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from lms.markup.sanitising import KINDS

MAX_DIVISION_DEPTH = 6
OPENING = re.compile(
    r":{3,}[ \t]*(?:\{(?P<attributes>[^{}]*)\}|(?P<name>[A-Za-z][\w-]*))[ \t]*(?P<title>[^:]*?)[ \t]*:*\Z"
)
CLOSING = re.compile(r":{3,}[ \t]*\Z")
FIRST_CLASS = re.compile(r"\.(?P<name>[A-Za-z][\w-]*)")
TITLE_ATTRIBUTE = re.compile(r"title\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
CODE_FENCE = re.compile(r"(`{3,}|~{3,})")
NUMBER = re.compile(r"#?([1-9][0-9]{0,14})\Z")  # of a question in the bank of the course, of a quote of the article
NUMBERED = {"question": "question", "quote": "quoted"}  # what stands somewhere else, and how its place is called
SYNONYMS = {
    "prerequisite": "prereq",
    "prerequisites": "prereq",
    "group-tab": "tab",
    "tabs": "tab",
    "tabset": "tab",
    "panel-tabset": "tab",
    "try-it": "try",
    "key-points": "keypoints",
    "instructor-note": "instructor",
    "answer": "solution",
    "collapse": "spoiler",
}


def divisions(parser: MarkdownIt) -> None:
    parser.block.ruler.before("fence", "division", _division, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def kind_of(name: str) -> str:
    """The kind we know by this name, or an empty string."""
    name = name.lower().removeprefix("callout-")
    name = SYNONYMS.get(name, name)
    return name if name in KINDS else ""


def _division(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    line = _line(state, start)
    if not line.startswith(":::") or state.is_code_block(start) or len(line) > 300:
        return False
    if CLOSING.match(line):
        # A closing line without an opening one says nothing to a reader.
        if not silent:
            state.line = start + 1
        return True
    opening = OPENING.match(line)
    if not opening:
        return False
    if silent:
        return True
    depth = state.env.get("division_depth", 0)
    if depth >= MAX_DIVISION_DEPTH:
        state.line = start + 1
        return True
    name, title = _name_and_title(opening)
    last = _closing_line(state, start + 1, end)
    opened = state.push("division_open", "div", 1)
    opened.meta = {"kind": kind_of(name), "title": title}
    if name.lower() in NUMBERED and (number := NUMBER.match(title)):
        opened.meta = {"kind": NUMBERED[name.lower()], "title": number[1]}
    opened.map = [start, last]
    state.env["division_depth"] = depth + 1
    kept = state.parentType, state.lineMax
    state.parentType, state.lineMax = "division", last
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax = kept
    state.env["division_depth"] = depth
    state.push("division_close", "div", -1)
    state.line = min(last + 1, end)
    return True


def _closing_line(state, line, end):
    depth, fence = 0, ""
    while line < end:
        text = _line(state, line)
        if text and state.sCount[line] < state.blkIndent:
            return line
        mark = CODE_FENCE.match(text)
        if fence:
            if mark and mark.group(1).startswith(fence) and not text.strip(fence[0] + " \t"):
                fence = ""
        elif mark:
            fence = mark.group(1)
        elif CLOSING.match(text):
            if depth == 0:
                return line
            depth -= 1
        elif text.startswith(":::") and len(text) <= 300 and OPENING.match(text):
            depth += 1
        line += 1
    return end


def _line(state, number):
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()


def _name_and_title(opening):
    attributes = opening["attributes"]
    if attributes is None:
        return opening["name"], opening["title"].strip("[] ")
    found, title = FIRST_CLASS.search(attributes), TITLE_ATTRIBUTE.search(attributes)
    return (found["name"] if found else ""), (title[1] or title[2] or "" if title else "")
