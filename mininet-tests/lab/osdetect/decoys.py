"""Decoy planes by themselves, at one end of a wire."""

import ipaddress
import json
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from lab.osdetect.database import Reference
from lab.osdetect.wire import Wire
from lab.processes import Registry
from lab.program import LAUNCHER

FIRST = ipaddress.IPv4Address("10.66.1.1")
NETWORK = "10.66.0.1/16"
OPEN, CLOSED = 502, 503
READY = "answering as"
# made up: an ordinary small stack
PLAIN = "T1(R=Y%DF=N%T=3B-45%S=O%A=S+%F=AS%RD=0%Q=)OPS(O1=M5B4)WIN(W1=2000)"


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


class Standalone:
    """A decoy plane that answers from ``__enter__`` to ``__exit__``."""

    def __init__(self, registry: Registry, wire: Wire, directory: Path):
        self._registry = registry
        self._wire = wire
        self.directory = directory
        self._process: subprocess.Popen | None = None
        self.log = directory / "decoy.log"

    def options(self) -> list[str]:
        """As whom it answers. Files go to the directory, which is there."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        self.directory.mkdir(parents=True, exist_ok=True)
        command = [str(LAUNCHER), "decoy", "--interface", self._wire.decoy_interface, "--touches", "none"]
        with open(self.log, "w", encoding="utf-8") as log:
            self._process = self._registry.start(
                self._wire.decoy(*command, *self.options()), stdout=log, stderr=log
            )
        try:
            self._await_ready(60.0)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._process:
            self._registry.stop(self._process)

    def pid(self) -> int:
        """The launcher has become the program itself."""
        self.must_live()
        return self._process.pid

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


class Decoys(Standalone):
    """One persona for each fingerprint, at an address of its own."""

    def __init__(self, registry: Registry, wire: Wire, directory: Path, references: Sequence[Reference]):
        super().__init__(registry, wire, directory)
        self._references = references

    def options(self) -> list[str]:
        bindings = []
        for index, reference in enumerate(self._references):
            file = self.directory / f"fp{index}.yaml"
            file.write_text(persona(index, reference), encoding="utf-8")
            bindings += ["--bind", f"{address(index)}={file}"]
        return bindings


class Subnet(Standalone):
    """A whole network of a few plain personas, each with a vendor's prefix of its own."""

    def __init__(self, registry: Registry, wire: Wire, directory: Path, subnet: str, prefixes: Sequence[str]):
        super().__init__(registry, wire, directory)
        self._subnet = subnet
        self._prefixes = prefixes

    def options(self) -> list[str]:
        personas = self.directory / "personas"
        personas.mkdir(exist_ok=True)
        for index, prefix in enumerate(self._prefixes):
            file = personas / f"p{index}.yaml"
            text = f'persona: p{index}\nmac: "{prefix}"\nfingerprint: {PLAIN}\ntcp: {{ {OPEN}: open }}\n'
            file.write_text(text, encoding="utf-8")
        return ["--subnet", self._subnet, "--personas", str(personas)]
