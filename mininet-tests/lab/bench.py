"""The running lab without a plant, for scenarios that need no more than namespaces and a cable."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lab.processes import Registry
from lab.workplace import Workplace


class Bench:
    """A registry of processes and a directory; what was started is gone after ``open``."""

    def __init__(self, registry: Registry, directory: Path):
        self.registry = registry
        self.directory = directory

    @classmethod
    @contextmanager
    def open(cls, workplace: Workplace) -> Iterator["Bench"]:
        registry = Registry(workplace.record)
        try:
            yield cls(registry, workplace.directory)
        finally:
            registry.stop_all()

    def tail(self) -> str:
        """No program runs that a scenario has not started itself."""
        return ""
