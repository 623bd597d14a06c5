"""From the Markdown of a lesson to what its readers see."""

from lms.markup import Rendered
from lms.revisions import rendering


def render_text(body: str, language: str) -> Rendered:
    """Render the body of a lesson; a callout without a title is named in the language of the text."""
    return rendering.render_text(body, language, profile="lesson")
