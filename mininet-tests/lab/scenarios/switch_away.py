"""A switch loses its controller, and the plant state changes meanwhile.

The answer says what that switch did not confirm; what rests on it is held until it is back.
"""

import secrets
import time

from lab.laboratory import REMOTE_SWITCH, Laboratory
from lab.layout import Conversation
from lab.probes import Probes
from lab.report import Outcome
from lab.scenarios import common

INTRUDER = "pc1"
BEFORE, AFTER = "production", "maintenance"
GRANTED = Conversation("eng1", "plc1", "tcp", 2455)
BACK_WITHIN = 15.0


def run(lab: Laboratory, outcome: Outcome, options) -> None:
    del options
    lab.settle(BEFORE)
    nonce = secrets.token_bytes(16)
    with lab.capture("switch-away") as capture:
        try:
            lab.cable.pull()
            _change_without_it(lab, outcome)
            Probes(lab.plant, nonce).ping(INTRUDER, lab.layout.devices["plc1"].ip)
        finally:
            lab.cable.plug_in()
        greeting = _back(lab, outcome)
    arrived = sum(greeting in frame.raw for _, frame in capture.frames(GRANTED.target))
    outcome.equal(
        f"what {GRANTED.source} sent then arrived at {GRANTED.target}'s interface", arrived > 0, True
    )
    common.no_poll_lost(lab, outcome, capture.begin, capture.end, BEFORE, AFTER)
    common.nothing_leaked(lab, outcome, capture, nonce, lab.layout.machines[INTRUDER])


def _change_without_it(lab: Laboratory, outcome: Outcome) -> None:
    begin = time.monotonic()
    answer = lab.rest.set_plant_state(AFTER)
    outcome.figure("REST answer after, s", round(time.monotonic() - begin, 2))
    outcome.equal("switches whose revokes are unconfirmed", answer["unconfirmed"], [REMOTE_SWITCH])
    confirmed = {switch["name"]: switch["confirmed"] for switch in answer["switches"]}
    outcome.equal(
        "switches that confirmed",
        confirmed,
        {name: name != REMOTE_SWITCH for name in lab.layout.dpids},
    )
    outcome.at_least("conduits held", len(answer["held"]), 1)
    outcome.figure("conduits held", answer["held"])


def _back(lab: Laboratory, outcome: Outcome) -> bytes:
    """Once it is back, the state is brought about there too: what was held opens. Returns what was sent then."""
    begin = time.monotonic()
    opened, greeting = "never", b""
    while opened != "open" and time.monotonic() - begin < BACK_WITHIN:
        greeting = secrets.token_bytes(16)
        opened = Probes(lab.plant, greeting).connect(
            GRANTED.source, lab.layout.devices[GRANTED.target].ip, GRANTED.port
        )
    outcome.equal(f"{GRANTED.source} connects to {GRANTED.target} once it is back", opened, "open")
    outcome.figure("held conduit open after, s", round(time.monotonic() - begin, 2))
    return greeting
