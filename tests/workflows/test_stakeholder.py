"""The register is kept by round managers; whoever is retired is asked no more."""

from tests.workflows import proof
from workflows.stakeholder import workflow

READY = proof.Ready(workflow)


@proof.every_row(workflow)
def test_everyone_does_what_the_table_gives_them(move, state, role):
    assert proof.does(READY, move, state, role)
