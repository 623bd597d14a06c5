"""What a manager or administrator fills in about the rules for conversations."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from lms.forms import Form

ONE_PER_LINE = _l(
    "One per line: a word, some words, or part of an address such as casino.example. With * at the end also longer words."
)


def _list(label):
    return TextAreaField(label, validators=[Length(max=20_000)], default="", description=ONE_PER_LINE)


def _number(label, least: int, most: int):
    wrong = _l("Write a number from %(min)s to %(max)s.")
    return IntegerField(label, validators=[InputRequired(wrong), NumberRange(least, most, message=wrong)])


class RulesForm(Form):
    refused_words = _list(_l("Refused: whoever writes this is asked to say it otherwise"))
    held_words = _list(_l("Held: somebody who leads looks at it before others read it"))
    newcomer_days = _number(_l("Days that somebody counts as new (0: nobody does)"), 0, 60)
    newcomer_posts = _number(_l("How often somebody new can write in an hour"), 1, 120)
    newcomer_links = _number(_l("How many links somebody new can give in an hour"), 1, 500)
    newcomer_mentions = _number(_l("How many people somebody new can name in an hour"), 1, 500)
    hides_at = _number(_l("How many reports hide something until somebody has looked"), 1, 50)
