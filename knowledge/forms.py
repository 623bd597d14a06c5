"""What readers send: whether an article helped."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length

from lms.forms import Form
from lms.revisions.forms import unified


class VoteForm(Form):
    """Did this help? And if not, what was missing. `version` is the revision its reader had before them."""

    version = IntegerField(widget=HiddenField.widget, validators=[InputRequired()])
    helped = StringField(validators=[AnyOf(("yes", "no"), message=_l("Choose whether it helped."))])
    missing = TextAreaField(
        _l("What were you looking for?"),
        description=_l("The editors read this, with your name."),
        filters=[unified],
        render_kw={"rows": 3},
        validators=[Length(max=1000, message=_l("Keep this within %(max)d characters."))],
    )
