"""Take the pictures of the README: `python -m tests.screenshots docs/pictures`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser import Journey, chromium, served
from tests.demonstration import Demonstration, sign_in_of

PICTURES = {
    "agreements": ("manager", "/rounds/2012-13/agreements"),
    "agreement": ("negotiator", "/agreements/2012-13/wales-probation-trust"),
    "round": ("", "/rounds/2012-13"),
}
"""Of each picture, who looks (nobody in particular when empty) and at which page."""
SIZE = {"width": 1280, "height": 1120}


def main(folder: Path) -> None:
    """One picture of each page, at the size of an office screen."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place:
        demonstration = Demonstration(f"sqlite:///{place}/pictures.sqlite", "negotiating", only=())
        with served(demonstration.database_url) as address, chromium() as browser:
            for name, (key, path) in PICTURES.items():
                with Journey(browser, address) as person:
                    if key:
                        person.sign_in(*sign_in_of(key))
                    person.open(path).page.set_viewport_size(SIZE)
                    person.page.screenshot(path=folder / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
