"""Every reason for which something reaches a person, with all that is known of it: adding a reason is one entry here."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

AT_ONCE, DIGEST, NOTHING = "now", "digest", "no"  # when a mail follows, unless the person chooses otherwise


@dataclass(frozen=True, slots=True)
class Reason:
    """`said` stands above the title in the inbox, `button` on its button, `choice` among the settings after “when”.

    `subject` and `lead` open the mail, `why` stands at its foot."""

    name: str
    icon: str
    said: str
    button: str
    choice: str
    subject: str
    lead: str
    why: str
    mail: str = AT_ONCE


# Strongest first: when two reasons meet for one person and one thing, the first is kept.
# What asks something of the reader stands among what is to do.
TO_DO = (
    Reason(
        "mentioned", "at-sign", _l("Mentioned you"), _l("Reply"), _l("somebody mentions me"),
        _l("%(actor)s mentioned you: %(title)s"), _l("%(actor)s mentioned you in:"),
        _l("You get this mail because you were mentioned."),
    ),
    Reason(
        "answered", "message-circle-reply", _l("Answered your question"), _l("Accept or reply"),
        _l("somebody answers my question"),
        _l("%(actor)s answered your question: %(title)s"), _l("%(actor)s answered your question:"),
        _l("You get this mail because you asked the question."),
    ),
    Reason(
        "accepted", "circle-check", _l("Accepted your answer"), _l("Look"), _l("my answer is accepted"),
        _l("%(actor)s accepted your answer: %(title)s"), _l("%(actor)s accepted your answer to:"),
        _l("You get this mail because the answer is yours."),
    ),
    Reason(
        "replied", "reply", _l("Replied to you"), _l("Reply"), _l("somebody replies to me"),
        _l("%(actor)s replied to you: %(title)s"), _l("%(actor)s replied to you in:"),
        _l("You get this mail because somebody replied to you."),
    ),
    Reason(
        "written", "mail", _l("Wrote to you"), _l("Reply"), _l("somebody writes me a message"),
        _l("%(actor)s wrote to you"), _l("%(actor)s wrote to you:"),
        _l("You get this mail because somebody wrote to you. They do not see your address, and in your settings you can say "
           "that nobody may write to you."),
    ),
    Reason(
        "quoted", "quote", _l("Quoted you"), _l("Reply"), _l("somebody quotes me"),
        _l("%(actor)s quoted you: %(title)s"), _l("%(actor)s quoted you in:"),
        _l("You get this mail because you were quoted."),
    ),
    Reason(
        "moderated", "shield", _l("About your words"), _l("See why"), _l("somebody who leads decides about my words"),
        _l("About your words in: %(title)s"), _l("Something was decided about your words in:"),
        _l("You get this mail because it is about your words."),
    ),
    Reason(
        "review", "flag", _l("Asks for your review"), _l("Look at it"), _l("words are reported where I lead"),
        _l("Please look at something in: %(title)s"), _l("Words wait for somebody who leads to look at them, in:"),
        _l("You get this mail because you lead where this was said."),
    ),
    Reason(
        "look", "badge-check", _l("An article asks for a new look"), _l("Look at it"),
        _l("an article I verify or keep true asks for a new look"),
        _l("A new look, please: %(title)s"), _l("Is this article still right?"),
        _l("You get this mail because you verify this article or keep it true."),
    ),
    Reason(
        "draft", "file-pen", _l("About a draft"), _l("Look at it"),
        _l("somebody asks me to read a draft, or has read mine"),
        "%(title)s", _l("About a draft of an article:"),
        _l("You get this mail because you were asked to read a draft, or asked somebody."),
    ),
    Reason(
        "suggestion", "git-compare", _l("About a suggestion"), _l("Look at it"),
        _l("something is suggested for articles I write, or a suggestion of mine is dealt with"),
        "%(title)s", _l("About a suggestion for an article:"),
        _l("You get this mail because you suggested something, or write where it was suggested."),
    ),
    Reason(
        "quote", "quote", _l("About a quotation"), _l("Look at it"),
        _l("a quotation in an article I write comes or is taken back"),
        "%(title)s", _l("About a quotation in an article:"),
        _l("You get this mail because you write the article."),
    ),
    Reason(
        "contribution", "hand", _l("About a contribution"), _l("Look at it"),
        _l("somebody adds to an article I keep true, or what I added is dealt with"),
        "%(title)s", _l("About something added to an article:"),
        _l("You get this mail because you added something to an article, or keep one true."),
    ),
    Reason(
        "story", "newspaper", _l("About a story"), _l("Look at it"),
        _l("a story of mine is shown in a collection or hidden, or one I moderate is reported"),
        "%(title)s", _l("About a story:"),
        _l("You get this mail because you wrote the story, or moderate where it is read."),
    ),
    Reason(
        "consent", "share-2", _l("Asks to show your words elsewhere"), _l("Answer"),
        _l("somebody wants to show my words elsewhere"),
        _l("May your words be shown elsewhere? %(title)s"), _l("You are asked about what you wrote in:"),
        _l("You get this mail because it is about your words."),
    ),
    Reason(
        "asked", "message-circle-question-mark", _l("You may know this"), _l("See the question"),
        _l("a question needs what I know"),
        _l("You may know this: %(title)s"), _l("Nobody has answered this yet, and you may know it:"),
        _l("You get this mail because of what you did or wrote before. At most two people are asked at a time, and you may "
           "pass it on. In your settings you can say that you do not want to be asked."),
    ),
    Reason(
        "unanswered", "clock", _l("Still without an answer"), _l("See to it"),
        _l("a question I see to still has no answer"),
        _l("Still without an answer: %(title)s"), _l("This question still waits for somebody to see to it:"),
        _l("You get this mail because it is yours to see to, or because you lead where it was asked."),
    ),
    Reason(
        "announced", "megaphone", _l("Announcement"), _l("Read"), _l("a facilitator announces something"),
        _l("%(actor)s announces: %(title)s"), _l("%(actor)s announces:"),
        _l("You get this mail because the announcement is for you."),
    ),
    Reason(
        "reminded", "bookmark", _l("You wanted to be reminded"), _l("Look"), _l("I asked to be reminded"),
        _l("Your reminder: %(title)s"), _l("You wanted to be reminded of:"),
        _l("You get this mail because you asked to be reminded."),
    ),
    Reason(
        "practised", "target", _l("Your practice plan"), _l("Say how it went"), _l("it is time to look back at my practice plan"),
        "%(title)s", _l("You made a plan for your work:"),
        _l("You get this mail because you wrote a practice plan."),
    ),
    Reason(
        "buddy", "user-check", _l("About a buddy"), _l("Look"), _l("somebody wants me as a buddy, or becomes mine"),
        "%(title)s", _l("About a practice plan:"),
        _l("You get this mail because somebody asked you to be a buddy, or you asked somebody."),
    ),
    Reason(
        "surveyed", "list-checks", _l("Asks what you think"), _l("Answer"), _l("a survey asks what I think"),
        "%(title)s", _l("You are asked what you think:"),
        _l("You get this mail because you belong to those who are asked. Nobody sees who answered what."),
    ),
    Reason(
        "coffee", "coffee", _l("About a coffee"), _l("Look"), _l("somebody asks me for a coffee, or one of mine is near or changes"),
        "%(title)s", _l("About a coffee:"),
        _l("You get this mail because somebody asks you for a coffee, or you want to be matched with others."),
    ),
    Reason(
        "recognised", "award", _l("About a role"), _l("Look"), _l("I am offered a role, or one of mine or one I offered changes"),
        "%(title)s", _l("About a role:"),
        _l("You get this mail because you have or were offered a role, or lead where somebody has one."),
    ),
    Reason(
        "praised", "sparkles", _l("Named you for the spotlight"), _l("Read it"), _l("somebody names me for the spotlight"),
        "%(title)s", _l("About the spotlight:"),
        _l("You get this mail because somebody said what you did for others. You decide whether it is shown."),
    ),
    Reason(
        "certified", "award", _l("Your certificate"), _l("Look"), _l("I am given a certificate, or one of mine changes"),
        "%(title)s", _l("About your certificate:"),
        _l("You get this mail because the certificate is yours."),
    ),
    Reason(
        "meeting", "calendar", _l("About a meeting"), _l("Look"), _l("a meeting I come to, asked for or host is near or changes"),
        "%(title)s", _l("About a meeting:"),
        _l("You get this mail because you come or might, asked for it, or host it."),
    ),
    Reason(
        "graded", "clipboard-check", _l("Feedback on your work"), _l("Read it"), _l("feedback on what I handed in arrives"),
        _l("Feedback on your work: %(title)s"), _l("There is feedback on what you handed in for:"),
        _l("You get this mail because you handed something in."),
    ),
    Reason(
        "peer_review", "clipboard-pen", _l("Asks for your review"), _l("Review it"), _l("somebody’s work waits for my review"),
        _l("Please review somebody’s work: %(title)s"), _l("Somebody’s work waits for your review, for:"),
        _l("You get this mail because people in your cohort review each other’s work."),
    ),
    Reason(
        "due", "calendar-clock", _l("Due soon"), _l("Hand it in"), _l("something I have to hand in is due the next day"),
        _l("Due soon: %(title)s"), _l("Soon to be handed in:"),
        _l("You get this mail because you have not handed this in yet."),
    ),
    Reason(
        "extended", "calendar-clock", _l("Gave you more time"), _l("Look"), _l("I am given more time to hand something in"),
        _l("More time for: %(title)s"), _l("You have more time to hand in:"),
        _l("You get this mail because somebody who leads your cohort gave you more time."),
    ),
    Reason(
        "goal", "target", _l("About a goal"), _l("Look"), _l("a goal I see to is reached, or its day has come"),
        "%(title)s", _l("About a goal you see to:"),
        _l("You get this mail because you see to this goal."),
    ),
    Reason(
        "charter", "scroll-text", _l("About what a space is for"), _l("Look"), _l("it is time to look again at what a space of mine is for"),
        _l("Still what it is for? %(title)s"), _l("It is time to look again at what this space is for:"),
        _l("You get this mail because you host this space or lead there."),
    ),
    Reason(
        "invited", "user-plus", _l("Invited you"), _l("Look"), _l("I am invited somewhere"),
        _l("%(actor)s invites you: %(title)s"), _l("%(actor)s invites you to:"),
        _l("You get this mail because you were invited."),
    ),
)  # fmt: skip
# The others only keep a person up to date.
UP_TO_DATE = (
    Reason(
        "given", "lock-open", _l("Given to you"), _l("Go on"), _l("I am given something: lessons early, more time, more attempts"),
        "%(title)s", _l("Given to you:"),
        _l("You get this mail because somebody on the staff gave this to you."),
    ),
    Reason(
        "decided", "flag", _l("There is an outcome"), _l("See the outcome"), _l("something I voted on is decided"),
        _l("Decided: %(title)s"), _l("There is an outcome of:"),
        _l("You get this mail because you take part in this conversation."),
    ),
    Reason(
        "heeded", "badge-check", _l("About what you reported"), _l("See the article"),
        _l("what I said was outdated is dealt with"),
        "%(title)s", _l("You said that an article was outdated, and somebody looked at it:"),
        _l("You get this mail because you reported this article."), DIGEST,
    ),
    Reason(
        "heard", "chart-no-axes-column", _l("What came out of a survey"), _l("See the results"),
        _l("a survey I was asked in has results"),
        _l("What came out: %(title)s"), _l("What came out of a survey:"),
        _l("You get this mail because you were asked."), DIGEST,
    ),
    Reason(
        "thanked", "heart-handshake", _l("Thanked you"), _l("Look"), _l("somebody thanks me"),
        _l("%(actor)s thanked you: %(title)s"), _l("%(actor)s thanked you for what you wrote in:"),
        _l("You get this mail because you want to know when somebody thanks you."), DIGEST,
    ),
    Reason(
        "following", "bell", _l("New in what you follow"), _l("Read"),
        _l("something is said in a conversation I follow"),
        _l("%(actor)s wrote: %(title)s"), _l("%(actor)s wrote in a conversation you follow:"),
        _l("You get this mail because you follow this conversation."), DIGEST,
    ),
    Reason(
        "started", "messages-square", _l("New conversation where you follow everything"), _l("Read"),
        _l("a conversation begins where I follow everything"),
        _l("%(actor)s began: %(title)s"), _l("%(actor)s began a conversation:"),
        _l("You get this mail because you follow everything there."), DIGEST,
    ),
    Reason(
        "planned", "calendar-plus", _l("Something to meet for"), _l("Say whether you come"),
        _l("something is planned or proposed in my cohort"),
        "%(title)s", _l("Planned in your cohort:"),
        _l("You get this mail because you are in the cohort."), DIGEST,
    ),
    Reason(
        "changed", "git-compare", _l("Changed since you read it"), _l("See what changed"),
        _l("something I read has changed"),
        _l("%(actor)s changed: %(title)s"), _l("%(actor)s changed what you read before:"),
        _l("You get this mail because you read this before."), DIGEST,
    ),
    Reason(
        "added", "plus", _l("Added since your training"), _l("Read"),
        _l("a lesson is added to a course I completed"),
        _l("New lesson: %(title)s"), _l("A lesson was added to a course you completed:"),
        _l("You get this mail because you completed this course."), DIGEST,
    ),
)  # fmt: skip
REASONS = {reason.name: reason for reason in TO_DO + UP_TO_DATE}
# What one person says to another. Who blocked somebody hears none of it from them; what somebody does for a whole group
# or by their task (an announcement, feedback, a lesson opened) arrives all the same.
PERSONAL = frozenset(
    {
        "mentioned",
        "answered",
        "accepted",
        "replied",
        "quoted",
        "written",
        "asked",
        "buddy",
        "coffee",
        "praised",
        "thanked",
        "following",
        "started",
    }
)
