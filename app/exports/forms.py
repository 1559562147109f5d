"""What people choose for an export."""

from app.fields import RadioField
from app.web import BaseForm
from app.wording import sentence_case

EVERY = "every"


class ExportForm(BaseForm):
    state = RadioField("Which agreements", missing="Select which agreements to export")

    def offer(self, counts: dict[str, int]) -> None:
        """Say what there is to export: each state with its number, and all of them."""
        every = (EVERY, f"Every state ({sum(counts.values()):,})")
        self.state.offer([every, *((state, f"{sentence_case(state)} ({count:,})") for state, count in counts.items())])

    @property
    def chosen(self) -> str:
        """The state asked for; empty for every state."""
        return "" if self.state.data == EVERY else str(self.state.data)
