"""What the moderation log says of each act."""

from flask_babel import lazy_gettext as _l

ACTS = {
    "poll closed": _l("closed a poll"),
    "poll reopened": _l("opened a poll again"),
    "post changed": _l("changed somebody’s words"),
    "post hidden": _l("hid words after a review"),
    "post hidden for review": _l("hid words until somebody has looked at them"),
    "post kept": _l("looked at words that were reported, and kept them"),
    "post put back": _l("put words back after a review"),
    "post removed": _l("removed somebody’s words"),
    "post restored": _l("put somebody’s words back"),
    "post to be mended": _l("asked somebody to change their words"),
    "slow mode ended": _l("ended slow mode"),
    "topic closed": _l("closed a conversation"),
    "topic merged away": _l("merged a conversation into another"),
    "topic merged here": _l("merged a conversation from elsewhere into one here"),
    "topic moved away": _l("moved a conversation to another space"),
    "topic moved here": _l("moved a conversation here"),
    "topic pinned": _l("pinned a conversation"),
    "topic reopened": _l("opened a conversation again"),
    "topic slowed down": _l("slowed a conversation down"),
    "topic split": _l("split a conversation in two"),
    "topic unpinned": _l("unpinned a conversation"),
}
