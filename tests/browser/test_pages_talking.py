"""Pages for talking: accessible at both widths and in both themes, and without a complaint."""

import pytest

from tests.browser.looking import faults
from tests.browser.pages import TALKING


@pytest.mark.parametrize("name", TALKING)
def test_page_is_whole(name, looked_at):
    looked_at(*TALKING[name], judge=faults)
