"""A decoy plane by itself, with one persona for each fingerprint at an address of its own."""

import ipaddress
import json
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from lab.osdetect.database import Reference
from lab.osdetect.wire import Wire
from lab.processes import Registry
from lab.program import LAUNCHER

FIRST = ipaddress.IPv4Address("10.66.1.1")
NETWORK = "10.66.0.1/16"
OPEN, CLOSED = 502, 503
READY = "answering as"


class DecoyError(Exception):
    """The decoy plane did not start, or has ended."""


def address(index: int) -> str:
    return str(FIRST + index)


def persona(index: int, reference: Reference) -> str:
    """One port open and mute, all others closed; the first fingerprint of a name by that name."""
    if reference.ordinal == 1:
        personality = f"personality: {json.dumps(reference.name)}"
    else:
        personality = "fingerprint: |\n" + "\n".join(f"  {line}" for line in reference.text.splitlines())
    return f'persona: fp{index}\nmac: "00:30:de"\n{personality}\ntcp: {{ {OPEN}: open }}\n'


class Decoys:
    """Answers from ``__enter__`` to ``__exit__``."""

    def __init__(self, registry: Registry, wire: Wire, directory: Path, references: Sequence[Reference]):
        self._registry = registry
        self._wire = wire
        self._directory = directory
        self._references = references
        self._process: subprocess.Popen | None = None
        self.log = directory / "decoy.log"

    def __enter__(self) -> "Decoys":
        self._directory.mkdir(parents=True, exist_ok=True)
        bindings = []
        for index, reference in enumerate(self._references):
            file = self._directory / f"fp{index}.yaml"
            file.write_text(persona(index, reference), encoding="utf-8")
            bindings += ["--bind", f"{address(index)}={file}"]
        with open(self.log, "w", encoding="utf-8") as log:
            command = [str(LAUNCHER), "decoy", "--interface", self._wire.decoy_interface, "--touches", "none"]
            self._process = self._registry.start(
                self._wire.decoy(*command, *bindings), stdout=log, stderr=log
            )
        self._await_ready(60.0)
        return self

    def __exit__(self, *_: object) -> None:
        if self._process:
            self._registry.stop(self._process)

    def must_live(self) -> None:
        if self._process is None or self._process.poll() is not None:
            raise DecoyError(f"the decoy plane has ended: {self.tail()}")

    def tail(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")[-2000:] if self.log.exists() else ""

    def _await_ready(self, patience: float) -> None:
        deadline = time.monotonic() + patience
        while READY not in self.tail():
            self.must_live()
            if time.monotonic() > deadline:
                raise DecoyError(f"the decoy plane is not ready after {patience:.0f} s: {self.tail()}")
            time.sleep(0.1)
