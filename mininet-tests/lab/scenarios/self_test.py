"""The lab tests itself: a leak that it makes on purpose must be counted, or its zeros say nothing."""

import secrets

from lab import counting, flows
from lab.laboratory import Laboratory
from lab.probes import Probes
from lab.report import Outcome

INTRUDER = "pc1"
TARGET = "plc1"


def run(lab: Laboratory, outcome: Outcome, options) -> None:
    del options
    lab.settle()
    outcome.equal(f"frames at {TARGET} while enforced", _attack(lab, "self-test-enforced"), 0)
    port = lab.layout.machines[INTRUDER].socket.port
    bridge = lab.plant.bridge(lab.layout.machines[INTRUDER].socket.switch)
    leak = f"table=0,priority=65535,in_port={port}"
    flows.add(bridge, f"{leak},actions=NORMAL")
    try:
        outcome.at_least(
            f"frames at {TARGET} through a rule that leaks", _attack(lab, "self-test-leaking"), 1
        )
    finally:
        flows.remove(bridge, leak)
    outcome.equal(f"frames at {TARGET} after it", _attack(lab, "self-test-mended"), 0)


def _attack(lab: Laboratory, name: str) -> int:
    nonce = secrets.token_bytes(16)
    with lab.capture(name) as capture:
        Probes(lab.plant, nonce).ping(INTRUDER, lab.layout.devices[TARGET].ip)
    return len(counting.leaks(capture.frames(TARGET), nonce, lab.layout.machines[INTRUDER]))
