"""What the decoy plane's raw path costs beside the least that answers a SYN, and what many addresses and SYNs cost in memory."""

import json

from lab.bench import Bench
from lab.layout import HERE
from lab.report import Outcome

PROGRAM = HERE.parent.parent / "bench" / "raw-path"
PATIENCE = 1500.0
RATIO = 0.75
BYTES_PER_ADDRESS = 1024
GROWTH_BYTES = 4 << 20  # what touches that wait to be told may take
UNITS = {
    "few_per_second": "replies a second, 1,000 hosts",
    "many_per_second": "replies a second, 65,534 hosts",
    "few_cpu_us": "processor time per reply, µs",
    "resets_per_second": "resets of a closed port a second",
    "paced_p50_us": "p50 at 10,000 a second, µs",
    "paced_p99_us": "p99 at 10,000 a second, µs",
    "ping_p50_us": "p50 one at a time, µs",
    "ping_p99_us": "p99 one at a time, µs",
}


def run(bench: Bench, outcome: Outcome, options) -> None:
    out = bench.directory / "raw-path.json"
    log = bench.directory / "raw-path.log"
    command = ["/usr/bin/python3", str(PROGRAM), "--out", str(out), *(["--long"] if options.long else [])]
    with open(log, "w", encoding="utf-8") as errors:
        process = bench.registry.start(command, stdout=errors, stderr=errors)
        try:
            code = process.wait(PATIENCE)
        finally:
            bench.registry.stop(process, patience=30.0)  # it tidies up its namespaces
    if code != 0:
        raise RuntimeError(f"{PROGRAM.name} ended with {code}: {log.read_text(encoding='utf-8')[-2000:]}")
    found = json.loads(out.read_text(encoding="utf-8"))
    speed(outcome, found["speed"], options.long)
    memory(outcome, found["memory"])


def speed(outcome: Outcome, found: dict, long: bool) -> None:
    """Half a second of one round says that all answer; only the long run says how they compare."""
    for name, figures in found["figures"].items():
        outcome.equal(f"{name}: hosts that answer ARP, of 1,000", figures["few_resolved"], 1000)
        outcome.at_least(f"{name}: replies a second", figures["few_per_second"], 1)
        outcome.figure(name, {UNITS[key]: value for key, value in figures.items() if key in UNITS})
    for what, ratio in found["ratios"].items():
        if long and what.endswith("1,000 hosts"):
            outcome.at_least(what, ratio, RATIO)
        else:
            outcome.figure(what, ratio)


def memory(outcome: Outcome, found: dict) -> None:
    hosts = found["addresses"]
    outcome.equal("addresses of one process that answer ARP", found["addresses_that_answer_arp"], hosts)
    share = found["answers_of_all"] / found["syns_to_all"]
    outcome.at_least(f"share of SYNs to {hosts} addresses that are answered", round(share, 4), 0.99)
    outcome.at_most("heap per address, bytes", found["heap_bytes_per_address"], BYTES_PER_ADDRESS)
    outcome.figure("resident memory per address, bytes", found["resident_bytes_per_address"])
    outcome.figure("resident memory with one address, MiB", found["resident_one_kib"] // 1024)
    outcome.figure("SYNs from random sources", found["flood_syns"])
    grown = found["flood_heap_after_bytes"] - found["flood_heap_before_bytes"]
    outcome.at_most("heap that they add, bytes", grown, GROWTH_BYTES)
    grown = found["flood_resident_after_kib"] - found["flood_resident_before_kib"]
    outcome.figure("resident memory that they add, KiB", grown)
    outcome.at_least("Modbus polls meanwhile", found["polls"], 10)
    outcome.equal("Modbus polls lost", found["polls_lost"], 0)
    outcome.figure("longest poll, ms", found["poll_longest_ms"])


