"""An import of responses from a spreadsheet: brought, checked, imported in one go, and undone as a whole."""

from enum import StrEnum
from typing import Any

from workflows.engine import Move, Workflow, guard
from workflows.roles import Role


class ImportState(StrEnum):
    """`brought` is a file whose columns are being told apart; `checked` one whose every row has been looked at."""

    BROUGHT = "brought"
    CHECKING = "checking"
    CHECKED = "checked"
    IMPORTING = "importing"
    IMPORTED = "imported"
    UNDOING = "undoing"
    UNDONE = "undone"
    DISCARDED = "discarded"


@guard("Say what the columns hold first: at least one must be a view or a comment.")
def columns_are_mapped(_: Any, *, mapped: bool = False, **__: Any) -> bool:
    return mapped


@guard("There is no row to import: every one is there already or has something to mend.")
def something_to_import(_: Any, *, good: int = 0, **__: Any) -> bool:
    return good > 0


@guard("It has been checked again since you read this page. Read it again, and then import.")
def preview_is_as_read(_: Any, *, as_read: bool = False, **__: Any) -> bool:
    return as_read


@guard("This round takes no responses now: feedback opens when consulting starts, and ends when the round is closed.")
def round_takes_responses(_: Any, *, round_is_open: bool = False, **__: Any) -> bool:
    return round_is_open


@guard("It is undone as a whole or not at all, and work has been built on it: {built_on}.")
def nobody_has_built_on_it(_: Any, *, built_on: tuple[str, ...] | None = None, **__: Any) -> bool:
    return built_on == ()


S = ImportState
STAFF = {Role.ANALYST, Role.ROUND_MANAGER}
SYSTEM = {Role.SYSTEM}
OPEN = [S.BROUGHT, S.CHECKED]

workflow = Workflow(
    name="import",
    states=ImportState,
    initial=S.BROUGHT,
    final={S.UNDONE, S.DISCARDED},
    moves=[
        Move("lay_out", OPEN, to=S.BROUGHT, by=STAFF),
        Move("map", OPEN, to=S.BROUGHT, by=STAFF),
        Move("check", OPEN, to=S.CHECKING, by=STAFF, when=[columns_are_mapped, round_takes_responses]),
        Move("report", [S.CHECKING], to=S.CHECKED, by=SYSTEM),
        Move(
            "import_rows",
            [S.CHECKED],
            to=S.IMPORTING,
            by=STAFF,
            when=[something_to_import, preview_is_as_read, round_takes_responses],
        ),
        Move("finish", [S.IMPORTING], to=S.IMPORTED, by=SYSTEM),
        Move("give_up", [S.CHECKING], to=S.BROUGHT, by=SYSTEM),
        Move("give_up", [S.IMPORTING], to=S.CHECKED, by=SYSTEM),
        Move("give_up", [S.UNDOING], to=S.IMPORTED, by=SYSTEM),
        Move("go_on", [S.CHECKING, S.IMPORTING, S.UNDOING], to=None, by=STAFF),
        Move("discard", OPEN, to=S.DISCARDED, by=STAFF),
        Move("undo", [S.IMPORTED], to=S.UNDOING, by=STAFF, when=[nobody_has_built_on_it]),
        Move("take_back", [S.UNDOING], to=S.UNDONE, by=SYSTEM, when=[nobody_has_built_on_it]),
    ],
)
