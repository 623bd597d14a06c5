"""Escapes of GIFT: signs that mean themselves are set aside before a question is taken apart, and put back after."""

import re

ESCAPED = {sign: chr(0x10FE00 + number) for number, sign in enumerate("~=#{}:\\")} | {"n": chr(0x10FE20)}
PLAIN = {stand_in: "\n" if sign == "n" else sign for sign, stand_in in ESCAPED.items()}
ESCAPE = re.compile(r"\\([~=#{}:\\n])")
STAND_IN = re.compile(f"[{''.join(PLAIN)}]")
LINE = ESCAPED["n"]


def set_aside(source: str) -> str:
    return ESCAPE.sub(lambda found: ESCAPED[found[1]], STAND_IN.sub("", source))


def put_back(text: str) -> str:
    return STAND_IN.sub(lambda found: PLAIN[found[0]], text)


def escape(text: str) -> str:
    """The text on one line, every sign of it meaning itself."""
    text = re.sub(r"[~=#{}:\\]", r"\\\g<0>", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.replace("\n", "\\n")
