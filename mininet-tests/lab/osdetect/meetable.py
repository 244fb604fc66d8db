"""Which fingerprints no decoy can have one hop away, and why: as the program itself says."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from lab.osdetect.database import Reference
from lab.program import LAUNCHER


class MeetableError(Exception):
    """The program does not say which fingerprints it cannot meet."""


@dataclass(frozen=True)
class Sorted:
    """``apart`` has the reasons of each that cannot be met."""

    meetable: tuple[Reference, ...]
    apart: tuple[tuple[Reference, str], ...]


def reasons() -> dict[int, list[str]]:
    """By the line of nmap's database at which the fingerprint begins; empty lists are left out."""
    done = subprocess.run(
        [str(LAUNCHER), "personality", "--list", "--json"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode != 0:
        raise MeetableError(f"utsusemi personality ended with {done.returncode}: {done.stderr[-500:]}")
    return parse(done.stdout)


def parse(lines: str) -> dict[int, list[str]]:
    found = {}
    for line in lines.splitlines():
        entry = json.loads(line)
        if entry["unmeetable"]:
            found[entry["line"]] = entry["unmeetable"]
    return found


def sort(references: Sequence[Reference], why_not: dict[int, list[str]]) -> Sorted:
    return Sorted(
        tuple(reference for reference in references if reference.line not in why_not),
        tuple((r, "; ".join(why_not[r.line])) for r in references if r.line in why_not),
    )
