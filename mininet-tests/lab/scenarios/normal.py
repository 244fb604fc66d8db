"""Peace: permitted traffic flows, and the decoy plane says not one word."""

import time
from pathlib import Path

from lab import processes
from lab.laboratory import Laboratory
from lab.layout import DECOY_INTERFACE
from lab.report import Outcome
from lab.scenarios import common

MEMORY_LIMIT_MIB = 512


def run(lab: Laboratory, outcome: Outcome, options) -> None:
    state = lab.layout.initial_state
    lab.settle()
    with lab.capture("normal") as capture:
        begin = time.time()
        time.sleep(options.seconds)
        end = time.time()
    common.no_poll_lost(lab, outcome, begin, end, state)
    common.only_permitted_arrives(lab, outcome, capture, state)
    outcome.equal("frames that the decoy plane sent", len(capture.frames(DECOY_INTERFACE, "out")), 0)
    outcome.figure("frames that were steered to it", len(capture.frames(DECOY_INTERFACE, "in")))
    _memory(lab, outcome)


def _memory(lab: Laboratory, outcome: Outcome) -> None:
    controller = processes.resident_kib(lab.program.controller_pid()) / 1024
    decoy = processes.resident_kib(lab.program.decoy_pid()) / 1024
    outcome.figure("resident memory of the controller, MiB", round(controller))
    outcome.figure("resident memory of the decoy plane, MiB", round(decoy))
    outcome.at_most("resident memory of both, MiB", round(controller + decoy), MEMORY_LIMIT_MIB)
    outcome.figure("resident memory of Open vSwitch, MiB", round(_open_vswitch_kib() / 1024))


def _open_vswitch_kib() -> int:
    """Open vSwitch is the machine's, not the site's: told apart from it."""
    return sum(
        processes.resident_kib(int(path.name))
        for path in Path("/proc").iterdir()
        if path.name.isdigit()
        and processes.command_line(int(path.name)).startswith(("ovs-vswitchd ", "ovsdb-server "))
    )
