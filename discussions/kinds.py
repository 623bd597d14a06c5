"""The kinds of topics: what each is called, what it is for, and in which words the form asks for one."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


@dataclass(frozen=True, slots=True)
class Kind:
    """`show` is its filter in the address of a list; without one its topics are found among all."""

    name: str
    icon: str
    word: LazyString
    purpose: LazyString
    heading: LazyString
    button: LazyString
    title: LazyString | None = None
    body: LazyString | None = None
    hint: LazyString | str = ""
    show: str = ""
    plural: LazyString | str = ""


DISCUSSION = Kind(
    name="discussion",
    icon="messages-square",
    word=_l("Conversation"),
    purpose=_l("Something to think about together."),
    heading=_l("Start a conversation"),
    button=_l("Start it"),
)
QUESTION = Kind(
    name="question",
    icon="message-circle-question-mark",
    word=_l("Question"),
    purpose=_l("You need an answer, and accept the one that helped."),
    heading=_l("Ask a question"),
    button=_l("Ask it"),
    title=_l("Your question in one sentence"),
    body=_l("What others need to know to answer it"),
    show="questions",
    plural=_l("Questions"),
)
CASE = Kind(
    name="case",
    icon="notebook-pen",
    word=_l("Case"),
    purpose=_l("Something from your practice: what happened, what you tried, what you wonder."),
    heading=_l("Bring a case"),
    button=_l("Bring it in"),
    title=_l("Your case in one sentence"),
    body=_l("Your case"),
    hint=_l("Leave out names, places and dates; the story stays a good story without them."),
    show="cases",
    plural=_l("Cases"),
)
IDEA = Kind(
    name="idea",
    icon="lightbulb",
    word=_l("Idea"),
    purpose=_l("Something that could be better here. Others vote, and you hear what becomes of it."),
    heading=_l("Propose an idea"),
    button=_l("Propose it"),
    title=_l("Your idea in one sentence"),
    body=_l("What would change, and for whom"),
    show="ideas",
    plural=_l("Ideas"),
)
POLL = Kind(
    name="poll",
    icon="chart-no-axes-column",
    word=_l("Poll"),
    purpose=_l("Something to choose together, each with one vote."),
    heading=_l("Start a poll"),
    button=_l("Open the poll"),
    title=_l("What you ask, in one sentence"),
    body=_l("Why you ask, and what happens with the outcome"),
    show="polls",
    plural=_l("Polls"),
)
ANNOUNCEMENT = Kind(
    name="announcement",
    icon="megaphone",
    word=_l("Announcement"),
    purpose=_l("Everybody here has to know it, and can reply."),
    heading=_l("Announce something"),
    button=_l("Announce it"),
    show="announcements",
    plural=_l("Announcements"),
)
KINDS = {kind.name: kind for kind in (DISCUSSION, QUESTION, CASE, IDEA, POLL, ANNOUNCEMENT)}


def kind_of_hit(extra: dict) -> LazyString:
    """What a topic is called among the results of a search."""
    return KINDS.get(extra.get("kind", ""), DISCUSSION).word
