"""Dressing elements at the very end: colours for code, formulas as MathML, tables that scroll."""

from lms.markup.highlighting import highlighted
from lms.markup.maths import mathml
from lms.markup.tree import Element, Markup

COLOURING_ANYTHING = 200


def colour(pre, most):
    """Colour the code; answer how much of the budget that took."""
    code = next((child for child in pre.elements() if child.tag == "code"), None)
    pre.attributes["tabindex"] = "0"
    if code is None:
        return 0
    language = next((name.removeprefix("language-") for name in code.classes if name.startswith("language-")), "")
    source = "".join(code.strings())
    if not language or len(source) > most:
        return 0
    code.children = [Markup(highlighted(source, language))]
    return len(source) + COLOURING_ANYTHING


def typeset(code):
    kind = next((name for name in code.classes if name in ("math-inline", "math-display")), None)
    formula = kind and mathml("".join(code.strings()), display=kind == "math-display")
    if formula:
        code.tag, code.attributes, code.children = "span", {"class": kind}, [Markup(formula)]
    return 1 if kind else 0


def wrap_tables(element, label):
    for place, child in enumerate(element.children):
        if not isinstance(child, Element):
            continue
        if child.tag == "table":
            caption = next((inner.text() for inner in child.elements() if inner.tag == "caption"), "")
            scroll = {"class": "table-scroll", "tabindex": "0", "role": "region", "aria-label": caption or label}
            if "data-block" in child.attributes:
                scroll["data-block"] = child.attributes.pop("data-block")
            element.children[place] = Element("div", scroll, [child])
        else:
            wrap_tables(child, label)
