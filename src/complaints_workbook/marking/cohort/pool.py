"""Who does the work: this process, or the processes of a Dask cluster that is there already."""

from __future__ import annotations

import contextlib
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from complaints_workbook.marking.marking_error import MarkingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from distributed import Client

Shared = TypeVar("Shared")
Given = TypeVar("Given")
Done = TypeVar("Done")

WAITING = 3
"""Batches for each worker that are under way or wait there; enough to keep it busy, few enough to keep memory flat."""

_LOOK = 5.0
"""Seconds of silence after which it is looked whether there still are workers."""

_PATIENCE = 30.0
"""Seconds without any worker; one that has ended is started again in less."""


class PoolError(MarkingError):
    """The workers are gone, or cannot do such work."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A batch that no worker survived."""

    batch: Any


class Pool(Protocol):
    """Does a function's work on batches, in any order."""

    def run(
        self,
        function: Callable[[Shared, Given], Done],
        shared: Shared,
        batches: Iterable[Given],
        *,
        singly: bool = False,
    ) -> Iterator[tuple[Given, Done | Lost]]:
        """Give each batch with what `function` made of it and of what they share, or that it was `Lost`.

        `singly` says that no two of them are to be under way at once: a worker that is
        lost takes with it all that it was given, and this tells which of it was to blame.
        """


class ThisProcess:
    """Works through batches one after the other."""

    def run(
        self,
        function: Callable[[Shared, Given], Done],
        shared: Shared,
        batches: Iterable[Given],
        *,
        singly: bool = False,  # noqa: ARG002 - so it does
    ) -> Iterator[tuple[Given, Done | Lost]]:
        """Give each batch with what `function` made of it."""
        for batch in batches:
            yield batch, function(shared, batch)


class OnDask:
    """Spreads batches over a Dask cluster.

    Parameters
    ----------
    client : Client
        Connected to its scheduler.
    workers : int
        How many it has, as far as is known.
    """

    def __init__(self, client: Client, workers: int) -> None:
        self._client = client
        self._workers = workers
        self._brought: list[str] = []

    def run(
        self,
        function: Callable[[Shared, Given], Done],
        shared: Shared,
        batches: Iterable[Given],
        *,
        singly: bool = False,
    ) -> Iterator[tuple[Given, Done | Lost]]:
        """Give each batch with what `function` made of it and of what they share, or that it was `Lost`.

        Raises
        ------
        PoolError
            If the scheduler or all the workers go away, or the workers cannot do such work at all.
        """
        from complaints_workbook.marking.cohort.in_common import InCommon, work

        waiting = iter(batches)
        under_way: dict[Any, Given] = {}
        common = InCommon(shared)
        self._brought.append(common.name)
        try:
            self._client.register_plugin(common)
        except Exception as error:  # noqa: BLE001 - whatever it is, the work cannot go on
            raise _why(error) from None

        def submit() -> None:
            for batch in waiting:
                under_way[self._client.submit(work, common.name, function, batch, pure=False)] = batch
                return

        for _ in range(1 if singly else self._workers * WAITING):
            submit()
        while under_way:
            for future in self._some_completed(under_way):
                batch = under_way.pop(future)
                done = self._outcome(future, batch)
                # Before the next one is asked for, so that this worker is not idle while the marks are written.
                submit()
                yield batch, done

    def tidy(self) -> None:
        """Take from the workers what all that `run` did on them has in common, however it ended."""
        for name in self._brought:
            # A scheduler that goes away takes it along.
            if self._client.status == "running":
                with contextlib.suppress(Exception):
                    self._client.unregister_worker_plugin(name)

    def _some_completed(self, futures: Iterable[Any]) -> list[Any]:
        from distributed import wait

        def completed(seconds: float) -> list[Any]:
            with self._client.as_current():
                return list(wait(list(futures), timeout=seconds, return_when="FIRST_COMPLETED").done)

        try:
            return self._patiently(completed)
        except (OSError, CancelledError) as error:
            raise _why(error) from None

    def _outcome(self, future: Any, batch: Given) -> Any:
        """Return what a worker made of a batch, or that no worker survived it."""
        from distributed import KilledWorker

        try:
            # It may be under way again: what a worker has done is lost with it until it is fetched.
            return self._patiently(lambda seconds: future.result(timeout=seconds))
        except PoolError:
            raise
        except (KilledWorker, MemoryError):
            return Lost(batch)
        except Exception as error:  # noqa: BLE001 - whatever it is, no batch will fare better
            raise _why(error) from None

    def _patiently(self, ask: Callable[[float], Done]) -> Done:
        """Ask for something, each time for some seconds, for as long as there are workers or may be again."""
        without = 0.0
        while True:
            try:
                return ask(_LOOK)
            except TimeoutError:
                without = 0.0 if self._client.scheduler_info()["workers"] else without + _LOOK
            if without >= _PATIENCE:
                raise PoolError(_DESERTED)


_GONE = (
    "The Dask scheduler has gone away. What was marked until then is saved: "
    "start it again and run the same command for the rest."
)
_DESERTED = (
    "The Dask scheduler has no workers any more. What was marked until then is saved: "
    "start some and run the same command for the rest."
)


def _why(error: Exception) -> PoolError:
    """Return what is told of an error that ends the work."""
    if isinstance(error, (OSError, CancelledError)):
        return PoolError(_GONE)
    # The work itself tells of a submission's failures; so these are workers that cannot do any.
    msg = (
        f"The workers cannot mark ({type(error).__name__}: {error}); "
        "install the same version of this package and of Python for all of them."
    )
    return PoolError(msg)
