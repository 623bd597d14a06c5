"""Inline syntax of our own: mentions, links by title, and the attributes Pandoc writes in braces."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

MAX_ATTRIBUTES = 1_500
MAX_MENTIONS = 50
MAX_TITLES = 200
MENTION = re.compile(r"@(?:\[([^\[\]\n]{1,80})\]|([^\W_](?:[\w.-]{0,58}[^\W_])?))")
TITLE = r"[^\[\]|\n]{1,200}"
TITLED = re.compile(rf"\[\[({TITLE})(?:\|({TITLE}))?\]\](?![(\[])")
# A quotation mark ends a value only before a space or the brace: authors write alt='the repository's address'.
DOUBLE = r"\"((?:[^\"\n]|\"(?![\s}]))*)\"(?=[\s}])"
SINGLE = r"'((?:[^'\n]|'(?![\s}]))*)'(?=[\s}])"
ATTRIBUTES = re.compile(rf"\{{(?:[^{{}}\"'\n]|{DOUBLE}|{SINGLE})*\}}")
ATTRIBUTE = re.compile(rf"([\w-]+)\s*=\s*(?:{DOUBLE}|{SINGLE}|([^\s\"'{{}}]+))|#([\w.:-]+)")
BEFORE_ATTRIBUTES = frozenset({"image", "link_close", "code_inline"})
BRACKETED = re.compile(r"\[([^\[\]\n]{1,200})\](?=\{[#.])")
TRAILING = re.compile(r"[ \t]+\{([#.][^{}]*)\}[ \t]*\Z")


def spans(parser: MarkdownIt) -> None:
    parser.inline.ruler.before("link", "bracketed_span", _bracketed_span)
    parser.inline.ruler.before("link", "titled", _titled)
    parser.inline.ruler.push("attributes", _attributes)
    parser.inline.ruler.push("mention", _mention)


def read_attributes(source: str) -> dict[str, str]:
    """The pairs in `{#id key='value'}`; classes are left out."""
    found = {}
    for key, double, single, bare, identity in ATTRIBUTE.findall(source):
        found["id" if identity else key.lower()] = identity or double or single or bare
    return found


def _attributes(state: StateInline, silent: bool) -> bool:
    if silent or state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    previous = state.tokens[-1]
    if previous.type not in BEFORE_ATTRIBUTES:
        return False
    found = ATTRIBUTES.match(state.src, state.pos, state.pos + MAX_ATTRIBUTES)
    if not found or (previous.type == "code_inline" and found[0][1:2] not in (".", "#")):
        return False
    previous.meta = {**previous.meta, "attributes": read_attributes(found[0])}
    state.pos = found.end()
    return True


def _bracketed_span(state: StateInline, silent: bool) -> bool:
    if silent or state.src[state.pos] != "[":
        return False
    found = BRACKETED.match(state.src, state.pos)
    attributes = found and ATTRIBUTES.match(state.src, found.end(), found.end() + MAX_ATTRIBUTES)
    if not attributes:
        return False
    identity = read_attributes(attributes[0]).get("id")
    if identity:
        push_anchor(state, identity)
    kept = state.pos, state.posMax
    state.pos, state.posMax = found.start(1), found.end(1)
    state.md.inline.tokenize(state)
    state.pos, state.posMax = kept
    state.pos = attributes.end()
    return True


def push_anchor(state: StateInline, identity: str) -> None:
    token = state.push("anchor", "span", 0)
    token.content = identity


def _titled(state: StateInline, silent: bool) -> bool:
    """`[[title]]` or `[[title|words]]`: a link where the title is known, else the words alone, or what was typed."""
    resolve = state.env.get("titled")
    if resolve is None or silent or state.src[state.pos] != "[" or state.linkLevel > 0:
        return False
    found = TITLED.match(state.src, state.pos)
    title = " ".join(found[1].split()) if found else ""
    if not title:
        return False
    seen = state.env.setdefault("titles", {})
    if title not in seen:
        if len(seen) >= MAX_TITLES:
            return False
        seen[title] = resolve(title)
    if seen[title] == "":
        return False
    address, words = seen[title], (found[2] or "").strip() or title
    if address:
        state.push("link_open", "a", 1).attrs = {"href": address}
    state.push("text", "", 0).content = words
    if address:
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def _mention(state: StateInline, silent: bool) -> bool:
    resolve = state.env.get("mention")
    if resolve is None or silent or state.src[state.pos] != "@" or state.linkLevel > 0:
        return False
    before = state.src[state.pos - 1] if state.pos else " "
    found = None if before.isalnum() or before in "_@/.-" else MENTION.match(state.src, state.pos)
    if not found:
        return False
    key = found[1] or found[2]
    seen = state.env.setdefault("mentioned", {})
    if key not in seen:
        if len(seen) >= MAX_MENTIONS:
            return False
        seen[key] = resolve(key)
    if seen[key] is None:
        return False
    address, name = seen[key]
    opened = state.push("link_open", "a", 1)
    opened.attrs = {"href": address, "class": "mention"}
    state.push("text", "", 0).content = f"@{name}"
    state.push("link_close", "a", -1)
    state.pos = found.end()
    return True
