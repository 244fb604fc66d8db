"""A device that the plant state cuts off: the decoy plane stands in for it, and nothing reaches it."""

import secrets

from lab.laboratory import Laboratory
from lab.layout import Machine
from lab.probes import ANSWERED_MODBUS, ANSWERED_PING, Probes
from lab.report import Outcome
from lab.scenarios import common

STATE = "maintenance"
INTRUDER = "pc1"
ASKERS = (INTRUDER, "eng1", "hmi1")


def run(lab: Laboratory, outcome: Outcome, options) -> None:
    del options
    lab.settle(STATE)
    outcome.equal("tagged-out devices", sorted(lab.rest.tagged_out()), sorted(lab.layout.tagged_out(STATE)))
    _inward(lab, outcome)
    _outward(lab, outcome)


def _inward(lab: Laboratory, outcome: Outcome) -> None:
    nonces = {asker: secrets.token_bytes(16) for asker in ASKERS}
    probes = {asker: Probes(lab.plant, nonce) for asker, nonce in nonces.items()}
    meter1, valve1 = lab.layout.devices["meter1"], lab.layout.devices["valve1"]
    with lab.capture("tagged-out") as capture:
        for asker in ASKERS:
            for device in (meter1, valve1):
                macs = probes[asker].arping(asker, device.ip)
                outcome.equal(f"{asker} asks who has {device.name}'s address", sorted(macs), [device.mac])
        for asker, device in ((INTRUDER, meter1), (INTRUDER, valve1), ("eng1", meter1), ("hmi1", valve1)):
            _answered(outcome, probes[asker], asker, device)
        _out_of_state(outcome, probes["hmi1"], meter1)
        outcome.equal(f"{INTRUDER}'s ARP table has meter1 at", lab.neighbour(INTRUDER, meter1.ip), meter1.mac)
    for device in (meter1, valve1):
        outcome.equal(f"frames that reached {device.name}", len(capture.frames(device.name)), 0)
    common.nonce_only_at(lab, outcome, capture, nonces)
    common.no_poll_lost(lab, outcome, capture.begin, capture.end, STATE)


def _answered(outcome: Outcome, probes: Probes, asker: str, device: Machine) -> None:
    """As a clone of the device would."""
    ping = probes.ping(asker, device.ip)
    outcome.equal(f"{asker} pings {device.name}: replies", ping.received, ANSWERED_PING.received)
    outcome.one_of(f"{asker} reads {device.name}", probes.modbus_read(asker, device.ip), ANSWERED_MODBUS)
    outcome.one_of(f"{asker} writes {device.name}", probes.modbus_write(asker, device.ip), ANSWERED_MODBUS)


def _out_of_state(outcome: Outcome, probes: Probes, meter1: Machine) -> None:
    """What another state permits is refused, so that nobody takes a clone's values for real ones."""
    outcome.equal("hmi1 connects to meter1 out of state", probes.connect("hmi1", meter1.ip, 502), "refused")
    ping = probes.ping("hmi1", meter1.ip)
    outcome.equal("hmi1 pings meter1 out of state: replies", ping.received, 0)
    outcome.equal("hmi1 pings meter1 out of state: told that it is unreachable", ping.refused, True)


def _outward(lab: Laboratory, outcome: Outcome) -> None:
    """What is tagged out reaches nobody either."""
    nonce = secrets.token_bytes(16)
    with lab.capture("tagged-out-outward") as capture:
        ping = Probes(lab.plant, nonce).ping("meter1", lab.layout.devices["hmi1"].ip)
    outcome.equal("meter1, tagged out, pings hmi1: replies", ping.received, ANSWERED_PING.received)
    common.nonce_only_at(lab, outcome, capture, {"meter1": nonce})
