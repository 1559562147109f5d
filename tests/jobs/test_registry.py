"""Whatever is put in the queue, the worker knows how to do; and what is due by the clock is put there."""

import re
from pathlib import Path

from app import jobs
from app.worker.registry import JOBS, SCHEDULES
from tests.jobs.conftest import until

APP = Path(__file__).parents[2] / "app"


def test_every_job_that_is_put_in_the_queue_is_one_the_worker_knows():
    named = {name for path in APP.rglob("*.py") for name in re.findall(r'enqueue\(\s*"(\w+)"', path.read_text())}

    assert named
    assert named <= JOBS.keys()


def test_every_schedule_is_of_a_job():
    assert SCHEDULES.keys() <= JOBS.keys()


def test_a_tick_of_every_schedule_does_its_job(app, start_worker):
    start_worker("worker-1")
    ticks = [jobs.client().trigger_schedule(name).get_workflow_id() for name in SCHEDULES]

    for tick in ticks:
        until(lambda tick=tick: jobs.progress(tick).state in ("done", "failed"), tick)
        assert jobs.progress(tick).state == "done"


def test_two_workers_keep_one_set_of_schedules(app, start_worker):
    start_worker("worker-1")
    start_worker("worker-2")

    assert sorted(found["schedule_name"] for found in jobs.client().list_schedules()) == sorted(SCHEDULES)
