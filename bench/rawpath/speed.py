"""SYN → SYN/ACK: how many, how fast, at what cost. All responders in each round, so that a noisy machine is noisy to all."""

import json
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from rawpath import responders
from rawpath.cable import GENERATOR_CORE, GENERATOR_END, Cable, cpu_seconds
from rawpath.responders import ALL, C_RING, PCAP, RECV, RING, Responder


@dataclass(frozen=True)
class Size:
    """``rounds`` of ``millis`` for each measurement, after ``warm_millis`` for a program that compiles itself."""

    rounds: int
    millis: int
    warm_millis: int
    few: int = 1000
    many: int = responders.WHOLE_SUBNET  # 0: not measured


class Generator:
    """The load generator on its end of the cable, for one responder: it asks for each MAC once."""

    def __init__(self, cable: Cable, directory: Path):
        self._cable = cable
        self._program = str(directory / "generator")
        self._macs = directory / "macs"
        self._macs.unlink(missing_ok=True)

    def run(self, hosts: int, port: int, sources: str, how: str, amount: str | int, pace: int = 0) -> dict:
        command = ["taskset", "-c", str(GENERATOR_CORE), self._program, GENERATOR_END, responders.FIRST]
        command += [str(hosts), str(port), sources, how, str(amount), str(pace)]
        command += [str(self._macs)]
        return json.loads(self._cable.run(GENERATOR_END, *command, timeout=900))


def measure(cable: Cable, directory: Path, size: Size, progress) -> dict:
    """Figures of each responder, medians over the rounds, and the ratios between them."""
    rounds: dict[str, list[dict]] = {responder.name: [] for responder in ALL}
    for number in range(size.rounds):
        # each time another one comes first
        order = ALL[number % len(ALL) :] + ALL[: number % len(ALL)]
        for responder in order:
            progress(f"round {number + 1} of {size.rounds}: {responder.name}")
            with responders.running(responder, cable, directory) as process:
                found = one(responder, process.pid, Generator(cable, directory), size)
            rounds[responder.name].append(found)
    figures = {name: _median(found) for name, found in rounds.items()}
    return {"rounds": rounds, "figures": figures, "ratios": ratios(figures)}


def one(responder: Responder, pid: int, generator: Generator, size: Size) -> dict:
    """All measurements of one responder that runs."""
    if responder.is_decoy:
        generator.run(size.few, responders.PORT, "one", "flood", size.warm_millis)
    found: dict[str, float] = {}
    for hosts, label in ((size.few, "few"), (size.many, "many")):
        if not hosts:
            continue
        # the cost of asking for addresses is left out
        generator.run(hosts, responders.PORT, "one", "flood", 200 if label == "few" else size.warm_millis)
        before = cpu_seconds(pid)
        flood = generator.run(hosts, responders.PORT, "one", "flood", size.millis)
        used = cpu_seconds(pid) - before
        answers = flood["syn_acks"] + flood["resets"]
        found[f"{label}_resolved"] = flood["resolved"]
        found[f"{label}_per_second"] = round(flood["in_time"] / flood["seconds"])
        found[f"{label}_offered_per_second"] = round(flood["sent"] / flood["seconds"])
        found[f"{label}_cpu_us"] = round(used * 1e6 / max(1, answers), 3)
    if responder.is_decoy:
        flood = generator.run(size.few, responders.CLOSED_PORT, "one", "flood", size.millis)
        found["resets_per_second"] = round(flood["resets"] / flood["seconds"])
    time.sleep(0.2)
    paced = generator.run(size.few, responders.PORT, "one", "pace", size.millis, 10000)
    alone = generator.run(size.few, responders.PORT, "one", "ping", size.millis)
    found["paced_p50_us"], found["paced_p99_us"] = paced["p50_us"], paced["p99_us"]
    found["paced_answered"] = round(paced["syn_acks"] / paced["sent"], 4)
    found["ping_p50_us"], found["ping_p99_us"] = alone["p50_us"], alone["p99_us"]
    return found


def ratios(figures: dict[str, dict]) -> dict[str, float]:
    """How much of the small responder's rate a decoy reaches, and how many times the processor time it takes."""
    out = {}
    for decoy, small in ((PCAP, RECV), (RING, C_RING)):
        ours, theirs = figures[decoy.name], figures[small.name]
        pair = f"{decoy.name} ÷ {small.name}"
        for label, hosts in (("few", "1,000 hosts"), ("many", "65,534 hosts")):
            if f"{label}_per_second" not in ours:
                continue
            out[f"{pair}: replies a second, {hosts}"] = round(
                ours[f"{label}_per_second"] / theirs[f"{label}_per_second"], 3
            )
        out[f"{pair}: processor time per reply"] = round(ours["few_cpu_us"] / theirs["few_cpu_us"], 3)
    return out


def _median(found: list[dict]) -> dict:
    return {key: statistics.median(each[key] for each in found) for key in found[0]}
