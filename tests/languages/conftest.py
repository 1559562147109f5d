"""A round with one intention that is being consulted on, and who answers what is said of it."""

import pytest

from tests import make
from workflows.roles import Role
from workflows.round import RoundState


@pytest.fixture
def round_(app):
    made = make.round_(RoundState.CONSULTING)
    make.intention(made, "CU-1", title="Keep the workshop", explanation="As it is.")
    make.published(made)
    return made


@pytest.fixture
def analyst(round_):
    return make.person(Role.ANALYST)
