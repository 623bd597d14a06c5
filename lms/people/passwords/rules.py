"""What makes a password acceptable: long, and not one that others would try first. No rules about its characters."""

import re
import unicodedata

from flask_babel import gettext as _

SHORTEST = 15  # characters; a second factor will allow 8
LONGEST = 1000
FEWEST_OWN = 7  # letters and digits that must remain once everything guessable is taken out

# Words that guessing starts with, in the languages of the academy. Strung together they are as weak as alone.
COMMON_WORDS = (
    "password passwort passw0rd pa55word p4ssw0rd p@ssw0rd passphrase passcode wachtwoord wachtw00rd geheim geheimpje "
    "welkom welkom01 welcome letmein letme changeme change verander veranderen default standaard secret trustno1 "
    "login logon inlog inloggen signin account admin administrator beheer beheerder root system systeem gebruiker user "
    "guest gast test testing tester demo sample example voorbeeld temp tijdelijk iloveyou ilove youlove ikhouvanjou "
    "ikhou vanjou liefde schatje dragon monkey master superman batman starwars pokemon football voetbal baseball "
    "princess prinses sunshine zonneschijn shadow michael jennifer charlie whatever hello hallo goodbye qwerty qwertz "
    "azerty asdfgh asdf zxcvbn zxcv qazwsx wsxedc edcrfv 1qaz 2wsx 3edc 4rfv 5tgb 6yhn abc123 abcdef abcd "
    "lente voorjaar zomer herfst najaar winter spring summer autumn januari februari maart april augustus september "
    "oktober november december january february march august october monday maandag friday vrijdag ajax feyenoord "
    "nederland holland amsterdam rotterdam utrecht leerkring leren cursus course training academie academy school "
    "thisismypassword ditismijnwachtwoord correcthorsebatterystaple nobodyknows niemandweet"
).split()
RUNS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "01234567890")
SHORTEST_RUN = 4


def why_refused(password: str, *, email: str = "", name: str = "", academy: str = "") -> str | None:
    """A sentence that says what to choose instead; None when the password is fine."""
    if len(password) < SHORTEST:
        return _(
            "Use at least %(number)d characters. A short sentence that only you would write works well.",
            number=SHORTEST,
        )
    if len(password) > LONGEST:
        return _("Use at most %(number)d characters.", number=LONGEST)
    plain = _plain(password)
    if len(set(plain or password)) < 5 or re.fullmatch(r"(.{1,7}?)\1+.{0,6}", plain, re.DOTALL):
        return _("This repeats the same few characters. Write something longer that does not repeat.")
    own = _without(plain, [*_words(email), *_words(name), *_words(academy)])
    if own != plain and len(own) < FEWEST_OWN:
        return _("This is made of your name, your mail address or the name of the academy. Choose other words.")
    uncommon = _without(own, [*COMMON_WORDS, *_runs()])
    if uncommon != own and len(uncommon) < FEWEST_OWN:
        return _(
            "Many people choose this one, so it is tried first. Choose words that have nothing to do with each other."
        )
    return None


def _plain(text: str) -> str:
    """Letters and digits alone, without accents or capitals."""
    text = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in text if letter.isalnum())


def _words(text: str) -> list[str]:
    return [word for word in (_plain(word) for word in re.split(r"[\W_]+", text)) if len(word) > 2]


def _runs() -> list[str]:
    """Stretches of the alphabet and the keyboard, both ways, the longest first."""
    both = [*RUNS, *(run[::-1] for run in RUNS)]
    return [
        run[start : start + length]
        for length in range(26, SHORTEST_RUN - 1, -1)
        for run in both
        for start in range(len(run) - length + 1)
    ]


def _without(text: str, words: list[str]) -> str:
    """The text with every one of these words taken out, and digits and single letters that then stand alone."""
    found = False
    for word in sorted({_plain(word) for word in words}, key=len, reverse=True):
        if word and word in text:
            text, found = text.replace(word, " "), True
    if not found:
        return text
    return "".join(piece for piece in text.split() if not piece.isdigit() and len(piece) > 1)
