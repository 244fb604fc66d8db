"""nmap -O as anybody runs it, and what it said of each host."""

import re
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Runner = Callable[..., subprocess.CompletedProcess]

PERFECT = 100
_HOST = re.compile(r"Retrying OS detection \(try #(\d+)\) against (.+)")


class ScanError(Exception):
    """nmap ended with an error, or said nothing of a host."""


@dataclass(frozen=True)
class Verdict:
    """``perfect`` are the names of the exact matches; ``fingerprint`` is the last that nmap took, or empty."""

    ip: str
    perfect: frozenset[str]
    fingerprint: str
    tries: int
    best: str


def parse(xml: str, log: str = "") -> dict[str, Verdict]:
    """Verdicts by address, of nmap's ``-oX`` and of what it printed with ``-d`` (for the number of tries)."""
    tries: dict[str, int] = {}
    for match in _HOST.finditer(log):
        # several at a time: "against 3 IPs: a, b, c" never stands there, nmap names each
        for ip in re.findall(r"\d+\.\d+\.\d+\.\d+", match[2]):
            tries[ip] = int(match[1])
    verdicts = {}
    for host in ElementTree.fromstring(xml).iter("host"):
        ip = next(a.get("addr", "") for a in host.iter("address") if a.get("addrtype") == "ipv4")
        matches = [(m.get("name", ""), int(m.get("accuracy", "0"))) for m in host.iter("osmatch")]
        printed = host.find("os/osfingerprint")
        verdicts[ip] = Verdict(
            ip=ip,
            perfect=frozenset(name for name, accuracy in matches if accuracy == PERFECT),
            fingerprint="" if printed is None else printed.get("fingerprint", ""),
            tries=tries.get(ip, 1),
            best=next((f"{name} ({accuracy} %)" for name, accuracy in matches), ""),
        )
    return verdicts


class Scanner:
    """Runs nmap somewhere."""

    def __init__(self, run: Runner, open_port: int, closed_port: int, patience: float = 600.0):
        self._run = run
        self._ports = f"{open_port},{closed_port}"
        self._patience = patience

    def one_by_one(self, ips: Sequence[str]) -> dict[str, Verdict]:
        """An nmap of its own for each host, one after the other: beside each other they would disturb
        the 100 ms between probes, on which low values of SP rest."""
        verdicts: dict[str, Verdict] = {}
        for ip in ips:
            verdicts |= self.together([ip])
        return verdicts

    def together(self, ips: Sequence[str], hostgroup: int = 0) -> dict[str, Verdict]:
        """One nmap for all; ``hostgroup``: at least so many at the same time."""
        group = ["--min-hostgroup", str(hostgroup)] if hostgroup else []
        with tempfile.TemporaryDirectory() as directory:
            targets, out = Path(directory, "targets"), Path(directory, "out.xml")
            targets.write_text("\n".join(ips), encoding="ascii")
            command = ["nmap", "-n", "-Pn", "-d", "-O", "-p", self._ports, *group]
            done = self._run(*command, "-iL", str(targets), "-oX", str(out), timeout=self._patience)
            if done.returncode != 0:
                raise ScanError(f"nmap ended with {done.returncode}: {done.stderr[-500:]}")
            verdicts = parse(out.read_text(encoding="utf-8"), done.stdout)
        if missing := [ip for ip in ips if ip not in verdicts]:
            raise ScanError(f"nmap says nothing of {missing[:5]}")
        return verdicts
