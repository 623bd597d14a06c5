"""From the texts of a question to what its readers see."""

from courses.questions.kinds.fields import texts_of
from lms.markup import RENDERER_VERSION
from lms.revisions.rendering import render_text


def render_content(kind: str, content: dict) -> dict[str, str]:
    """The HTML of each text of a content, by its path."""
    language = content.get("language", "en")
    return {path: render_text(text, language, profile="post").html for path, text in texts_of(kind, content).items()}


def rendered_parts(kind: str, content: dict) -> dict:
    """The columns of a version that follow from its content."""
    return {"rendered": render_content(kind, content), "renderer_version": RENDERER_VERSION}
