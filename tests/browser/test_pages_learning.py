"""Pages for learning: accessible at both widths and in both themes, and without a complaint."""

import pytest

from tests.browser.looking import faults
from tests.browser.pages import LEARNING


@pytest.mark.parametrize("name", LEARNING)
def test_page_is_whole(name, looked_at):
    looked_at(*LEARNING[name], judge=faults)
