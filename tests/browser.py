"""Real Chromium on a real server: people's journeys, with every page that they pass looked at.

    with served(database_url) as address, chromium() as browser:
        anna = Journey(browser, address)
        anna.sign_in("anna@example.test", "…")
        anna.open("/rounds/2012-13").press("Publish the final edition")

Each page reached is checked: it loads without complaint, has one h1 that its title repeats, no two ids alike, nothing
that axe finds against WCAG 2.2 AA, and no sideways scrolling at 320 px.
"""

import os
import re
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Locator, Page, Response, sync_playwright

from tests import forks
from tests.looking import OUTLINE, SEEN, axe

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
    # Pages live for a moment: what would make them quicker later, on other processors, costs more than it gives.
    "--js-flags=--single-threaded --no-opt --no-maglev --min-semi-space-size=64 --max-semi-space-size=64",
]
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser")
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 700}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without its windows where there is one, or the one that CHROMIUM names."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    assert path, "Chromium is missing: run make system, or set CHROMIUM to its path"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def served(database_url: str, *, worker: bool = False) -> Iterator[str]:
    """Serve the application on a database that is ready, with the worker if asked; the address, until the end."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    settings = {"REHEARSAL": "1", "DATABASE_URL": database_url, "SERVICE_URL": address, "WORKER_NAME": f"tests-{port}"}
    web = ["gunicorn", "--config", "python:app.serve.gunicorn_settings", "--bind", f"127.0.0.1:{port}"]
    commands = [[*web, "--workers", "2", "wsgi:app"]]
    if worker:
        commands.append(["flask", "--app", "wsgi", "worker"])
    parts = [forks.start(*command, environment=settings) for command in commands]
    try:
        _wait_for(address, parts[0])
        yield address
    finally:
        forks.stop(parts)


def _wait_for(address: str, server: BaseProcess) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        assert server.is_alive(), "the server ended before it answered"
        try:
            with urlopen(f"{address}/static/favicon.svg", timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server did not answer within 30 seconds")


class Journey:
    """One person's way through the pages. Every step that leads to a page looks at that page."""

    latest: "Journey | None" = None
    """Who took the last step: theirs is the page to show when something fails."""

    def __init__(self, browser: Browser, address: str, *, javascript: bool = True) -> None:
        self.javascript = javascript
        self.context = browser.new_context(
            viewport=DESKTOP, java_script_enabled=javascript, accept_downloads=True, locale="en-GB"
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.address = address
        self.complaints: list[str] = []
        self.document: Response | None = None
        self.page.on("console", self._heard)
        self.page.on("response", self._received)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message) -> None:
        # The browser reports a page of ours that answers 4xx as a failed resource; that page is looked at like any.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def _received(self, response: Response) -> None:
        if response.request.resource_type == "document" and not 300 <= response.status < 400:
            self.document = response

    def __enter__(self) -> "Journey":
        return self

    def __exit__(self, _kind, error: BaseException | None, _trace) -> None:
        if error is not None and Journey.latest is self:
            error.add_note(f"{self.page.url} reads:\n{self._words()[:3000]}")
        self.context.close()

    # --- steps

    def open(self, path: str) -> "Journey":
        """Go to an address of the service."""
        self.page.goto(self.address + path)
        return self.look()

    def visit(self, path: str) -> "Journey":
        """Go to an address to see it and go on to another, as it was last seen: not every page twice."""
        self.page.goto(self.address + path)
        return self.look(then_stay=True)

    def follow(self, text: str, *, within: str = "body", exact: bool = True) -> "Journey":
        """Press a link, or a link that looks like a button, by its words."""
        where = self.page.locator(within)
        button = where.get_by_role("button", name=text, exact=exact)
        return self._go(where.get_by_role("link", name=text, exact=exact).or_(button))

    def press(self, text: str, *, exact: bool = True) -> "Journey":
        """Press a button by its words."""
        return self._go(self.page.get_by_role("button", name=text, exact=exact))

    def _go(self, way: Locator) -> "Journey":
        with self.page.expect_navigation():
            way.first.click()
        return self.look()

    def fill(self, label: str, value: str, *, exact: bool = True) -> "Journey":
        """Type into the field with this label."""
        self.page.get_by_label(label, exact=exact).first.fill(value)
        return self

    def date(self, legend: str, day: int, month: int, year: int) -> "Journey":
        """Type a date into its three inputs."""
        group = self.page.get_by_role("group", name=legend)
        for part, value in (("Day", day), ("Month", month), ("Year", year)):
            group.get_by_label(part, exact=True).fill(str(value))
        return self

    def choose(self, label: str, *, under: str | None = None, exact: bool = True) -> "Journey":
        """Choose a radio or tick a box; `under` is its legend when the words alone don't tell."""
        where: Locator | Page = self.page.get_by_role("group", name=under) if under else self.page
        where.get_by_label(label, exact=exact).first.check()
        return self

    def pick(self, label: str, option: str) -> "Journey":
        """Choose from a drop-down list."""
        self.page.get_by_label(label, exact=True).select_option(label=option)
        return self

    def attach(self, label: str, path: Path) -> "Journey":
        """Choose a file to send."""
        self.page.get_by_label(label, exact=True).set_input_files(path)
        return self

    def download(self, text: str, folder: Path) -> Path:
        """Press a link that downloads a file; where it was put."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=text).or_(self.page.get_by_role("button", name=text)).first.click()
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path

    def sign_in(self, email: str, password: str) -> "Journey":
        """Sign in and look at the page that this leads to. Once typed into the page, later sent as the page would."""
        if "/sign-in" not in SEEN:
            self.open("/sign-in").fill("Email address", email)
            self.page.locator("input[type=password]").fill(password)
            return self.press("Sign in")
        here = f"{self.address}/sign-in"
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.context.request.get(here).text())
        sent = {"csrf_token": token.group(1) if token else "", "email": email, "password": password}
        answer = self.context.request.post(here, form=sent, headers={"Referer": here}, max_redirects=0)
        assert answer.status in (302, 303), f"{email} cannot sign in: {answer.text()}"
        return self.open(answer.headers["location"].removeprefix(self.address))

    def sign_out(self) -> "Journey":
        return self.follow("Sign out")

    def sees(self, *texts: str) -> "Journey":
        """Fail unless each text stands on the page."""
        words = self._words()
        for text in texts:
            assert text in words, f"“{text}” is not on {self.page.url}"
        return self

    def sees_not(self, *texts: str) -> "Journey":
        """Fail if any of the texts stands on the page."""
        words = self._words()
        for text in texts:
            assert text not in words, f"“{text}” is on {self.page.url}"
        return self

    def _words(self) -> str:
        return " ".join(self.page.locator("body").inner_text().split())

    # --- every page

    def look(self, *, then_stay: bool = False) -> "Journey":
        """Check the page that was reached, on a desk and on a phone; leave it on a desk, or as it was last seen."""
        Journey.latest = self
        self.page.wait_for_load_state("load")
        if self.page.viewport_size == PHONE:
            self._look_on_a_phone()
            self.page.set_viewport_size(DESKTOP)
            self._look_on_a_desk()
        else:
            self._look_on_a_desk()
            self.page.set_viewport_size(PHONE)
            self._look_on_a_phone()
            if not then_stay:
                self.page.set_viewport_size(DESKTOP)
        assert not self.complaints, f"{self.page.url}: the browser says {self.complaints}"
        return self

    def _look_on_a_desk(self) -> None:
        here, outline = self.page.url, self.page.evaluate(OUTLINE)
        assert self.document is None or self.document.status < 500, f"{here} answers {self.document.status}"
        assert len(outline["headings"]) == 1, f"{here} has these h1: {outline['headings']}"
        said = " ".join(outline["title"].removeprefix("Error: ").rsplit(" – ", 1)[0].split())
        heading = outline["headings"][0]
        assert said in heading or heading in said, f"{here}: the title is “{said}”, the h1 “{heading}”"
        assert not outline["twice"], f"{here} has ids twice: {outline['twice']}"
        if self.javascript:
            assert not (found := axe(self.page, outline["kinds"])), f"{here}: axe found {found}"
        if self.document and "text/html" in self.document.headers.get("content-type", ""):
            SEEN[here.removeprefix(self.address)] = self.document.text()

    def _look_on_a_phone(self) -> None:
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["width"], f"{self.page.url} is {width} px wide on a phone of {PHONE['width']} px"
