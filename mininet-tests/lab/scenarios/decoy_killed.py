"""kill -9 of the decoy plane.

What it would have answered is dropped, the plant does not notice, and it is back within seconds.
"""

import secrets
import subprocess
import time

from lab import program
from lab.frames import ECHO_REPLY
from lab.laboratory import Laboratory
from lab.report import Outcome
from lab.scenarios import common

INTRUDER = "pc1"
BACK_WITHIN = 5.0
WATCHED = 8.0
CAP_NET_RAW = 1 << 13


def run(lab: Laboratory, outcome: Outcome, options) -> None:
    del options
    lab.settle()
    nonce = secrets.token_bytes(16)
    target = lab.layout.devices["plc1"]
    before = lab.program.decoy_pid()
    outcome.equal("decoy plane runs as root", program.user_of(before) == 0, False)
    excess = program.capabilities_of(before) & ~CAP_NET_RAW
    outcome.equal("its capabilities beyond the raw socket", f"{excess:#x}", "0x0")
    with lab.capture("decoy-killed") as capture:
        # fmt: off
        ping = lab.plant.spawn(
            INTRUDER, "ping", "-n", "-i", "0.05", "-s", "56", "-p", nonce.hex(), target.ip,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # fmt: on
        time.sleep(1.0)
        lab.program.kill_decoy()
        killed = time.time()
        time.sleep(WATCHED)
        lab.registry.stop(ping)
    replies = [
        at
        for at, frame in capture.frames(INTRUDER)
        if frame.ip is not None and frame.ip.icmp_type == ECHO_REPLY and frame.source_mac == target.mac
    ]
    outcome.at_least("replies before", sum(at < killed for at in replies), 1)
    gap = _longest_gap([at for at in replies if at > killed - 0.5], killed)
    outcome.at_most("silence after the kill, s", round(gap, 2), BACK_WITHIN)
    outcome.equal("another decoy plane runs", lab.program.decoy_pid() != before, True)
    lab.program.await_healthy(BACK_WITHIN)
    common.nothing_leaked(lab, outcome, capture, nonce, lab.layout.machines[INTRUDER])
    common.only_permitted_arrives(lab, outcome, capture, lab.layout.initial_state, but=INTRUDER)
    common.no_poll_lost(lab, outcome, capture.begin, capture.end, lab.layout.initial_state)


def _longest_gap(replies: list[float], killed: float) -> float:
    """The longest time without a reply; without any after the kill, the whole time watched."""
    times = [*replies, killed + WATCHED]
    return max((later - earlier for earlier, later in zip(times, times[1:])), default=WATCHED)
