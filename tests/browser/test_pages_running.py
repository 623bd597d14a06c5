"""Pages for running: accessible at both widths and in both themes, and without a complaint."""

import pytest

from tests.browser.looking import faults
from tests.browser.pages import RUNNING


@pytest.mark.parametrize("name", RUNNING)
def test_page_is_whole(name, looked_at):
    looked_at(*RUNNING[name], judge=faults)
