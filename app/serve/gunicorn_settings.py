"""How gunicorn runs the pages: quiet, and with the garbage of importing out of the way."""

import gc
from typing import Any

worker_class = "sync"
preload_app = True  # imported once for all workers, before it has opened any connection
timeout = 60
graceful_timeout = 10
max_requests = 20_000
max_requests_jitter = 2_000
loglevel = "warning"
accesslog = None
control_socket_disable = True


def post_worker_init(_worker: Any) -> None:
    """Freeze what importing left, so that no request waits while it is looked through again."""
    gc.collect()
    gc.freeze()
