"""Images: examined by content, re-encoded without what cameras hide in them."""

from lms.images.kinds import media_type_of
from lms.images.pictures import Info, examine, prepare, reencode
from lms.images.refusal import ImageRefused, not_an_image
from lms.images.svg import clean_svg

__all__ = ["ImageRefused", "Info", "clean_svg", "examine", "media_type_of", "not_an_image", "prepare", "reencode"]
