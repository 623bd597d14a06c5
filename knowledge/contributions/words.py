"""How contributions are spoken of."""

from flask_babel import lazy_gettext as _l

KIND_WORDS = {"experience": _l("Experience"), "case": _l("Case")}
