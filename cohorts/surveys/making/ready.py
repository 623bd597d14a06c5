"""Surveys that are ready to ask: what good practitioners ask, in the language of who is asked. Everything may be changed."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

AGREE = (_l("Not at all"), _l("Completely"))


@dataclass(frozen=True, slots=True)
class Ready:
    """A survey to begin with: a name in the list of them, the title, the opening words, (kind, words, options) each."""

    name: str
    title: str
    intro: str
    questions: tuple[tuple[str, str, tuple[str, ...]], ...]


def _agrees(words) -> tuple:
    return "scale", words, AGREE


READY = {
    "pulse": Ready(
        _l("Pulse: how is it going?"),
        _l("How is it going?"),
        _l("Four short questions, so that we hear in time what goes well and what does not."),
        (
            ("scale", _l("How are you doing here at the moment?"), (_l("Badly"), _l("Very well"))),
            _agrees(_l("I can use at work what I learn here.")),
            ("single", _l("The pace is …"), (_l("Too slow"), _l("Just right"), _l("Too fast"))),
            ("text", _l("What would help you most right now?"), ()),
        ),
    ),
    "community": Ready(
        _l("Sense of community: do we belong together?"),
        _l("Do we belong together?"),
        _l(
            "About what this group is to you. There are no right answers; what you miss helps us as much as what you value."
        ),
        (
            _agrees(_l("I get from this group what I need.")),
            _agrees(_l("I feel that I belong here.")),
            _agrees(_l("I have a say in how things go here.")),
            _agrees(_l("I feel connected with others in this group.")),
            _agrees(_l("When I need help, somebody here gives it.")),
            _agrees(_l("It matters to me that this group goes on.")),
            ("text", _l("When did you last notice that we are a group? Or what do you miss?"), ()),
        ),
    ),
    "evaluation": Ready(
        _l("Training evaluation: what can you do with it?"),
        _l("What can you do with this training?"),
        _l("Not whether you liked it, but whether it helps you at work. Your answers change how we give it next time."),
        (
            (
                "single",
                _l("How far are you in using this at work?"),
                (
                    _l("I cannot use it yet"),
                    _l("I know what it is about, but need help to do it"),
                    _l("I can do it, with more practice"),
                    _l("I do it"),
                    _l("I do it, and could show others how"),
                ),
            ),
            _agrees(_l("The examples and exercises were like my own work.")),
            _agrees(_l("I could practise enough, and heard what I could do better.")),
            _agrees(_l("At work I get the room to use it.")),
            (
                "multiple",
                _l("What may get in the way at work?"),
                (
                    _l("Too little time"),
                    _l("No occasion to use it"),
                    _l("Colleagues who work differently"),
                    _l("I am not sure enough of myself"),
                    _l("Rules or systems"),
                    _l("Nothing"),
                ),
            ),
            _agrees(_l("I would recommend this training to a colleague.")),
            ("text", _l("What should stay as it is, and what should be different next time?"), ()),
        ),
    ),
    "heard": Ready(
        _l("Do I feel heard?"),
        _l("Do you feel heard?"),
        _l("About whether you can say what you think here, and whether something is done with it."),
        (
            _agrees(_l("I can say here what I really think.")),
            _agrees(_l("When I say something, somebody responds to it.")),
            _agrees(_l("Doubts and mistakes can be talked about here.")),
            _agrees(_l("Who leads takes what we say seriously.")),
            _agrees(_l("I can see what was done with what we said.")),
            ("text", _l("What did you say, or leave unsaid, that still deserves an answer?"), ()),
        ),
    ),
}
