"""Turning TeX into presentation MathML that holds only elements we know."""

import html
from functools import lru_cache
from xml.etree.ElementTree import Element

from latex2mathml.converter import Converter

MAX_TEX = 2_000
MAX_TEX_DEPTH = 30
MATHS_ELEMENTS = frozenset(
    "math menclose mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow mspace msqrt "
    "mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none".split()
)
MATHS_ATTRIBUTES = frozenset(
    "accent columnalign columnlines columnspacing displaystyle fence form height largeop linethickness lspace "
    "mathvariant maxsize minsize movablelimits notation rowlines rowspacing rspace scriptlevel separator stretchy "
    "symmetric width depth voffset".split()
)
DROPPED_WITH_CONTENT = frozenset({"annotation", "annotation-xml", "semantics", "mglyph", "maction"})


@lru_cache(maxsize=512)
def mathml(tex: str, *, display: bool) -> str | None:
    """MathML for the formula, or None when it cannot be read."""
    if len(tex) > MAX_TEX or _depth(tex) > MAX_TEX_DEPTH:
        return None
    mode = "block" if display else "inline"
    try:
        root = Converter(display=mode).convert_to_element(tex)
    # The library raises whatever its parser stumbles over; any failure means: show the formula as code.
    except Exception:
        return None
    inner = "".join(_written(child) for child in root)
    return f'<math display="{mode}" alttext="{html.escape(tex)}">{inner}</math>'


def _depth(tex):
    depth = deepest = 0
    for character in tex:
        depth += (character == "{") - (character == "}")
        deepest = max(deepest, depth)
    return deepest + tex.count("\\left") + tex.count("\\begin")


def _written(element: Element) -> str:
    if element.tag in DROPPED_WITH_CONTENT:
        return ""
    inner = _text(element.text) + "".join(_written(child) + _text(child.tail) for child in element)
    if element.tag not in MATHS_ELEMENTS:
        return inner
    attributes = "".join(
        f' {name}="{html.escape(value)}"' for name, value in element.attrib.items() if name in MATHS_ATTRIBUTES
    )
    return f"<{element.tag}{attributes}>{inner}</{element.tag}>"


def _text(text):
    # The library writes symbols as character references inside plain text.
    return html.escape(html.unescape(text or ""), quote=False)
