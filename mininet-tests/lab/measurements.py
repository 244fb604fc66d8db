"""The page of measurements, written from a report, so that no figure in it was typed in by hand."""

import json
import sys
from pathlib import Path

HEAD = """# Measurements

Written by `./check --long` from the lab's report; nothing here was typed in by hand. What the scenarios do, and how they
count, is told in [the lab](../how-to/lab.md). The machine is shared and small: read the times with that in mind.
"""


def page(report: dict) -> str:
    """Markdown: where and when, then for each scenario its checks and its figures."""
    machine = report["machine"]
    out = [
        HEAD,
        "| | |",
        "|---|---|",
        f"| date | {report['date']} |",
        f"| commit | {report['commit']} |",
        f"| command | `{report['command']}` |",
        f"| machine | {machine['cores']} cores, Linux {machine['kernel']}, {', '.join(machine['open_vswitch'])} |",
        f"| passed | {_text(report['passed'])} |",
    ]
    for scenario in report["scenarios"]:
        out += ["", f"## {scenario['name']}", ""]
        out.append(f"{'Passed' if scenario['passed'] else '**Failed**'} in {scenario['seconds']} s.")
        if "error" in scenario:
            out += ["", "```", scenario["error"], "```"]
        out += ["", "| measured | | must be |", "|---|---|---|"]
        for check in scenario["checks"]:
            must = check["allowed"] if check["passed"] else f"{check['allowed']}: **failed**"
            out.append(_row(check["what"], check["measured"], must))
        out += [_row(what, measured, "") for what, measured in scenario["figures"].items()]
    return "\n".join(out) + "\n"


def _row(what: str, measured: object, must: str) -> str:
    cells = (what, _text(measured), must)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _text(value: object) -> str:
    if value in ({}, []):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_text(each)}" for key, each in value.items())
    if isinstance(value, list):
        return ", ".join(_text(each) for each in value)
    return str(value)


if __name__ == "__main__":
    source, target = (Path(argument) for argument in sys.argv[1:])
    target.write_text(page(json.loads(source.read_text(encoding="utf-8"))), encoding="utf-8")
