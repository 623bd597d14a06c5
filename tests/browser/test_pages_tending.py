"""Pages for tending conversations: accessible at both widths and in both themes, and without a complaint."""

import pytest

from tests.browser.looking import faults
from tests.browser.pages import TENDING


@pytest.mark.parametrize("name", TENDING)
def test_page_is_whole(name, looked_at):
    looked_at(*TENDING[name], judge=faults)
