"""Every job there is, and every schedule: the table of contents of the worker.

To add one: a function of a Task and plain arguments beside what it is about, a line below, and `jobs.enqueue` by its
name in the command that causes it. Test it with `tests.work.do_jobs`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app import due, guesses, kept
from app.answers import batch_work
from app.answers import releasing as answers
from app.answers import telling as answered
from app.bulk import work as bulk
from app.campaigns import work as campaigns
from app.coding import suggesting
from app.disputes import packs
from app.exports import commands as exports
from app.exports import retention as exported
from app.imports import work as imports
from app.mail.delivery import is_worth_another_try, send_mail
from app.people.letters import send_reset_link
from app.published import putting_up
from app.responses import retention
from app.searching import sheets as point_sheets
from app.subscriptions import commands as subscriptions
from app.worker.history import purge


@dataclass(frozen=True)
class Job:
    """A function of a Task and plain arguments. It may be tried again, so its effects must bear repeating.

    The worker commits after it returns and rolls back when it raises. Tries are `wait` seconds apart, doubling.
    """

    perform: Callable[..., None]
    tries: int = 3
    wait: float = 5
    worth_another_try: Callable[[BaseException], bool] = lambda _error: True


JOBS: dict[str, Job] = {
    "send_mail": Job(send_mail, tries=12, wait=5, worth_another_try=is_worth_another_try),  # for nearly three hours
    "send_reset_link": Job(send_reset_link),
    "run_due": Job(due.tick),
    "export_agreements": Job(exports.make),
    "apply_bulk_change": Job(bulk.apply),
    "answer_in_bulk": Job(batch_work.work),
    "release_answers": Job(answers.work),
    "tell_respondents": Job(answered.tell),
    "make_dispute_pack": Job(packs.make),
    "publish_responses": Job(putting_up.make),
    "check_import": Job(imports.check),
    "import_responses": Job(imports.import_rows),
    "index_import": Job(imports.index),
    "undo_import": Job(imports.undo),
    "acknowledge_import": Job(imports.acknowledge),
    "suggest_themes": Job(suggesting.make),
    "purge": Job(purge),
    "forget_kept_forms": Job(kept.purge),
    "forget_wrong_guesses": Job(guesses.purge),
    "forget_responses": Job(retention.forget),
    "forget_subscriptions": Job(subscriptions.forget),
    "remove_exported_files": Job(exported.remove_files),
    "remove_dispute_packs": Job(packs.remove_files),
    "find_campaigns": Job(campaigns.find),
    "make_point_sheet": Job(point_sheets.make),
    "remove_point_sheets": Job(point_sheets.remove_files),
}

# Cron, in UTC. Two workers never make the same tick twice.
SCHEDULES: dict[str, str] = {
    "run_due": "* * * * *",
    "purge": "17 3 * * *",
    "forget_kept_forms": "27 3 * * *",
    "forget_wrong_guesses": "37 3 * * *",
    "forget_responses": "47 3 * * *",
    "forget_subscriptions": "52 3 * * *",
    "remove_exported_files": "57 3 * * *",
    "remove_dispute_packs": "7 4 * * *",
    "remove_point_sheets": "17 4 * * *",
}
