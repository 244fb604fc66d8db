"""Real devices are taken over, and turn against those that may poll them.

A conduit is opened from one end only: nothing that begins a conversation passes from the service's port back.
"""

import json
import secrets
import sys
import time

from lab.laboratory import Laboratory
from lab.layout import HERE
from lab.report import Outcome
from lab.scenarios import common

ATTACK = HERE / "attacks" / "backwards.py"
TURNED = (("plc1", "hmi1"), ("meter1", "hmi1"), ("plc1", "opc1"), ("valve1", "plc1"))


def run(lab: Laboratory, outcome: Outcome, options) -> None:
    del options
    lab.settle()
    nonces = {device: secrets.token_bytes(16) for device, _ in TURNED}
    with lab.capture("backwards") as capture:
        for device, victim in TURNED:
            parameters = {
                "interface": lab.plant.interface(device),
                "nonce": nonces[device].hex(),
                "device": common.addresses(lab.layout.devices[device]),
                "victim": common.addresses(lab.layout.devices[victim]),
            }
            told = lab.plant.run(device, sys.executable, str(ATTACK), json.dumps(parameters)).stdout.strip()
            outcome.equal(f"{device} ran its attack on {victim}", told.isdigit(), True)
            outcome.figure(f"frames that {device} sent to {victim}", told)
        time.sleep(0.5)
    for device in nonces:
        sent = sum(nonces[device] in frame.raw for _, frame in capture.frames(device, "out"))
        outcome.at_least(f"attack frames at {device}'s interface", sent, 1)
    common.nonce_only_at(lab, outcome, capture, nonces)
    # pc1 may still hear the decoy plane repeat itself, which it asked in a scenario before
    common.only_permitted_arrives(lab, outcome, capture, lab.layout.initial_state, but="pc1")
    common.no_poll_lost(lab, outcome, capture.begin, capture.end, lab.layout.initial_state)
