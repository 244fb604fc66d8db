"""The program under test: started from its launcher as a user would, killed as no user would."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from lab import processes
from lab.layout import HERE, SITE_FILE
from lab.processes import Registry
from lab.rest import Rest, RestError

LAUNCHER = HERE.parent.parent / "utsusemi"


class ProgramError(Exception):
    """The program did not start, or is not what the lab expects."""


class Program:
    """Controller and decoy plane of the lab's site, with their data in the run's directory."""

    def __init__(self, registry: Registry, directory: Path, site: dict):
        self._registry = registry
        self._directory = directory
        self._process: subprocess.Popen | None = None
        self.rest = Rest("http://" + site["controller"]["rest"])
        self.log = directory / "utsusemi.log"
        self.site_file = directory / "site.yaml"

    def install(self) -> None:
        """Copies the site file, so that what the program keeps lies in the run's directory."""
        shutil.copy(SITE_FILE, self.site_file)
        shutil.copytree(SITE_FILE.parent / "personas", self._directory / "personas", dirs_exist_ok=True)

    def start(self, patience: float = 60.0) -> float:
        """Starts the program; returns the seconds until it said that all is well."""
        begin = time.monotonic()
        with open(self.log, "a", encoding="utf-8") as log:
            self._process = self._registry.start(
                [str(LAUNCHER), "run", str(self.site_file)], cwd=self._directory, stdout=log, stderr=log
            )
        self.await_healthy(patience)
        return time.monotonic() - begin

    def await_healthy(self, patience: float) -> None:
        deadline = time.monotonic() + patience
        trouble = "it was not asked"
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise ProgramError(f"utsusemi ended with {self._process.returncode}: {self.tail()}")
            try:
                self.rest.get("/healthz")
                return
            except RestError as not_yet:
                trouble = str(not_yet)
            time.sleep(0.1)
        raise ProgramError(f"utsusemi is not well after {patience:.0f} s: {trouble}\n{self.tail()}")

    def stop(self) -> None:
        if self._process is not None:
            self._registry.stop(self._process, patience=10.0)
            self._process = None

    def tail(self) -> str:
        text = self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-25:])

    def controller_pid(self) -> int:
        """The Java process; the launcher may be its parent, or has become it."""
        return self._find(lambda line: "java" in line and " run " in line, "controller")

    def decoy_pid(self) -> int:
        return self._find(lambda line: "java" in line and " decoy " in line + " ", "decoy plane")

    def has_decoy(self) -> bool:
        try:
            return self.decoy_pid() > 0
        except ProgramError:
            return False

    def kill_controller(self, pid: int) -> None:
        """kill -9: the controller has no chance to tidy up. ``pid`` is looked up before, when time matters."""
        os.kill(pid, signal.SIGKILL)
        self._process.wait(10)

    def kill_decoy(self) -> None:
        os.kill(self.decoy_pid(), signal.SIGKILL)

    def _find(self, matches, what: str) -> int:
        if self._process is not None:
            for pid in [self._process.pid, *processes.descendants(self._process.pid)]:
                if matches(processes.command_line(pid)):
                    return pid
        raise ProgramError(f"no {what} runs")


def user_of(pid: int) -> int:
    """The effective user id of a process."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("Uid:"))
    return int(line.split()[2])


def capabilities_of(pid: int) -> int:
    """The effective capabilities of a process, ``capabilities(7)``'s bits."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("CapEff:"))
    return int(line.split()[1], 16)
