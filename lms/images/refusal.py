"""Why an image is not taken, in a code for programs and a sentence for the person who sent it."""

from flask_babel import lazy_gettext as _l

REASONS = {
    "unknown": _l("This is not an image we can read. Send a PNG, JPEG, GIF, WebP or SVG file."),
    "damaged": _l("This image is damaged or incomplete."),
    "too-large": _l("This image has too many pixels. Make it smaller and send it again."),
    "unsafe": _l("This drawing holds parts that are not allowed in an SVG file."),
    "too-complex": _l("This drawing is too complex to show. Export it as a PNG file and send that."),
}


class ImageRefused(Exception):
    """The image cannot be kept; `code` is stable, `reason` is a sentence for the sender."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code, self.reason = code, REASONS[code]


def not_an_image():
    return REASONS["unknown"]
