"""tcpdump on the machines' own interfaces: the lab counts there, not in the program that it tests."""

import re
import signal
import subprocess
import time
from pathlib import Path

from lab import pcap
from lab.frames import Frame
from lab.layout import DECOY_INTERFACE
from lab.plant import Plant
from lab.processes import Registry

DROPPED = re.compile(r"(\d+) packets? dropped by kernel")
LATE = 0.3  # seconds that a frame may take from the kernel into the file


class CaptureError(Exception):
    """A capture did not start, or lost frames: nothing can be said about it."""


class Tap:
    """One tcpdump: what comes ``in`` to an interface from the wire, or goes ``out`` to it."""

    def __init__(self, command: list[str], interface: str, direction: str, file: Path):
        # fmt: off
        self.command = [*command, "tcpdump", "-i", interface, "-Q", direction, "-U", "-s", "0", "-n",
                        "--immediate-mode", "-B", "8192", "-Z", "root", "-w", str(file)]
        # fmt: on
        self.file = file
        self.log = file.with_suffix(".log")
        self.process: subprocess.Popen | None = None


class Capture:
    """All taps of one scenario, from ``__enter__`` to ``__exit__``; frames can be read in between and after."""

    def __init__(self, plant: Plant, registry: Registry, directory: Path):
        self._plant = plant
        self._registry = registry
        self._taps: dict[tuple[str, str], Tap] = {}
        self.begin = 0.0
        self.end = 0.0
        for name in plant.layout.machines:
            for direction in ("in", "out"):
                self._taps[name, direction] = Tap(
                    plant.inside(name),
                    plant.interface(name),
                    direction,
                    directory / f"{name}-{direction}.pcap",
                )
        for direction in ("in", "out"):
            self._taps[DECOY_INTERFACE, direction] = Tap(
                [], DECOY_INTERFACE, direction, directory / f"{DECOY_INTERFACE}-{direction}.pcap"
            )

    def __enter__(self) -> "Capture":
        for tap in self._taps.values():
            with open(tap.log, "w", encoding="utf-8") as log:
                tap.process = self._registry.start(tap.command, stdout=log, stderr=log)
        deadline = time.monotonic() + 20
        for (name, _), tap in self._taps.items():
            while "listening on" not in tap.log.read_text(encoding="utf-8"):
                if tap.process.poll() is not None or time.monotonic() > deadline:
                    raise CaptureError(f"no capture at {name}: {tap.log.read_text(encoding='utf-8')}")
                time.sleep(0.02)
        self.begin = time.time()
        return self

    def __exit__(self, kind: type | None, *_: object) -> None:
        self.end = time.time()
        time.sleep(LATE)
        for tap in self._taps.values():
            self._registry.stop(tap.process, signal.SIGINT)
        if kind is None:
            for (name, direction), tap in self._taps.items():
                text = tap.log.read_text(encoding="utf-8")
                lost = DROPPED.search(text)
                if lost is None or int(lost.group(1)):
                    raise CaptureError(f"the capture at {name} ({direction}) is not whole: {text}")

    def frames(self, name: str, direction: str = "in") -> list[tuple[float, Frame]]:
        """Frames so far at a machine or the decoy interface, with their time."""
        tap = self._taps[name, direction]
        return [(at, Frame(raw)) for at, raw in pcap.read(tap.file)]

    @property
    def devices(self) -> list[str]:
        """The real devices, where nothing of an attack may arrive."""
        return list(self._plant.layout.devices)
