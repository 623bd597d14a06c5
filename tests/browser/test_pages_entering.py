"""Pages for entering: accessible at both widths and in both themes, and without a complaint."""

import pytest

from tests.browser.looking import faults
from tests.browser.pages import ENTERING


@pytest.mark.parametrize("name", ENTERING)
def test_page_is_whole(name, looked_at):
    looked_at(*ENTERING[name], judge=faults)
