"""Where a writer wants an article to go, and where it stood when they chose."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, RadioField
from wtforms.validators import InputRequired

from lms.forms import Form


class MoveArticleForm(Form):
    collection = RadioField(
        _l("To which collection?"), coerce=int, validators=[InputRequired(_l("Choose where it goes."))]
    )
    former = IntegerField(widget=HiddenField.widget, validators=[InputRequired()])
