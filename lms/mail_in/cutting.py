"""What somebody wrote themselves, cut loose from what their mail program quoted and from their signature.

Knows how Outlook, Gmail, Apple Mail, Thunderbird, Yahoo, Proton and phones begin a quote, in Dutch and English (and the
usual German and French). Answers written between quoted lines keep the lines they answer.

Anybody may send us anything, so what can repeat is matched possessively (`*+`): no line takes longer than it is long."""

import re
from itertools import islice

HERE_IT_ENDS = "\x1e"  # a line that tells where a mail program said the quote begins
INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
MARK = r"[>\s*_]*+"
WROTE = re.compile(
    MARK + r"(?:"
    r"on\b.{4,300}?\bwrote\s*:|"
    r"op\b.{4,300}?\b(?:schreef|geschreven)\b.{0,150}?:|"
    r"op\b.{4,300}?\bheeft\b.{1,200}?\bgeschreven\s*:|"
    r".{2,150}?\b(?:wrote|schreef)\b(?: (?:on|op)\b.{4,100}?)?\s*:|"
    r"am\b.{4,300}?\bschrieb\b.{0,150}?:|"
    r"le\b.{4,300}?\ba écrit\s*:"
    r")[\s*_]*",
    re.I | re.S,
)
DATED = re.compile(r"\d{1,2}[:.]\d{2}|\b(?:19|20)\d{2}\b|@")
DIVIDER = re.compile(
    r"[>\s*]*+[-_–—]{2,}+\s*+(?:original (?:message|appointment)|oorspronkelijk(?:e)? (?:bericht|e-?mail)|"
    r"origineel bericht|forwarded message|doorgestuurd bericht|ursprüngliche nachricht|message d'origine)\s*+[-_–—]{2,}+\s*+",
    re.I,
)
HEADER = re.compile(
    MARK + r"(?:from|van|sent|verzonden|verstuurd|date|datum|to|aan|cc|subject|onderwerp|importance|urgentie|reply-to|"
    r"beantwoorden)\s*+\*{0,2}+\s*+:\*{0,2}.*",
    re.I,
)
FIRST_HEADER = re.compile(MARK + r"(?:from|van)\s*+\*{0,2}+\s*+:\*{0,2}\s*+\S.*", re.I)
UNDERSCORES = re.compile(r"\s*_{8,}\s*")
SIGNATURE = re.compile(r"\s*(?:-- ?|—|__+)\s*")
FROM_A_PHONE = re.compile(
    MARK + r"(?:(?:sent|verzonden|verstuurd|gestuurd)\s+(?:from|with|via|vanaf|vanuit|met|door)\s+.{0,80}|"
    r"(?:get|download|haal)\s+\[?outlook\s+(?:for|voor)\b.{0,120}|"
    r"\[?outlook\s+(?:for|voor)\s+(?:ios|android|mac)\]?\b.{0,80}(?:downloaden|ophalen)?.{0,60}|"
    r"(?:von meinem|envoyé de mon)\s.{0,60})",
    re.I,
)
PHONES = re.compile(
    r"iphone|ipad|ios|android|samsung|galaxy|huawei|xiaomi|pixel|nokia|phone|telefoon|mobiel|mobile|tablet|outlook|windows|"
    r"mail|apparaat|device|thunderbird|bluemail|spark",
    re.I,
)
GREETING = re.compile(
    r"\s*+(?:met (?:vriendelijke|hartelijke|warme|collegiale|beste) groet(?:en)?|vriendelijke groet(?:en)?|"
    r"hartelijke groet(?:en)?|(?:veel |lieve |warme )?groet(?:en|jes)?|m\.?v\.?g\.?|(?:kind|best|warm|warmest)? ?regards|"
    r"best wishes|(?:many )?thanks,|cheers|sincerely|yours(?: sincerely| truly)?)\s*+[,.!]?+\s*+"
    r"(?:[A-Z][\w'’-]*+(?: [A-Z][\w'’-]*+)?+)?+\s*+",
    re.I,
)
DISCLAIMER = re.compile(
    r"\s*[*_>]*(?:disclaimer\b|dit (?:e-?mail)?bericht (?:\(.{0,40}\) )?(?:is|kan|en|bevat)\b.{0,80}(?:bestemd|vertrouwelijk)|"
    r"de informatie (?:verzonden )?in (?:dit|deze) e-?mail|this (?:e-?mail|message)\b.{0,80}(?:confidential|intended)|"
    r"the information (?:contained )?in this (?:e-?mail|message)|think before you print|denk aan het milieu)",
    re.I,
)
MOST_SIGNED = 12  # lines below a greeting that can be a signature
LONGEST_SIGNED = 90
LONGEST_QUOTE = 8  # lines of a quote that are kept above an answer to them


def cut(text: str) -> str:
    """The sender's own words; everything when nothing would be left that way only because of a signature."""
    lines = _tidy(text).split("\n")
    own, rest = _parted(lines)
    own, rest = _unsigned(own), _unsigned(rest)
    if not _says_something(own) and rest:
        own = _answers(rest)
    elif rest and (between := _answers(rest)):
        own = [*own, "", *between]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(own)).strip()


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """(before the quote, from the quoted lines on where answers may stand between them)."""
    for number, line in enumerate(lines):
        if line.strip() == HERE_IT_ENDS or DIVIDER.fullmatch(line):
            return lines[:number], []
        if UNDERSCORES.fullmatch(line) and any(
            FIRST_HEADER.fullmatch(after) for after in lines[number + 1 : number + 4]
        ):
            return lines[:number], []
        if FIRST_HEADER.fullmatch(line) and _is_header(lines, number):
            return lines[:number], []
        if span := _attribution(lines, number):
            return lines[:number], lines[number + span :]
    return _without_last_quote(lines), []


def _is_header(lines: list[str], number: int) -> bool:
    """“From:” with “Sent:”, “To:” or “Subject:” below it, as Outlook and phones begin a quote."""
    below = [line for line in lines[number + 1 : number + 7] if line.strip("> \t*")][:4]
    return sum(bool(HEADER.fullmatch(line)) for line in below) >= 2


def _attribution(lines: list[str], number: int) -> int:
    """How many lines “On Wednesday … wrote:” takes, which mail programs break where they like; 0 when it is none."""
    if not lines[number].strip("> *_") or not any(":" in line for line in lines[number : number + 4]):
        return 0
    for span in (1, 2, 3, 4):
        together = " ".join(line.strip("> \t") for line in lines[number : number + span])
        if len(together) > 400 or any(not line.strip("> \t") for line in lines[number : number + span]):
            return 0
        if WROTE.fullmatch(together):
            is_quoted = any(line.startswith(">") for line in _next_lines(lines, number + span))
            return span if DATED.search(together) or is_quoted else 0
    return 0


def _next_lines(lines: list[str], number: int) -> list[str]:
    return [line for line in lines[number : number + 3] if line.strip()][:1]


def _answers(rest: list[str]) -> list[str]:
    """What stands below or between quoted lines, with the lines it answers where those are few; nothing without any."""
    if not any(line.startswith(">") for line in rest):
        return []
    blocks: list[tuple[bool, list[str]]] = []
    for line in rest:
        is_quote = line.startswith(">")
        if not line.strip() and blocks or blocks and blocks[-1][0] == is_quote:
            blocks[-1][1].append(line)
        elif line.strip():
            blocks.append((is_quote, [line]))
    while blocks and blocks[-1][0]:
        blocks.pop()
    if blocks and not blocks[0][0]:  # words right below “wrote:” without a mark are quoted too
        blocks.pop(0)
    kept = []
    for is_quote, block in blocks:
        while block and not block[-1].strip(">\n "):
            block.pop()
        if not is_quote or len(block) <= LONGEST_QUOTE and not any(_attribution(block, n) for n in range(len(block))):
            kept += [*block, ""]
    return kept if any(line.strip() and not line.startswith(">") for line in kept) else []


def _without_last_quote(lines: list[str]) -> list[str]:
    """Without the quoted lines at the end, whatever stood above them."""
    end = len(lines)
    while end and (lines[end - 1].startswith(">") or not lines[end - 1].strip()):
        end -= 1
    return lines[:end]


def _unsigned(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        if SIGNATURE.fullmatch(line) or DISCLAIMER.match(line):
            lines = lines[:number]
            break
        if FROM_A_PHONE.fullmatch(line) and PHONES.search(line) and number >= len(lines) - 6:
            lines = lines[:number]
            break
    for number, line in enumerate(lines):
        if GREETING.fullmatch(line) and _is_signature(lines, number + 1) and _says_something(lines[:number]):
            return lines[:number]
    return lines


def _is_signature(lines: list[str], first: int) -> bool:
    """Whether what stands from a line on is as short as what people sign with."""
    below = (lines[number] for number in range(first, len(lines)) if lines[number].strip())
    shown = list(islice(below, MOST_SIGNED + 1))
    return len(shown) <= MOST_SIGNED and all(len(line) <= LONGEST_SIGNED for line in shown)


def _says_something(lines: list[str]) -> bool:
    return any(line.strip("> \t") for line in lines)


def _tidy(text: str) -> str:
    text = INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " "))
    lines = "\n".join(line.rstrip() if line.rstrip() != "--" else "-- " for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines)
