"""The people of a demonstration, each at a window of their own that stays open."""

from contextlib import ExitStack

from playwright.sync_api import Browser

from tests.browser import Journey
from tests.demonstration import sign_in_of


class Company(ExitStack):
    """`company("manager")` is the round manager, signed in; `company()` is a member of the public."""

    def __init__(self, browser: Browser, address: str) -> None:
        super().__init__()
        self._browser, self._address = browser, address
        self._here: dict[str, Journey] = {}

    def __call__(self, key: str = "public") -> Journey:
        if key not in self._here:
            self._here[key] = self.enter_context(Journey(self._browser, self._address))
            if key != "public":
                self._here[key].sign_in(*sign_in_of(key))
        return self._here[key]

    def move_the_clock(self, *, to: str = "", day: tuple[int, int, int] | None = None) -> None:
        """The administrator moves the rehearsal's clock to a moment that matters, or to a day."""
        administrator = self("administrator").open("/rehearsal/clock")
        if day:
            administrator.choose("To a date").date("Day", *day)
        else:
            administrator.choose(to, exact=False)
        administrator.press("Move the clock")
