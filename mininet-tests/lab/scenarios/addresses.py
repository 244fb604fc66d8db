"""One decoy plane by itself is a whole /16: every address answers, with a MAC address and an open port of its own."""

import json
import sys
import time

from lab import processes
from lab.bench import Bench
from lab.layout import HERE
from lab.osdetect.decoys import OPEN, Subnet
from lab.osdetect.wire import Wire
from lab.report import Outcome

SUBNET, SCANNER = "10.77.0.0/16", "10.77.0.1"
KERNEL = "192.0.2.1/24"  # the scanner's machine has an address elsewhere, and keeps out of it
HOSTS = 65_536 - 2 - 1  # neither end of the network, nor the scanner's own
MEMORY_MIB = 256
PREFIXES = ("00:30:de", "00:80:f4", "00:1b:1b")
PATIENCE = 300.0


def run(bench: Bench, outcome: Outcome, options) -> None:
    del options
    with (
        Wire(bench.registry, KERNEL) as wire,
        Subnet(bench.registry, wire, bench.directory / "addresses", SUBNET, PREFIXES) as decoys,
    ):
        before = processes.resident_kib(decoys.pid()) / 1024
        begin = time.monotonic()
        sweep = [sys.executable, str(HERE / "attacks" / "sweep.py"), wire.scanner_interface, SCANNER]
        done = wire.scan(*sweep, SUBNET, str(OPEN), timeout=PATIENCE)
        if done.returncode != 0:
            raise RuntimeError(f"the sweep ended with {done.returncode}: {done.stderr[-500:]}")
        found = json.loads(done.stdout)
        outcome.figure("seconds of the sweep", round(time.monotonic() - begin, 1))
        outcome.equal("addresses that answered ARP", found["answered"], HOSTS)
        outcome.equal("MAC addresses that they have", found["macs"], HOSTS)
        outcome.equal("addresses with several MAC addresses", found["with_several_macs"], 0)
        outcome.equal("ends of the network that answered", found["ends_answered"], [])
        outcome.equal(f"addresses that accepted a connection to port {OPEN}", found["accepted"], HOSTS)
        after = processes.resident_kib(decoys.pid()) / 1024
        outcome.figure("resident memory before, MiB", round(before))
        outcome.at_most("resident memory after, MiB", round(after), MEMORY_MIB)
        decoys.must_live()
