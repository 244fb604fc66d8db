"""The ten differences that are planted, one at a time, in a clone's persona."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lab.twins.originals import FTP, HTTP, MODBUS


class PlantError(Exception):
    """The persona has nothing that could be changed so: planting nothing would prove nothing."""


@dataclass(frozen=True)
class Planted:
    """``aspect`` is what the program must call it; ``only`` is what it is asked about.

    ``also`` are aspects that cannot but change with it: nmap tells a shared IP-ID counter only of counters.
    """

    name: str
    of: str
    only: str
    aspect: str
    change: Callable[[str], str]
    also: frozenset[str] = frozenset()

    def plant(self, persona: str) -> str:
        changed = self.change(persona)
        if changed == persona:
            raise PlantError(f"{self.name}: nothing to change in the persona")
        return changed


def _substitute(pattern: str, replacement: str) -> Callable[[str], str]:
    return lambda persona: re.sub(pattern, replacement, persona, flags=re.MULTILINE)


PLANTED = (
    Planted("TTL", HTTP, "stack", "initial time to live", _substitute(r"%T=40%", "%T=80%")),
    Planted("DF", HTTP, "stack", "don't-fragment bit", _substitute(r"DF=Y", "DF=N")),
    Planted(
        "option order",
        HTTP,
        "stack",
        "order of TCP options",
        _substitute(r"(O\d=M[0-9A-F]+)ST11N(W[0-9A-F]+)", r"\1N\2ST11"),
    ),
    Planted("window", HTTP, "stack", "window", _substitute(r"W(\d)=[0-9A-F]+", r"W\1=2000")),
    Planted(
        "IP-ID",
        HTTP,
        "stack",
        "IP-ID of SYN/ACK",
        _substitute(r"TI=Z", "TI=I"),
        frozenset({"IP-ID counter of TCP and ICMP"}),
    ),
    Planted("MSS", HTTP, "stack", "MSS", _substitute(r"=M[0-9A-F]+", "=M218")),
    Planted("banner", FTP, "conversations", "greeting", _substitute(r"(greeting: .*)ready", r"\1Ready")),
    Planted(
        "exception code",
        MODBUS,
        "conversations",
        "answer to request",
        _substitute(r"unknown_function: exception 1", "unknown_function: exception 4"),
    ),
    Planted(
        "latency",
        HTTP,
        "times",
        "time until the answer",
        _substitute(r"latency: \{[^}]*\}", "latency: { median: 30ms, p99: 60ms }"),
    ),
    Planted("MAC vendor", MODBUS, "link", "vendor", _substitute(r"^mac: .*", 'mac: "00:0e:8c"')),
)
