"""The only door through which user text becomes safe HTML."""

from lms.markup.anchors import Block, blocks_in, find_anchor, with_passage
from lms.markup.films import embed_of
from lms.markup.finishing import Heading, Picture, heading_id
from lms.markup.links import addresses_in, unlinked
from lms.markup.players import Attached, Captions, Media
from lms.markup.rendering import (
    DEFAULT_WORDS,
    MAX_LENGTH,
    RENDERER_VERSION,
    Rendered,
    excerpt,
    plain_text,
    render,
    render_html,
    stored,
    without_front_matter,
)
from lms.markup.sanitising import sanitise

__all__ = [
    "DEFAULT_WORDS",
    "MAX_LENGTH",
    "RENDERER_VERSION",
    "Attached",
    "Block",
    "Captions",
    "Heading",
    "Media",
    "Picture",
    "Rendered",
    "addresses_in",
    "blocks_in",
    "embed_of",
    "excerpt",
    "find_anchor",
    "heading_id",
    "plain_text",
    "render",
    "render_html",
    "sanitise",
    "stored",
    "unlinked",
    "with_passage",
    "without_front_matter",
]
