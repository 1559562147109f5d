"""A round that takes responses, and an analyst who imports them."""

import re
from io import BytesIO

import pytest

from app import jobs
from app.extensions import db
from app.jobs import Task
from app.models import ResponseImport
from app.worker import engine
from app.worker.registry import JOBS
from tests import make
from tests.imports import files
from workflows.roles import Role
from workflows.round import RoundState

CONTENT = {
    "groups": [{"key": "custodial", "title": "Custodial services"}],
    "intentions": [
        {"ref": f"CU-{n}", "group": "custodial", "title": title, "explanation": "Why.", "direction": "start"}
        for n, title in enumerate(["Reduce short sentences", "Open prison places", "Work in prisons"], 1)
    ],
    "assumptions": [{"ref": "PA-1", "title": "Demand stays", "text": "It stays."}],
    "questions": [{"number": n, "text": f"Question {n}?"} for n in range(1, 5)],
}


@pytest.fixture
def round_(app):
    made = make.round_(RoundState.CONSULTING)
    make.edition(made, content=CONTENT, content_digest="of these tests")
    for n in (1, 2, 3):
        make.intention(made, f"CU-{n}")
    return made


@pytest.fixture
def analyst(round_):
    return make.person(Role.ANALYST, name="Asha Analyst")


class Importer:
    """Brings files through the pages, as the analyst does."""

    def __init__(self, app, browser, round_, person):
        self.app, self.browser, self.round = app, browser.as_(person), round_
        self.all = f"/rounds/{round_.slug}/feedback/imports"

    def bring(self, content, name="answers.csv", **fields):
        """The page after bringing a file."""
        return self.browser.submit(self.all, file=(BytesIO(content), name), **fields)

    def brought(self, *rows, name="answers.csv", **fields):
        """The import of these rows, just brought."""
        answer = self.bring(files.as_csv(*rows), name, **fields)
        assert answer.status_code == 303, re.findall(r'error-message">(.*?)</p', answer.text)
        return self.newest()

    def newest(self) -> ResponseImport:
        db.session.expire_all()
        return db.session.query(ResponseImport).order_by(ResponseImport.id.desc()).first()

    def at(self, one, end=""):
        return f"{self.all}/{one.id}{end}"

    def press(self, one, action):
        """Press a button on the import's page, and let the worker do what it causes."""
        answer = self.browser.press(self.at(one), self.at(one, action))
        self.work()
        return answer

    def checked(self, *rows, **fields):
        one = self.brought(*rows, **fields)
        self.press(one, "/check")
        return self.newest()

    def imported(self, *rows, **fields):
        one = self.checked(*rows, **fields)
        self.start(one)
        return self.newest()

    def start(self, one, **fields):
        answer = self.send(one, "/import", **fields)
        self.work()
        return answer

    def work(self):
        """Do every job that waits, and those that they cause, as the worker would. Letters are mail's own business."""
        while waiting := jobs.unfinished(db.session.connection()):
            jobs.clear(db.session.connection())
            db.session.commit()
            for job in waiting:
                engine.attempt(self.app, job.name, JOBS[job.name], Task(job.id, lambda *_: None), job.arguments)
        db.session.rollback()

    def send(self, one, action, **fields):
        """Post the form of the import's own page to its address."""
        page = self.browser.get(self.at(one)).text
        hidden = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
        return self.browser.post(self.at(one, action), data={**hidden, **fields})

    def form_of(self, path, **fields):
        """A page's form as it stands, every select as shown, sent with these changes."""
        page = self.browser.get(path).text
        chosen = {}
        for name, body in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
            picked = re.search(r'value="([^"]*)" selected', body)
            chosen[name] = picked.group(1) if picked else re.search(r'value="([^"]*)"', body).group(1)
        chosen |= dict(re.findall(r'<input[^>]*name="([^"]+)" type="radio" value="([^"]*)" checked', page))
        chosen |= dict(re.findall(r'<input[^>]*name="([^"]+)" type="text"[^>]*value="([^"]*)"', page))
        return self.browser.submit(path, **{**chosen, **fields})


@pytest.fixture
def importer(app, browser, round_, analyst):
    return Importer(app, browser, round_, analyst)
