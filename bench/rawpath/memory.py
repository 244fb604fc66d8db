"""Many addresses in one process, and many SYNs: what each costs in memory, and whether sessions go on meanwhile."""

import json
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from rawpath import responders
from rawpath.cable import GENERATOR_CORE, GENERATOR_END, Cable
from rawpath.responders import LAUNCHER, Responder
from rawpath.speed import Generator

POLLER = LAUNCHER.parent / "mininet-tests" / "lab" / "clients" / "poller.py"
CLIENT, SERVER = "10.78.0.1", "10.77.0.9"
SIGNATURE, INTERVAL = "0001000200030004", 0.05
PACE = 10_000


@dataclass(frozen=True)
class Size:
    """``hosts`` that are asked, then ``syns`` from random sources at ``pace`` a second. ``settle`` in seconds."""

    hosts: int
    syns: int
    pace: int
    settle: float


def measure(responder: Responder, cable: Cable, directory: Path, size: Size, progress) -> dict:
    found: dict[str, object] = {"responder": responder.name}
    generator = Generator(cable, directory)
    with responders.running(responder, cable, directory) as process:
        progress("memory: one address")
        # what the program makes once, it has made then
        generator.run(1, responders.PORT, "one", "pace", 1000, 20000)
        generator.run(1, responders.CLOSED_PORT, "one", "ping", 200)
        one = _memory(process.pid, size.settle)
        progress(f"memory: {size.hosts} addresses")
        every: dict[str, int] = {"resolved": 0, "sent": 0, "answered": 0}
        for port in (responders.PORT, responders.CLOSED_PORT):
            asked = generator.run(size.hosts, port, "one", "pace", f"{size.hosts}n", PACE)
            every["resolved"] = asked["resolved"]
            every["sent"] += asked["sent"]
            every["answered"] += asked["syn_acks"] + asked["resets"]
        found["addresses"], found["addresses_that_answer_arp"] = size.hosts, every["resolved"]
        found["syns_to_all"], found["answers_of_all"] = every["sent"], every["answered"]
        all_of_them = _memory(process.pid, size.settle)
        found["heap_one_bytes"], found["heap_all_bytes"] = one["heap"], all_of_them["heap"]
        found["resident_one_kib"], found["resident_all_kib"] = one["resident_kib"], all_of_them["resident_kib"]
        more = all_of_them["heap"] - one["heap"]
        found["heap_bytes_per_address"] = round(more / (size.hosts - 1), 1)
        resident = (all_of_them["resident_kib"] - one["resident_kib"]) * 1024
        found["resident_bytes_per_address"] = round(resident / (size.hosts - 1), 1)
        found |= _flood(process, cable, generator, directory, size, progress)
    return found


def _flood(
    process: subprocess.Popen, cable: Cable, generator: Generator, directory: Path, size: Size, progress
) -> dict:
    """Sessions of an independent client that go on while SYNs come from everywhere."""
    cable.run(GENERATOR_END, "ip", "addr", "add", f"{CLIENT}/32", "dev", GENERATOR_END)
    cable.run(GENERATOR_END, "ip", "route", "add", responders.SUBNET, "dev", GENERATOR_END, "src", CLIENT)
    log = directory / "polls.jsonl"
    command = ["/usr/bin/python3", str(POLLER), SERVER, SIGNATURE, str(INTERVAL), str(log)]
    poller = cable.start(GENERATOR_END, GENERATOR_CORE, command, stdout=sys.stderr, stderr=sys.stderr)
    time.sleep(1)
    progress(f"memory: {size.syns} SYNs from random sources")
    generator.run(1000, responders.PORT, "random", "pace", 1000, size.pace)
    before = _memory(process.pid, size.settle)
    begin = time.time()
    flood = generator.run(size.hosts, responders.PORT, "random", "pace", f"{size.syns}n", size.pace)
    end = time.time()
    after = _memory(process.pid, size.settle)
    cable.stop(poller)
    polls = [json.loads(line) for line in log.read_text(encoding="ascii").splitlines()]
    during = [poll for poll in polls if begin <= poll["begin"] and poll["end"] <= end]
    return {
        "flood_syns": flood["sent"],
        "flood_answers": flood["syn_acks"],
        "flood_per_second": round(flood["sent"] / flood["seconds"]),
        "flood_heap_before_bytes": before["heap"],
        "flood_heap_after_bytes": after["heap"],
        "flood_resident_before_kib": before["resident_kib"],
        "flood_resident_after_kib": after["resident_kib"],
        "polls": len(during),
        "polls_lost": sum(poll["outcome"] != "ok" for poll in during),
        "poll_outcomes": dict(Counter(poll["outcome"] for poll in during)),
        "poll_longest_ms": round(max((p["end"] - p["begin"]) * 1000 for p in during), 1) if during else None,
    }


def _memory(pid: int, settle: float) -> dict[str, int]:
    """Bytes of living objects, and what the process has resident, when it has come to rest."""
    time.sleep(settle)
    histogram = subprocess.run(
        ["jcmd", str(pid), "GC.class_histogram"], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    total = next(line for line in reversed(histogram.splitlines()) if line.startswith("Total"))
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return {"heap": int(total.split()[2]), "resident_kib": int(resident.split()[1])}
