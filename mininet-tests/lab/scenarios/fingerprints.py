"""Real nmap names each persona as what it was made of, one host at a time and many at once."""

import random
import time
from collections.abc import Sequence

from lab.bench import Bench
from lab.osdetect import database, fingerprint, meetable, sample
from lab.osdetect.database import Database, Reference
from lab.osdetect.decoys import CLOSED, NETWORK, OPEN, Decoys, address
from lab.osdetect.scan import Scanner, Verdict
from lab.osdetect.wire import Wire
from lab.report import Outcome

FIXED, RANDOM = 60, 300
HOSTGROUP = 64
ONE_BY_ONE, TOGETHER, INDUSTRIAL = 97.0, 92.0, 99.0  # per cent


def run(bench: Bench, outcome: Outcome, options) -> None:
    data = database.read()
    why_not = meetable.reasons()
    if not options.long:
        _try(bench, outcome, f"fixed {FIXED}", data, sample.fixed(data, FIXED), why_not)
        return
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(2**32)
    outcome.figure("seed of the random fingerprints", seed)
    _try(bench, outcome, f"random {RANDOM}", data, sample.drawn(data, RANDOM, seed), why_not)
    makes = sample.industrial(data)
    _try(bench, outcome, "industrial", data, makes, why_not, INDUSTRIAL, None)


def _try(
    bench: Bench,
    outcome: Outcome,
    label: str,
    data: Database,
    references: Sequence[Reference],
    why_not: dict[int, list[str]],
    one_by_one: float = ONE_BY_ONE,
    together: float | None = TOGETHER,
) -> None:
    """Answers as each fingerprint at an address of its own, and has nmap say who is there."""
    parted = meetable.sort(references, why_not)
    outcome.figure(f"{label}: fingerprints", len(references))
    outcome.figure(f"{label}: of them cannot be met at one hop", len(parted.apart))
    for reference, why in parted.apart:
        outcome.figure(f"{label}: cannot be met: {reference}, line {reference.line}", why)
    # all in one: nobody's answers may depend on how many others there are
    hosts = {address(index): reference for index, reference in enumerate(parted.meetable)}
    directory = bench.directory / label.replace(" ", "-")
    with (
        Wire(bench.registry, NETWORK) as wire,
        Decoys(bench.registry, wire, directory, parted.meetable) as decoys,
    ):
        scanner = Scanner(wire.scan, OPEN, CLOSED)
        begin = time.monotonic()
        found = scanner.one_by_one(list(hosts))
        outcome.figure(f"{label}, one by one: seconds", round(time.monotonic() - begin, 1))
        _judge(outcome, f"{label}, one by one", data, hosts, found, one_by_one)
        decoys.must_live()
        begin = time.monotonic()
        found = scanner.together(list(hosts), HOSTGROUP)
        outcome.figure(f"{label}, {HOSTGROUP} at once: seconds", round(time.monotonic() - begin, 1))
        _judge(outcome, f"{label}, {HOSTGROUP} at once", data, hosts, found, together)
        decoys.must_live()


def _judge(
    outcome: Outcome,
    label: str,
    data: Database,
    hosts: dict[str, Reference],
    found: dict[str, Verdict],
    least: float | None,
) -> None:
    failed = [ip for ip, reference in hosts.items() if reference.name not in found[ip].perfect]
    hits = len(hosts) - len(failed)
    low, high = sample.wilson(hits, len(hosts))
    if least is not None:
        outcome.at_least(f"{label}: named perfectly, %", round(100 * hits / len(hosts), 1), least)
    outcome.figure(f"{label}: named perfectly", f"{hits} of {len(hosts)}")
    outcome.figure(f"{label}: 95 % interval (Wilson), %", f"{100 * low:.1f} to {100 * high:.1f}")
    for ip in failed:
        outcome.figure(f"{label}: not {hosts[ip]}, line {hosts[ip].line}", _why(data, hosts[ip], found[ip]))


def _why(data: Database, reference: Reference, verdict: Verdict) -> str:
    """What an engineer looks at first: what nmap took it for, and which attributes differ."""
    if verdict.perfect:
        return f"is perfectly {', '.join(sorted(verdict.perfect))}"
    if not verdict.fingerprint:
        return "nmap took no fingerprint"
    observed = fingerprint.parse(verdict.fingerprint)
    score = fingerprint.score(reference.tests, observed, data.points)
    if score.perfect:
        return "matches perfectly, and so do too many others: nmap names none"
    return f"best guess {verdict.best or 'none'}; " + "; ".join(map(str, score.differences))
