"""Take the pictures of the README: `python -m tests.screenshots docs/pictures`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from tests.browser import DESKTOP, Journey, chromium, served
from tests.demonstration import Demonstration

PICTURES = {
    "agreements": ("commissioner negotiator", "/agreements"),
    "work": ("commissioner negotiator", "/work"),
    "round": ("round manager", "/rounds/2012-13"),
    "intention": (None, "/rounds/2012-13/intentions/CU-12"),
}


def main(folder: Path) -> None:
    """One picture of each page, at the size of an office screen."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place:
        demonstration = Demonstration(f"sqlite:///{place}/pictures.sqlite", "negotiating")
        with served(demonstration.database_url) as address, chromium() as browser:
            for name, (role, path) in PICTURES.items():
                take(browser, address, demonstration, role, path, folder / f"{name}.png")


def take(
    browser: Browser, address: str, demonstration: Demonstration, role: str | None, path: str, picture: Path
) -> None:
    with Journey(browser, address) as person:
        if role:
            player = demonstration.who(role)
            person.sign_in(player.email, player.password)
        person.open(path)
        person.page.set_viewport_size(DESKTOP)
        person.page.screenshot(path=picture)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
