"""Runs nmap, tcpdump, clients and the program under test in the yard, several at a time."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lab.layout import HERE
from lab.processes import Registry
from lab.program import LAUNCHER
from lab.twins.yard import Place, Yard, address, asker_interface

CLIENT = HERE / "clients" / "twin_client.py"
READY = "answering as"
DROPPED = re.compile(r"(\d+) packets? dropped by kernel")


class WorkError(Exception):
    """Something did not start, failed or took too long."""


@dataclass
class Job:
    """A command that runs; its output is in files."""

    name: str
    process: subprocess.Popen
    out: Path
    err: Path

    @property
    def output(self) -> str:
        return self.out.read_text(encoding="utf-8", errors="replace")

    @property
    def errors(self) -> str:
        return self.err.read_text(encoding="utf-8", errors="replace")

    def wait(self, patience: float) -> int:
        """Its exit code."""
        try:
            return self.process.wait(patience)
        except subprocess.TimeoutExpired:
            raise WorkError(f"{self.name} takes more than {patience:.0f} s: {self.errors[-500:]}") from None

    def must_succeed(self, patience: float) -> "Job":
        if code := self.wait(patience):
            raise WorkError(f"{self.name} ended with {code}: {(self.errors or self.output)[-1500:]}")
        return self


class Work:
    """``directory`` keeps every output."""

    def __init__(self, registry: Registry, yard: Yard, directory: Path):
        self._registry = registry
        self._yard = yard
        self._directory = directory

    def start(self, name: str, command: Sequence[str], place: Place | None = None) -> Job:
        """Starts a command at a place, the asker's if none is named."""
        out, err = self._directory / f"{name}.out", self._directory / f"{name}.err"
        with open(out, "wb") as stdout, open(err, "wb") as stderr:
            process = self._registry.start(
                (place or self._yard.asker).inside(*command), stdout=stdout, stderr=stderr
            )
        return Job(name, process, out, err)

    def client(self, name: str, kind: str, number: int, seconds: float) -> Job:
        return self.start(name, [sys.executable, str(CLIENT), kind, address(number), str(seconds)])

    def program(self, name: str, *arguments: str, place: Place | None = None) -> Job:
        return self.start(name, [str(LAUNCHER), *arguments], place)

    def decoy(self, name: str, place: Place, personas: dict[str, Path]) -> Job:
        """A decoy plane by itself that answers at these addresses."""
        bindings = [word for ip, file in personas.items() for word in ("--bind", f"{ip}={file}")]
        job = self.program(name, "decoy", "--interface", "eth0", "--touches", "none", *bindings, place=place)
        self._until(job, lambda: READY in job.errors + job.output, 60.0)
        return job

    def capture(self, name: str, number: int, file: Path) -> Job:
        """tcpdump on the asker's end of a cable, both directions."""
        # fmt: off
        job = self.start(name, ["tcpdump", "-i", asker_interface(number), "-U", "-s", "0", "-n",
                                "--immediate-mode", "-B", "8192", "-Z", "root", "-w", str(file)])
        # fmt: on
        self._until(job, lambda: "listening on" in job.errors, 20.0)
        return job

    def end_capture(self, job: Job) -> None:
        time.sleep(0.3)  # until the last frame is in the file
        self.stop(job, signal.SIGINT)
        lost = DROPPED.search(job.errors)
        if lost is None or int(lost.group(1)):
            raise WorkError(f"{job.name} is not whole: {job.errors}")

    def stop(self, job: Job, sig: int = signal.SIGTERM) -> None:
        self._registry.stop(job.process, sig)

    @staticmethod
    def _until(job: Job, ready, patience: float) -> None:
        deadline = time.monotonic() + patience
        while not ready():
            if job.process.poll() is not None or time.monotonic() > deadline:
                raise WorkError(f"{job.name} is not ready: {(job.errors + job.output)[-1500:]}")
            time.sleep(0.05)
