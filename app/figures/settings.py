"""The smallest number that is published, as an administrator set it."""

from app.extensions import db
from app.models import Setting
from workflows.small_numbers import THRESHOLD

SMALLEST_NUMBER = "smallest number published"


def smallest_number() -> int:
    """Numbers from 1 to one less than this are held back wherever anybody may read them."""
    setting = db.session.get(Setting, SMALLEST_NUMBER)
    return int(setting.value) if setting else THRESHOLD
