"""kill -9 of the controller, in the middle of a change and in peace.

The plant does not notice, and what was right on the switches stays untouched.
"""

import secrets
import threading
import time

from lab import flows
from lab.laboratory import Laboratory
from lab.probes import Probes
from lab.report import Outcome
from lab.rest import RestError
from lab.scenarios import common

INTRUDER = "pc1"
BEFORE, AFTER = "production", "maintenance"
ATTEMPTS = 5  # a change takes a few milliseconds: a kill may come just too late to leave something wrong
OUTAGE = 3.0
RECONCILED_WITHIN = 15.0
FLOW_MODS = "utsusemi_flow_mods_total"


def run(lab: Laboratory, outcome: Outcome, options) -> None:
    del options
    for attempt in range(1, ATTEMPTS + 1):
        tried = Outcome(outcome.scenario)
        wrong = _killed_in_a_change(lab, tried)
        if wrong or not tried.passed:
            break
    outcome.checks += tried.checks
    outcome.figures |= tried.figures
    outcome.at_least("rules that the killed change had left wrong", wrong, 1)
    outcome.figure("attempts to kill it in the middle of a change", attempt)
    _killed_in_peace(lab, outcome)


def _killed_in_a_change(lab: Laboratory, outcome: Outcome) -> int:
    """Returns how many rules were wrong when the controller came back."""
    lab.settle(BEFORE)
    nonce = secrets.token_bytes(16)
    probes = Probes(lab.plant, nonce)
    with lab.capture("controller-killed") as capture:
        _kill_at_the_first_flow_mod(lab)
        killed = time.time()
        target = lab.layout.devices["plc1"].ip
        probes.ping(INTRUDER, target)
        probes.connect(INTRUDER, target, 502)
        time.sleep(max(0.0, OUTAGE - (time.time() - killed)))
        before = flows.dump(*lab.bridges)
        outcome.figure("back after, s", round(lab.program.start(), 1))
        _reconciled(lab)
        after = flows.dump(*lab.bridges)
        state = lab.rest.plant_state()
        mods = lab.rest.total(FLOW_MODS)
    change = flows.difference(before, after)
    outcome.one_of("plant state after the restart", state, {BEFORE, AFTER})
    outcome.equal("flow-mods after the restart, beyond the rules that were wrong", int(mods) - change.mods, 0)
    outcome.equal("rules that were right and were put in again", change.renewed, 0)
    common.no_poll_lost(lab, outcome, capture.begin, capture.end, BEFORE, AFTER)
    common.nothing_leaked(lab, outcome, capture, nonce, lab.layout.machines[INTRUDER])
    return change.mods


def _kill_at_the_first_flow_mod(lab: Laboratory) -> None:
    def change() -> None:
        try:
            lab.rest.set_plant_state(AFTER)
        except (RestError, OSError):
            pass  # its controller was killed while it was answering: what this is about

    asking = threading.Thread(target=change)
    controller = lab.program.controller_pid()
    watch = flows.Watch(lab.registry, lab.bridges[0])
    try:
        asking.start()
        watch.change(patience=5.0)
        lab.program.kill_controller(controller)
        asking.join()
    finally:
        watch.stop()


def _killed_in_peace(lab: Laboratory, outcome: Outcome) -> None:
    nonce = secrets.token_bytes(16)
    with lab.capture("controller-killed-in-peace") as capture:
        before = flows.dump(*lab.bridges)
        lab.program.kill_controller(lab.program.controller_pid())
        Probes(lab.plant, nonce).ping(INTRUDER, lab.layout.devices["plc1"].ip)
        lab.program.start()
        _reconciled(lab)
        after = flows.dump(*lab.bridges)
        mods = lab.rest.total(FLOW_MODS)
        state = lab.rest.plant_state()
    change = flows.difference(before, after)
    outcome.equal("flow-mods after a restart in peace", int(mods), 0)
    outcome.equal("rules that a restart in peace touched", change.mods + change.renewed, 0)
    outcome.at_least("rules on the switches", len(after), 1)
    common.no_poll_lost(lab, outcome, capture.begin, capture.end, state)
    common.nothing_leaked(lab, outcome, capture, nonce, lab.layout.machines[INTRUDER])


def _reconciled(lab: Laboratory) -> None:
    """Waits until every switch has been read and found, or made, right since the start."""
    deadline = time.monotonic() + RECONCILED_WITHIN
    while time.monotonic() < deadline:
        switches = lab.rest.switches()
        if all(switch["connected"] and switch.get("reconciled") for switch in switches):
            return
        time.sleep(0.1)
    raise RestError(f"not reconciled after {RECONCILED_WITHIN:.0f} s: {switches}")
