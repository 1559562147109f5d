"""The demonstration, loaded by the same commands as a person uses, for journeys and pictures."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Player:
    """Someone who can sign in to the demonstration."""

    email: str
    password: str
    roles: tuple[str, ...]
    organisation: str


class Demonstration:
    """A database of its own with the round at one stage."""

    def __init__(self, database_url: str, stage: str) -> None:
        self.database_url, self.stage = database_url, stage
        self.flask("db", "upgrade")
        self.flask("demo", "load", "--stage", stage)
        found = json.loads(self.flask("demo", "people", "--json"))
        self.people = [Player(one["email"], one["password"], tuple(one["roles"]), one["organisation"]) for one in found]

    def flask(self, *words: str) -> str:
        """What one `flask` command prints. Fails with everything that it said when it refuses."""
        command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
        environment = os.environ | {"REHEARSAL": "1", "DATABASE_URL": self.database_url}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"flask {' '.join(words)}:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        return done.stdout

    def who(self, role: str, organisation: str = "") -> Player:
        """The first person printed who plays this part, for this organisation if it matters."""
        for player in self.people:
            if role in player.roles and organisation in player.organisation:
                return player
        raise AssertionError(f"nobody in the demonstration is {role} {organisation}: {self.people}")
