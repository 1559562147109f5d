"""The timeline says what happened, in the past tense."""

import pkgutil
from importlib import import_module

import workflows
from app.timeline.happened import SAID
from workflows.engine import Workflow


def actions():
    modules = [import_module(f"workflows.{each.name}") for each in pkgutil.iter_modules(workflows.__path__)]
    tables = [each for module in modules for each in vars(module).values() if isinstance(each, Workflow)]
    return {move.action for table in tables for move in table.moves}


def test_every_action_has_its_words_and_no_words_are_left_over():
    beginnings = {"create", "draft", "schedule", "start", "add"}
    assert set(SAID) - beginnings == actions() - beginnings
