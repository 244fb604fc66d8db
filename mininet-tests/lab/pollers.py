"""Third-party clients that poll all the time, and what became of each of their polls."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from lab.layout import HERE
from lab.plant import Plant
from lab.processes import Registry

CLIENTS = HERE / "clients"


@dataclass(frozen=True)
class Poll:
    """One question to a server; times in seconds since 1970, on the clock of the captures."""

    begin: float
    end: float
    outcome: str
    fresh: bool

    @property
    def lost(self) -> bool:
        return self.outcome != "ok"


@dataclass(frozen=True)
class PollPlan:
    """Who polls whom by which client, every ``interval`` seconds."""

    source: str
    target: str
    client: str
    interval: float

    @property
    def name(self) -> str:
        return f"{self.source}→{self.target}"


PLANS = (
    PollPlan("hmi1", "plc1", "poller.py", 0.025),
    PollPlan("hmi1", "plc2", "mbpoll_poller.py", 0.05),
    PollPlan("hmi1", "meter1", "poller.py", 0.1),
    PollPlan("opc1", "plc1", "poller.py", 0.02),
    PollPlan("plc1", "valve1", "poller.py", 0.1),
)


class Pollers:
    """The polling of the whole run, from ``__enter__`` to ``__exit__``; ``pace`` stretches the intervals."""

    def __init__(self, plant: Plant, registry: Registry, directory: Path, signature: str, pace: float = 1.0):
        self._plant = plant
        self._registry = registry
        self._directory = directory
        self._signature = signature
        self._pace = pace
        self._running: list[subprocess.Popen] = []

    def __enter__(self) -> "Pollers":
        for plan in PLANS:
            address = self._plant.layout.devices[plan.target].ip
            # fmt: off
            self._running.append(self._plant.spawn(
                plan.source, sys.executable, str(CLIENTS / plan.client),
                address, self._signature, str(plan.interval * self._pace), str(self._log(plan))))
            # fmt: on
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._running:
            self._registry.stop(process)
        self._running.clear()

    def polls(self, plan: PollPlan, begin: float, end: float) -> list[Poll]:
        """The polls that lie in a span of time as a whole, oldest first."""
        return between(read_log(self._log(plan)), begin, end)

    def _log(self, plan: PollPlan) -> Path:
        return self._directory / f"polls-{plan.source}-{plan.target}.jsonl"


def read_log(path: Path) -> list[Poll]:
    """The polls of a log; a last line that is still being written is left out."""
    if not path.exists():
        return []
    text = path.read_text(encoding="ascii")
    complete = text[: text.rfind("\n") + 1]
    return [Poll(**json.loads(line)) for line in complete.splitlines()]


def between(polls: list[Poll], begin: float, end: float) -> list[Poll]:
    """The polls that lie in a span of time as a whole."""
    return [poll for poll in polls if poll.begin >= begin and poll.end <= end]
