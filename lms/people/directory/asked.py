"""What somebody looks for in the directory, read from the address."""

from dataclasses import asdict, dataclass, fields

from lms.pages import number
from lms.people.names import one_name

LONGEST = 200
NAMES = {
    "text": "q",
    "region": "region",
    "sector": "sector",
    "organisation": "organisation",
    "expertise": "expertise",
    "language": "language",
    "ask_me_about": "asks",
    "looking_for": "looks",
    "did": "did",
    "about": "about",
    "group": "group",
}  # field → its name in the address


@dataclass(frozen=True)
class Asked:
    text: str = ""
    region: str = ""
    sector: str = ""
    organisation: str = ""
    expertise: str = ""
    language: str = ""
    ask_me_about: str = ""
    looking_for: str = ""
    did: str = ""
    about: str = ""  # words in the title of what they did
    group: int | None = None

    @classmethod
    def from_address(cls, args) -> "Asked":
        words = {
            field.name: one_name(args.get(NAMES[field.name], "").replace("\x00", ""))[:LONGEST]
            for field in fields(cls)
            if field.name != "group"
        }
        return cls(group=args.get("group", type=number), **words)

    @property
    def kept(self) -> dict:
        """What the addresses of further pages say again."""
        return {NAMES[name]: value for name, value in asdict(self).items() if value}

    @property
    def is_filtered(self) -> bool:
        """Whether more is asked than words to search for."""
        return bool(self.kept.keys() - {"q"})
