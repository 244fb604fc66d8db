"""Who answers: small responders in C, and decoys."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rawpath.cable import RESPONDER_CORE, RESPONDER_END, Cable, await_line

HERE = Path(__file__).resolve().parent.parent
LAUNCHER = HERE.parent / "utsusemi"
PERSONAS = HERE / "personas"
PORT, CLOSED_PORT = 502, 81
FIRST, SUBNET = "10.77.0.1", "10.77.0.0/16"
WHOLE_SUBNET = 65534


@dataclass(frozen=True)
class Responder:
    """``kind`` and ``link``: c recv, c ring, decoy pcap or decoy ring."""

    kind: str
    link: str

    @property
    def name(self) -> str:
        return f"{self.kind} {self.link}"

    @property
    def is_decoy(self) -> bool:
        return self.kind == "decoy"


RECV, C_RING = Responder("c", "recv"), Responder("c", "ring")
PCAP, RING = Responder("decoy", "pcap"), Responder("decoy", "ring")
ALL = (RECV, C_RING, PCAP, RING)


def build(directory: Path) -> None:
    """Compiles what is in C."""
    for name in ("generator", "responder"):
        subprocess.run(
            ["gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-o", directory / name, HERE / f"{name}.c"],
            check=True,
        )


@contextmanager
def running(responder: Responder, cable: Cable, directory: Path) -> Iterator[subprocess.Popen]:
    """The responder, from when it answers to its end."""
    log = directory / f"{responder.name.replace(' ', '-')}.log"
    if responder.is_decoy:
        command = [str(LAUNCHER), "decoy", "--interface", RESPONDER_END, "--link", responder.link]
        command += ["--subnet", SUBNET, "--personas", str(PERSONAS)]
        command += ["--touches", "/dev/null"]
        ready = "answering as"
    else:
        command = [str(directory / "responder"), responder.link, RESPONDER_END]
        ready = "ready"
    with open(log, "w", encoding="utf-8") as out:
        process = cable.start(
            RESPONDER_END, RESPONDER_CORE, command, stdout=out, stderr=out, env=dict(os.environ)
        )
    try:
        await_line(process, log, ready, 60)
        yield process
        if process.poll() is not None:
            raise RuntimeError(f"{responder.name} ended by itself: {log.read_text(encoding='utf-8')[-2000:]}")
    finally:
        cable.stop(process)
