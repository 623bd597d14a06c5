"""Photos and pictures: read with limits, turned upright, made smaller and written anew."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps, ImageSequence, UnidentifiedImageError

from lms.images.kinds import media_type_of
from lms.images.refusal import ImageRefused
from lms.images.svg import clean_svg, size_of_svg

MAX_PIXELS = 50_000_000
MAX_SIDE = 2_000
MAX_FRAMES = 300
MAX_MOVING_PIXELS = 60_000_000
READABLE = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "AVIF")
LOSSY = frozenset({"JPEG", "MPO"})
QUALITY = 85
PNG_EFFORT = 6


@dataclass(frozen=True)
class Info:
    media_type: str
    width: int
    height: int
    frames: int = 1


def examine(data: bytes) -> Info:
    """What the image is, without decoding its pixels."""
    if media_type_of(data) == "image/svg+xml":
        return Info("image/svg+xml", *size_of_svg(clean_svg(data)))
    with _opened(data) as image:
        media_type = "image/jpeg" if image.format == "MPO" else Image.MIME[image.format]
        return Info(media_type, image.width, image.height, _frames(image))


def prepare(data: bytes) -> tuple[bytes, str, int, int]:
    """The image as it is kept, whatever kind it is: bytes, media type, width, height."""
    if media_type_of(data) == "image/svg+xml":
        cleaned = clean_svg(data)
        return (cleaned, "image/svg+xml", *size_of_svg(cleaned))
    return reencode(data)


def reencode(data: bytes, max_pixels: int = MAX_PIXELS, max_side: int = MAX_SIDE) -> tuple[bytes, str, int, int]:
    """The picture written anew: upright, in sRGB, at most `max_side` wide and high, without anything hidden."""
    with _opened(data) as image:
        if image.width * image.height > max_pixels:
            raise ImageRefused("too-large")
        try:
            frames = _frames(image)
            if 1 < frames <= MAX_FRAMES and frames * image.width * image.height <= MAX_MOVING_PIXELS:
                return _moving(image, max_side)
            return _still(image, max_side)
        # Decoders of damaged files raise errors of every kind.
        except Exception as error:
            raise ImageRefused("damaged") from error


def _opened(data):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(data), formats=READABLE)
    except Image.DecompressionBombError as error:
        raise ImageRefused("too-large") from error
    except UnidentifiedImageError as error:
        raise ImageRefused("unknown") from error
    except Exception as error:
        raise ImageRefused("damaged") from error


def _frames(image):
    # A JPEG with several frames holds previews, not a film.
    return 1 if image.format in LOSSY else getattr(image, "n_frames", 1)


def _still(image, max_side):
    lossy = image.format in LOSSY
    if lossy:
        # JPEG can be decoded at a fraction of its size; a phone's photo then costs little memory.
        image.draft(None, (max_side, max_side))
    picture = _in_srgb(ImageOps.exif_transpose(image), lossy)
    picture.thumbnail((max_side, max_side), Image.Resampling.LANCZOS)
    kept = io.BytesIO()
    if lossy:
        picture.save(kept, "JPEG", quality=QUALITY, optimize=True, progressive=True)
        media_type = "image/jpeg"
    elif image.format in ("WEBP", "AVIF"):
        picture.save(kept, "WEBP", quality=QUALITY)
        media_type = "image/webp"
    else:
        picture.save(kept, "PNG", compress_level=PNG_EFFORT)
        media_type = "image/png"
    return kept.getvalue(), media_type, picture.width, picture.height


def _moving(image, max_side):
    frames, durations = [], []
    for frame in ImageSequence.Iterator(image):
        durations.append(max(20, int(frame.info.get("duration") or 100)))
        picture = frame.convert("RGBA")
        picture.thumbnail((max_side, max_side))
        frames.append(_bare(picture))
    kept = io.BytesIO()
    frames[0].save(
        kept, "WEBP", save_all=True, append_images=frames[1:], duration=durations, loop=0, quality=75, method=2
    )
    return kept.getvalue(), "image/webp", frames[0].width, frames[0].height


def _in_srgb(picture, lossy):
    profile = picture.info.get("icc_profile")
    mode = "RGB" if lossy else _mode(picture)
    if profile and picture.mode in ("RGB", "RGBA", "CMYK"):
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            to = "RGBA" if picture.mode == "RGBA" else "RGB"
            picture = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode=to)
        except ImageCms.PyCMSError:
            # A broken colour profile is no reason to lose the picture.
            pass
    return _bare(picture if picture.mode == mode else picture.convert(mode))


def _mode(picture):
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        return "RGBA"
    return "L" if picture.mode in ("1", "L", "I;16", "I", "F") else "RGB"


def _bare(picture):
    picture = picture.copy()
    picture.info = {}
    return picture
