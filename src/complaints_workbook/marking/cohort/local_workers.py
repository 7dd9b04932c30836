"""Worker processes on this machine."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
from typing import TYPE_CHECKING

from complaints_workbook.marking.cohort.pool import OnDask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaints_workbook.marking.cohort.pool import Pool

_NEEDED = ["distributed", "complaints_workbook.marking.cohort.job", "complaints_workbook.assignments.assignment"]
"""What worker processes import; it takes longer than all else that they do before they work."""


def warm_up() -> None:
    """Let a process begin to import what workers need, while this one does other things.

    Each worker on this machine is then a copy of it. Where the system makes no such copies (Windows), nothing
    happens, and each worker imports for itself.
    """
    if _copies():
        from multiprocessing import forkserver

        multiprocessing.get_context("forkserver").set_forkserver_preload(_NEEDED)
        forkserver.ensure_running()


def _copies() -> bool:
    return "forkserver" in multiprocessing.get_all_start_methods()


@contextlib.contextmanager
def local_cluster(workers: int) -> Iterator[Pool]:
    """Give worker processes on this machine, which end with this one."""
    import dask
    from distributed import Client, LocalCluster

    warm_up()
    settings = {
        "distributed.worker.multiprocessing-method": "forkserver" if _copies() else "spawn",
        # A batch that has ended three workers will end a fourth.
        "distributed.scheduler.allowed-failures": 2,
        # One that ends is started again at once. After this long, Dask looks whether it is there, and if it has
        # ended again just then, never starts it any more.
        "distributed.deploy.lost-worker-timeout": "3650 days",
        "distributed.comm.timeouts.connect": "30s",
        # Nobody looks at what these note, and they interrupt the work tens of times a second.
        "distributed.worker.profile.enabled": False,
        "distributed.admin.tick.interval": "1s",
        "distributed.admin.system-monitor.interval": "5s",
        # What a submission may take is limited before it is read, so memory grows slowly.
        "distributed.worker.memory.monitor-interval": "500ms",
    }
    with (
        dask.config.set(settings),
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            silence_logs="CRITICAL",
        ) as cluster,
        Client(cluster) as client,
    ):
        # What all of them have imported stays; to search it for garbage takes a twentieth of the time of marking.
        client.run(gc.freeze)
        gc.freeze()
        try:
            yield OnDask(client, workers)
        finally:
            gc.unfreeze()
