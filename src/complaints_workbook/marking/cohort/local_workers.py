"""Worker processes on this machine, which nobody else can reach: they and this process talk through pipes alone."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait as wait_for_end
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from complaints_workbook.marking.cohort.pool import WAITING, Lost

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from complaints_workbook.marking.cohort.pool import Done, Given, Shared

Each = TypeVar("Each")

_NEEDED = ["complaints_workbook.marking.cohort.job", "complaints_workbook.marking.one.material"]
"""What worker processes import; it takes longer than all else that they do before they work."""

_GARBAGE = 20_000
"""Objects that a worker makes before it looks for garbage; of a submission nearly nothing needs that to go."""

_TRIES = 2
"""How often a batch that is alone under way may end its process: the first time it may have been somebody's doing."""


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
    # Python 3.11.0 leaves a door to it that any user of the machine can open (CVE-2022-42919).
    safe = sys.version_info >= (3, 11, 1)
    return safe and "forkserver" in multiprocessing.get_all_start_methods()


class LocalWorkers:
    """Spreads batches over processes of this machine, which end with this one.

    Parameters
    ----------
    workers : int
        How many.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def run(
        self,
        function: Callable[[Shared, Given], Done],
        shared: Shared,
        batches: Iterable[Given],
        *,
        singly: bool = False,
    ) -> Iterator[tuple[Given, Done | Lost]]:
        """Give each batch with what `function` made of it and of what they share, or that it was `Lost`.

        When a process ends, all that was under way then is lost; new processes do the rest.
        """
        width = 1 if singly else self._workers * WAITING
        queue = _Queue(batches)
        tries = _TRIES
        while not queue.empty():
            lost = yield from self._round(function, shared, queue, width)
            tries = tries - 1 if singly and lost else 0
            if tries:
                queue.put_back(lost)
            else:
                tries = _TRIES
                yield from ((batch, Lost(batch)) for batch in lost)

    def _round(
        self, function: Callable[[Shared, Given], Done], shared: Shared, queue: _Queue[Given], width: int
    ) -> Generator[tuple[Given, Done | Lost], None, list[Given]]:
        """Work until all is done or a process has ended; return what was lost with it."""
        under_way: dict[Future[Done], Given] = {}

        def give(batch: Given) -> None:
            try:
                under_way[executor.submit(_work, batch)] = batch
            except BrokenProcessPool:
                queue.put_back([batch])

        context = multiprocessing.get_context("forkserver" if _copies() else "spawn")
        with ProcessPoolExecutor(self._workers, context, _begin, (function, shared)) as executor:
            try:
                for batch in islice(queue, width):
                    give(batch)
                while under_way:
                    for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                        done = future.result()
                        batch = under_way.pop(future)
                        # Before the next one is asked for, so that no process is idle while the marks are written.
                        for following in islice(queue, 1):
                            give(following)
                        yield batch, done
            except BrokenProcessPool:
                pass
            finally:
                executor.shutdown(wait=False, cancel_futures=True)
        return list(under_way.values())


class _Queue(Generic[Each]):
    """Batches in turn, some of which may be put back."""

    def __init__(self, batches: Iterable[Each]) -> None:
        self._batches = iter(batches)
        self._back: list[Each] = []

    def __iter__(self) -> _Queue[Each]:
        return self

    def __next__(self) -> Each:
        return self._back.pop() if self._back else next(self._batches)

    def put_back(self, batches: Iterable[Each]) -> None:
        self._back.extend(batches)

    def empty(self) -> bool:
        try:
            self.put_back([next(self)])
        except StopIteration:
            return True
        return False


@contextlib.contextmanager
def local_workers(workers: int) -> Iterator[LocalWorkers]:
    """Give worker processes on this machine."""
    warm_up()
    # What this process has imported stays; to search it for garbage takes a twentieth of the time of marking.
    gc.freeze()
    try:
        yield LocalWorkers(workers)
    finally:
        gc.unfreeze()


_common: list[Any] = []
"""In a worker process: the function whose work it does, and what all batches share."""


def _begin(function: Callable[[Shared, Given], Done], shared: Shared) -> None:
    # Whoever stops the command with the keyboard stops the process that leads.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_leader, daemon=True).start()
    _common[:] = function, shared
    gc.freeze()
    gc.set_threshold(_GARBAGE)


def _end_with_the_leader() -> None:
    """End this process when the one that gives the work has been killed, for no pipe would tell it."""
    leader = multiprocessing.parent_process()
    if leader is not None:
        wait_for_end([leader.sentinel])
        os._exit(1)


def _work(batch: Any) -> Any:
    function, shared = _common
    return function(shared, batch)
