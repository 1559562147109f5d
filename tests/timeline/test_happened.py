"""The timeline says what happened, in the past tense."""

import pkgutil
from importlib import import_module

import workflows
from app.timeline.happened import SAID
from workflows import term
from workflows.engine import Workflow

BEGINNINGS = {"create", "draft", "schedule", "start", "add", "bring", "import", "find"}
OF_ACCOUNTS = {"name_deputy", "act_for", "act_no_longer_for"}
"""What people do with their own account needs no part, so it stands in no table."""


def actions():
    modules = [import_module(f"workflows.{each.name}") for each in pkgutil.iter_modules(workflows.__path__)]
    tables = [each for module in modules for each in vars(module).values() if isinstance(each, Workflow)]
    told_by_their_agreement = term.workflow
    return {move.action for table in tables if table is not told_by_their_agreement for move in table.moves}


def test_every_action_has_its_words_and_no_words_are_left_over():
    assert set(SAID) - BEGINNINGS - OF_ACCOUNTS == actions() - BEGINNINGS
