"""Brand: an academy's colour, corrected until its words can be read in both themes.

Colours are OKLCH (Ottosson 2020); contrast is the ratio of relative luminances of WCAG 2.2.
"""

import math
import re
from dataclasses import dataclass

HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")
ENOUGH = 4.5  # contrast of text, WCAG 2.2 AA
MOST_CHROMA = 0.12
LIGHT_MOST, DARK_LEAST = 0.45, 0.75  # lightness of the brand on light and on dark paper
PAPER_LIGHT, PAPER_DARK = (0.986, 0.005, 90.0), (0.205, 0.014, 205.0)


@dataclass(frozen=True)
class Brand:
    """The four tokens as CSS, whether the colour had to be changed, and its two forms as hex for mail and PDF."""

    css: str
    corrected: bool
    hex: str
    dark_hex: str


def brand_from(colour: str) -> Brand:
    """The brand for a colour such as `#005b5d`; ValueError for anything else."""
    if not HEX.fullmatch(colour):
        raise ValueError("a colour is written as # and six digits or letters a to f")
    lightness, chroma, hue = to_oklch(colour)
    chroma = min(chroma, MOST_CHROMA)
    light = readable((min(lightness, LIGHT_MOST), chroma, hue), PAPER_LIGHT, -0.01)
    dark = readable((max(lightness, DARK_LEAST), min(chroma, 0.1), hue), PAPER_DARK, +0.01)
    tokens = {
        "--brand": (light, dark),
        "--brand-ink": ((0.985, min(chroma, 0.008), hue), (0.205, min(chroma, 0.03), hue)),
        "--brand-text": ((light[0] - 0.01, chroma, hue), (min(dark[0] + 0.04, 0.95), dark[1], hue)),
        "--brand-wash": ((0.952, min(chroma, 0.018), hue), (0.268, min(chroma, 0.03), hue)),
    }
    lines = "".join(f"{name}:light-dark({css(a)},{css(b)});" for name, (a, b) in tokens.items())
    written = to_hex(light)
    corrected = max(abs(a - b) for a, b in zip(channels(written), channels(colour), strict=True)) > 0.02
    return Brand(f":root{{{lines}}}", corrected, written, to_hex(dark))


def readable(colour, paper, step: float):
    """The colour, made darker or lighter in steps until it can be read on the paper."""
    lightness, chroma, hue = colour
    while contrast((lightness, chroma, hue), paper) < ENOUGH and 0 < lightness < 1:
        lightness += step
    return (lightness, chroma, hue)


def contrast(one, other) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour) -> float:
    red, green, blue = (min(1.0, max(0.0, value)) for value in to_linear(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def css(colour) -> str:
    lightness, chroma, hue = colour
    return f"oklch({lightness:.3f} {chroma:.3f} {hue:.1f})"


def channels(colour: str) -> tuple[float, float, float]:
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))


def to_oklch(colour: str) -> tuple[float, float, float]:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def to_linear(colour) -> tuple[float, float, float]:
    lightness, chroma, hue = colour
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def to_hex(colour) -> str:
    values = []
    for linear in to_linear(colour):
        linear = min(1.0, max(0.0, linear))
        value = 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
        values.append(round(value * 255))
    return "#" + "".join(f"{value:02x}" for value in values)
