"""Rearranging parsed Markdown: callouts get titles, solutions fold, lone images become figures, tasks get marks."""

import re
from html import escape

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from lms.markup.divisions import kind_of
from lms.markup.sanitising import DISCLOSURES
from lms.markup.spans import TRAILING, read_attributes

TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
# What stands somewhere else: the text holds its number alone.
PLACES = {
    "question": '<div class="self-check" data-question="{number}"></div>\n',
    "quoted": '<div class="quoted" data-quote="{number}"></div>\n',
}
ALERT = re.compile(r"\[!([A-Za-z]+)\][ \t]*([^\n]*)(?:\n|\Z)")


def mark_tasks(state: StateCore) -> None:
    for item, paragraph, inline in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if item.type != "list_item_open" or paragraph.type != "paragraph_open" or inline.type != "inline":
            continue
        found = TASK.match(inline.content)
        if found:
            item.attrSet("class", "task" if found[1] == " " else "task task-done")
            inline.content = inline.content[found.end() :]


def mark_alerts(state: StateCore) -> None:
    """Quotations that open with `[!NOTE]` are callouts."""
    tokens = state.tokens
    for index, token in enumerate(tokens[:-2]):
        if token.type != "blockquote_open" or tokens[index + 2].type != "inline":
            continue
        inline = tokens[index + 2]
        found = ALERT.match(inline.content)
        if not found or not kind_of(found[1]):
            continue
        closing = tokens[_closing(tokens, index, "blockquote_open", "blockquote_close")]
        inline.content = inline.content[found.end() :]
        token.meta = {"kind": kind_of(found[1]), "title": found[2].strip()}
        token.type, closing.type = "division_open", "division_close"


def mark_anchors(state: StateCore) -> None:
    """A heading may carry its own anchor: `## Title {#name}`."""
    for heading, inline in zip(state.tokens, state.tokens[1:], strict=False):
        found = TRAILING.search(inline.content[-200:]) if heading.type == "heading_open" else None
        if found:
            inline.content = inline.content[: len(inline.content) - len(found[0])]
            heading.meta = {"anchor": read_attributes(found[1]).get("id", "")}


def arrange(state: StateCore) -> None:
    words, instructor = state.env.get("words", {}), state.env.get("instructor", False)
    state.tokens = _arranged(state.tokens, words, instructor)


def _arranged(tokens, words, instructor):
    kept, index = [], 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "division_open":
            last = _closing(tokens, index, "division_open", "division_close")
            kept += _division(token.meta, tokens[index + 1 : last], words, instructor)
            index = last
        elif token.type == "heading_open" and token.meta.get("anchor"):
            kept += [token, Token("anchor", "span", 0, content=token.meta["anchor"])]
        elif token.type == "paragraph_open" and _is_lone_image(tokens[index + 1]):
            kept += _figure(tokens[index + 1].children[0])
            index += 2
        else:
            kept.append(token)
        index += 1
    return kept


def _division(meta, inside, words, instructor):
    kind = meta["kind"]
    if kind == "instructor" and not instructor:
        return []
    if kind == "tab":
        return [_raw('<div class="tabset">\n'), *_tabs(inside, words, instructor), _raw("</div>\n")]
    if place := PLACES.get(kind):
        return [_raw(place.format(number=meta["title"])), *_arranged(inside, words, instructor)]
    if not kind:
        return _arranged(inside, words, instructor)
    word = words.get(kind, kind.capitalize())
    title, inside = _title(meta, inside, word)
    body = _arranged(inside, words, instructor)
    if kind in DISCLOSURES:
        return [_raw(f'<details class="{kind}"><summary>'), *title, _raw("</summary>\n"), *body, _raw("</details>\n")]
    opening = f'<div class="callout callout-{kind}"><p class="callout-title">'
    return [_raw(opening), *title, _raw("</p>\n"), *body, _raw("</div>\n")]


def _title(meta, inside, word):
    """The heading the author wrote, with the kind's word before it, or the word alone."""
    if meta["title"]:
        given, words = [_raw(escape(meta["title"]))], meta["title"]
    elif inside and inside[0].type == "heading_open":
        given, words, inside = [inside[1]], inside[1].content, inside[3:]
    else:
        return [_raw(escape(word))], inside
    if words.lower().startswith(word.lower()):
        return given, inside
    return [_raw(f'<span class="callout-kind">{escape(word)}</span> '), *given], inside


def _tabs(inside, words, instructor):
    """Every heading directly inside opens one tab."""
    kept, open_tab = [], False
    index = 0
    while index < len(inside):
        token = inside[index]
        if token.type == "heading_open" and token.level == inside[0].level:
            kept += [_raw("</details>\n")] * open_tab
            kept += [_raw('<details class="tab"><summary>'), inside[index + 1], _raw("</summary>\n")]
            open_tab, index = True, index + 3
            continue
        last = index
        if token.nesting == 1:
            last = _closing(inside, index, token.type, token.type.removesuffix("_open") + "_close")
        kept += _arranged(inside[index : last + 1], words, instructor)
        index = last + 1
    return kept + [_raw("</details>\n")] * open_tab


def _closing(tokens, index, opening, closing):
    depth = 0
    for position in range(index, len(tokens)):
        depth += (tokens[position].type == opening) - (tokens[position].type == closing)
        if depth == 0:
            return position
    return len(tokens) - 1


def _is_lone_image(inline):
    return inline.type == "inline" and [token.type for token in inline.children or []] == ["image"]


def _figure(image):
    """Pandoc's way: with an `alt` attribute the bracketed text is the caption; otherwise the title is."""
    if image.meta.get("attributes", {}).get("alt"):
        caption = image.children or []
    else:
        title = image.attrs.get("title")
        caption = [_raw(escape(title))] if title else []
    image.attrs.pop("title", None)
    figure = Token("inline", "", 0, children=[_raw("<figure>"), image])
    if caption:
        figure.children += [_raw("<figcaption>"), *caption, _raw("</figcaption>")]
    figure.children.append(_raw("</figure>\n"))
    return [figure]


def _raw(markup):
    return Token("markup", "", 0, content=markup)
