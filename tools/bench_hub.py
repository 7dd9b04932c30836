"""Measure a hub with a class on it: log-ins, memory, answers at the same moment, and Validate pressed by all.

``make bench-hub`` runs it, as root: each learner has an account, on a machine of its own (`support.own_machine`).
Everything runs on this machine, the learners' browsers too, which are a program without a page. So what it tells
is on the slow side.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import statistics
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import psutil
import typer
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))


from complaints_workbook.content.datasets import shared_datasets
from support.assignments import Authored
from support.courses import Course, real_course
from support.hub import running
from support.hub_learner import HubLearner
from support.own_machine import PASSWORD

if TYPE_CHECKING:
    from support.hub import Hub

NAME = "complaints-lo1"
AT_ONCE = 40
"""How often all answer at the same moment."""
PAUSE = 0.7
"""Seconds between two such moments: people read."""
KEPT_BACK = 2_000
"""MB for the system, the hub, its proxy and the tutors."""
MACHINE = 24_000
"""MB of the machine that is asked about."""
app = typer.Typer(add_completion=False)


@app.command()
def bench(learners: int = typer.Option(30, min=2, help="How many there are.")) -> None:
    """Print what was measured."""
    names = tuple(f"learner{number:02}" for number in range(1, learners + 1))
    table = Table("What", "Measured", "Aim", title=f"A hub with {learners} learners on {os.cpu_count()} processors")
    load = os.getloadavg()[0]
    with running(names, handed_out) as hub:
        for row in asyncio.run(measured(hub, names)):
            table.add_row(*row)
    table.add_row("Load of the machine before (its average of one minute)", f"{load:.1f}", "below 1")
    Console(width=120).print(table)


def handed_out(folder: Path) -> Course:
    """Make the course in a folder, and hand its assignment out."""
    course = real_course(folder, NAME)
    course.nbgrader("release_assignment", NAME, f"--Exchange.root={folder.parent / 'exchange'}")
    return course


async def measured(hub: Hub, names: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Let all learners work at the same time, and return the rows of the table."""
    authored = Authored(ROOT, NAME, shared_datasets())
    answers = [(exercise, asked, value) for exercise, given in authored.right.items() for asked, value in given.items()]
    learners = [HubLearner(hub.url, name, PASSWORD) for name in names]
    try:
        waited = await asyncio.gather(*(each.log_in() for each in learners))
        rows = [("Log in, until the start page is there, all at once", told(waited), "none lost")]
        alone = memory(hub, "jupyterhub.singleuser")
        waited = await asyncio.gather(*(each.open_notebook(NAME, list(authored.right)) for each in learners))
        rows += [("All exercises of a notebook, in kernels that are started for it", told(waited), "none lost")]
        waited = await at_the_same_moment(learners, answers)
        rows += [(f"{AT_ONCE} answers of each, given at the same moment", in_ms(waited), "95th percentile 100 ms")]
        waited = await one_after_another(learners, answers)
        rows += [("Answers given by each in their own time, one in two seconds", in_ms(waited), "")]
        lost = sum(AT_ONCE * 2 - saved(hub, each.name) for each in learners)
        rows += [("Answers that are not on the disk", str(lost), "0")]
        server, kernel = memory(hub, "jupyterhub.singleuser"), memory(hub, "ipykernel_launcher")
        with Highest() as highest:
            waited = await asyncio.gather(*(each.validate(NAME) for each in learners))
        rows += [("Validate, pressed by all at once", told(waited), "none lost")]
    finally:
        await asyncio.gather(*(each.leave() for each in learners))
    one = server + kernel
    holds, holds_then = ((MACHINE - KEPT_BACK) / each for each in (one, one + highest.more / len(names)))
    return [
        *rows,
        ("Memory of a learner’s server, before a notebook is open (PSS)", f"{alone:.0f} MB", ""),
        ("Memory of a learner who works: server and kernel", f"{server:.0f} + {kernel:.0f} MB", ""),
        ("More while Validate runs, for each", f"{highest.more / len(names):.0f} MB", ""),
        ("Learners that 24 GB hold, by that", f"{holds:.0f}; {holds_then:.0f} while all press Validate", "100"),
    ]


async def at_the_same_moment(learners: list[HubLearner], answers: list[tuple[str, str, Any]]) -> list[float]:
    """Let all give the same answer at once, again and again, and return the seconds until each was saved."""
    waited: list[float] = []
    for exercise, asked, value in answers[:AT_ONCE]:
        waited += await asyncio.gather(*(each.answer(exercise, asked, value) for each in learners))
        await asyncio.sleep(PAUSE)
    return waited


async def one_after_another(learners: list[HubLearner], answers: list[tuple[str, str, Any]]) -> list[float]:
    """Let each answer as people do, and return the seconds until each was saved."""

    async def work(learner: HubLearner) -> list[float]:
        waited = []
        for exercise, asked, value in answers[AT_ONCE : 2 * AT_ONCE]:
            await asyncio.sleep(random.uniform(1, 3))
            waited.append(await learner.answer(exercise, asked, value))
        return waited

    return [each for one in await asyncio.gather(*map(work, learners)) for each in one]


def saved(hub: Hub, name: str) -> int:
    """Return how many answers a learner's file holds."""
    file = hub.machine.home(name) / "workbook" / NAME / "responses.json"
    return sum(len(given) for given in json.loads(file.read_text("utf-8"))["exercises"].values())


def memory(hub: Hub, program: str) -> float:
    """Return the proportional memory in MB that one of the learners' processes of a program has on average."""
    numbers = set(hub.machine.numbers.values())
    running = psutil.process_iter(["cmdline", "uids"])
    theirs = [each for each in running if each.info["uids"] and each.info["uids"].real in numbers]
    sizes = [each.memory_full_info().pss / 1e6 for each in theirs if program in " ".join(each.info["cmdline"] or ())]
    return statistics.mean(sizes)


class Highest:
    """Watches how much more memory the machine uses meanwhile, in MB."""

    def __enter__(self) -> Self:
        """Begin."""
        self._ends, self.more = threading.Event(), 0.0
        self._before = psutil.virtual_memory().available
        self._watcher = threading.Thread(target=self._watch)
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End."""
        self._ends.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._ends.wait(0.1):
            self.more = max(self.more, (self._before - psutil.virtual_memory().available) / 1e6)


def told(waited: list[float]) -> str:
    """Say how long people waited, in seconds."""
    return f"{len(waited)} done; median {statistics.median(waited):.1f} s, the last {max(waited):.1f} s"


def in_ms(waited: list[float]) -> str:
    """Say how long answers took, in milliseconds."""
    ordered = sorted(1_000 * each for each in waited)
    middle, at_95, longest = statistics.median(ordered), ordered[int(0.95 * len(ordered))], ordered[-1]
    return f"{len(ordered)} saved; median {middle:.0f} ms, 95th percentile {at_95:.0f}, longest {longest:.0f}"


if __name__ == "__main__":
    app()
