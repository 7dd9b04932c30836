"""What all tasks on a Dask cluster share, sent to each worker once.

A worker that starts later, in place of one that has ended, gets it before it works.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, TypeVar

from distributed import WorkerPlugin, get_worker

if TYPE_CHECKING:
    from collections.abc import Callable

Given = TypeVar("Given")
Done = TypeVar("Done")


class InCommon(WorkerPlugin):
    """Brings a value to every worker.

    Parameters
    ----------
    value : object
        Anything that can be pickled.
    """

    def __init__(self, value: Any) -> None:
        self.name = f"complaints-workbook-{uuid.uuid4().hex}"
        self.value = value


def work(name: str, function: Callable[[Any, Given], Done], given: Given) -> Done:
    """Do a function's work on a worker, with the value of that name."""
    common = get_worker().plugins[name]
    assert isinstance(common, InCommon)  # noqa: S101 - for the types
    return function(common.value, given)
