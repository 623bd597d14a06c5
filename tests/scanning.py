"""Reads a QR code as a phone would, from the dark modules of its drawing: `scanned(svg)` is the text in it.

Knows no library and mends nothing: every module must be right. Small codes (versions 1 to 6) of bytes."""

import re

TOTAL = (26, 44, 70, 100, 134, 172)  # codewords of each version
# (codewords that mend, blocks) of each version, by the two bits that name the level.
MENDING = {
    0b01: ((7, 1), (10, 1), (15, 1), (20, 1), (26, 1), (18, 2)),
    0b00: ((10, 1), (16, 1), (26, 1), (18, 2), (24, 2), (16, 4)),
    0b11: ((13, 1), (22, 1), (18, 2), (26, 2), (18, 4), (24, 4)),
    0b10: ((17, 1), (28, 1), (22, 2), (16, 4), (22, 4), (28, 4)),
}
MASKS = (
    lambda y, x: (y + x) % 2, lambda y, x: y % 2, lambda y, x: x % 3, lambda y, x: (y + x) % 3,
    lambda y, x: (y // 2 + x // 3) % 2, lambda y, x: y * x % 2 + y * x % 3, lambda y, x: (y * x % 2 + y * x % 3) % 2,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2,
)  # fmt: skip
OF_FORMAT = [(8, x) for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [(y, 8) for y in (7, 5, 4, 3, 2, 1, 0)]


def scanned(svg: bytes) -> str:
    dark = _dark_modules(svg.decode())
    top, left = min(y for y, _x in dark), min(x for _y, x in dark)
    dark = {(y - top, x - left) for y, x in dark}
    size = max(x for _y, x in dark) + 1
    version = (size - 17) // 4
    form = int("".join(str(int(place in dark)) for place in OF_FORMAT), 2) ^ 0b101010000010010
    mask = MASKS[form >> 10 & 7]
    bits = [str(int(((y, x) in dark) != (mask(y, x) == 0))) for y, x in _path(size, version)]
    words = [int("".join(bits[at : at + 8]), 2) for at in range(0, TOTAL[version - 1] * 8, 8)]
    data = "".join(f"{word:08b}" for word in _in_order(words, *MENDING[form >> 13][version - 1]))
    assert data[:4] == "0100", "not a code of bytes"
    length = int(data[4:12], 2)
    return bytes(int(data[at : at + 8], 2) for at in range(12, 12 + 8 * length, 8)).decode()


def _dark_modules(svg: str) -> set[tuple[int, int]]:
    """(row, column) of what the lines of the drawing cover."""
    drawn = re.search(r'<path class="qrline"[^>]* d="([^"]+)"', svg)[1]
    found, x, y = set(), 0.0, 0.0
    for act, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", drawn):
        if act == "M":
            x, y = float(first), float(second)
        elif act == "m":
            x, y = x + float(first), y + float(second)
        else:
            found |= {(int(y), int(x) + step) for step in range(int(first))}
            x += float(first)
    return found


def _path(size: int, version: int):
    """The modules that carry data, two columns at a time, up and down from the lower right corner."""
    middle = size - 7 if version > 1 else -9
    for turn, right in enumerate([*range(size - 1, 6, -2), 5, 3, 1]):
        for y in range(size - 1, -1, -1) if turn % 2 == 0 else range(size):
            for x in (right, right - 1):
                in_corner = (y < 9 and (x < 9 or x >= size - 8)) or (y >= size - 8 and x < 9)
                if not (in_corner or 6 in (y, x) or (abs(y - middle) < 3 and abs(x - middle) < 3)):
                    yield y, x


def _in_order(words: list[int], mending: int, blocks: int) -> list[int]:
    """The codewords of data, which stand woven into each other by blocks."""
    data = len(words) - mending * blocks
    lengths = [data // blocks + (block >= blocks - data % blocks) for block in range(blocks)]
    woven = iter(words)
    found: list[list[int]] = [[] for _ in lengths]
    for place in range(max(lengths)):
        for block, length in zip(found, lengths, strict=True):
            if place < length:
                block.append(next(woven))
    return sum(found, [])
