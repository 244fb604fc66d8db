"""The outcome of a run, as JSON: each check with what was measured and what was allowed."""

import json
import os
import platform
import subprocess
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from lab.layout import HERE


@dataclass(frozen=True)
class Check:
    """One thing that must hold."""

    what: str
    measured: object
    allowed: str
    passed: bool


@dataclass
class Outcome:
    """What a scenario found; it passed when it came to its end and all its checks hold."""

    scenario: str
    checks: list[Check] = field(default_factory=list)
    figures: dict[str, object] = field(default_factory=dict)
    error: str = ""
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        return not self.error and bool(self.checks) and all(check.passed for check in self.checks)

    def equal(self, what: str, measured: object, expected: object) -> None:
        self.checks.append(Check(what, measured, f"= {expected}", measured == expected))

    def at_most(self, what: str, measured: float, limit: float) -> None:
        self.checks.append(Check(what, measured, f"≤ {limit}", measured <= limit))

    def at_least(self, what: str, measured: float, limit: float) -> None:
        self.checks.append(Check(what, measured, f"≥ {limit}", measured >= limit))

    def one_of(self, what: str, measured: str, allowed: set[str]) -> None:
        self.checks.append(Check(what, measured, f"one of {sorted(allowed)}", measured in allowed))

    def figure(self, what: str, measured: object) -> None:
        """Told, not judged."""
        self.figures[what] = measured


def write(path: Path, outcomes: list[Outcome], command: list[str]) -> None:
    report = {
        "passed": all(outcome.passed for outcome in outcomes) and bool(outcomes),
        "command": " ".join(command),
        "date": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "commit": _output("git", "-C", str(HERE), "rev-parse", "HEAD"),
        "machine": {
            "kernel": platform.release(),
            "cores": os.cpu_count(),
            "open_vswitch": _output("ovs-vsctl", "--version").splitlines()[:1],
        },
        "scenarios": [
            {
                "name": outcome.scenario,
                "passed": outcome.passed,
                "seconds": round(outcome.seconds, 1),
                **({"error": outcome.error} if outcome.error else {}),
                "checks": [asdict(check) for check in outcome.checks],
                "figures": outcome.figures,
            }
            for outcome in outcomes
        ],
    }
    path.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def lines(outcome: Outcome) -> list[str]:
    """For people: the scenario, each check, the error if there was one."""
    verdict = "passed" if outcome.passed else "FAILED"
    told = [f"{outcome.scenario}: {verdict} ({outcome.seconds:.1f} s)"]
    for check in outcome.checks:
        sign = "✓" if check.passed else "✗"
        told.append(f"  {sign} {check.what}: {check.measured} (must be {check.allowed})")
    told += [f"    {what}: {measured}" for what, measured in outcome.figures.items()]
    told += [f"  ✗ {line}" for line in outcome.error.splitlines()]
    return told


def _output(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
