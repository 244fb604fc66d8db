"""Somebody plugs in an unknown laptop, first as itself, then as the HMI."""

import json
import secrets
import sys

from lab.capture import Capture
from lab.frames import ARP_REPLY, ECHO_REPLY
from lab.laboratory import Laboratory
from lab.layout import HERE, ROGUE, Machine
from lab.probes import ANSWERED_MODBUS, ANSWERED_PING, Probes
from lab.report import Outcome
from lab.scenarios import common

ATTACK = HERE / "attacks" / "rogue.py"
FIRST_PORT = 61200  # above the ephemeral ports: whatever arrives at the HMI for these went astray
LAST_PORT = FIRST_PORT + 1


def run(lab: Laboratory, outcome: Outcome, options) -> None:
    del options
    lab.settle()
    devices = lab.layout.devices
    # the laptop sits on the other switch than the HMI; a known PC may spoof as well, and from the same switch
    attackers = {machine: secrets.token_bytes(16) for machine in (ROGUE, devices["pc1"])}
    with lab.capture("rogue") as capture:
        _as_itself(lab, outcome, Probes(lab.plant, attackers[ROGUE]))
        for attacker, nonce in attackers.items():
            _spoof(lab, outcome, attacker, nonce)
    for attacker, nonce in attackers.items():
        _answered_there(outcome, capture, attacker, nonce, devices["hmi1"], devices["valve1"])
        common.nothing_leaked(lab, outcome, capture, nonce, attacker)
        touches = lab.incident_touches(attacker)
        outcome.at_least(f"touches of the incident at {attacker.socket}", touches, 1)
    _not_elsewhere(outcome, capture, devices["valve1"])
    common.only_permitted_arrives(lab, outcome, capture, lab.layout.initial_state, but="pc1")
    for name in ("plc1", "plc2"):
        outcome.equal(
            f"hmi1's ARP table has {name} at", lab.neighbour("hmi1", devices[name].ip), devices[name].mac
        )
    common.no_poll_lost(lab, outcome, capture.begin, capture.end, lab.layout.initial_state)


def _as_itself(lab: Laboratory, outcome: Outcome, probes: Probes) -> None:
    for name in ("plc1", "hmi1", "meter1"):
        device = lab.layout.devices[name]
        outcome.equal(
            f"asks who has {name}'s address", sorted(probes.arping(ROGUE.name, device.ip)), [device.mac]
        )
        replies = probes.ping(ROGUE.name, device.ip).received
        outcome.equal(f"pings {name}: replies", replies, ANSWERED_PING.received)
    read = probes.modbus_read(ROGUE.name, lab.layout.devices["plc1"].ip)
    outcome.one_of("reads plc1", read, ANSWERED_MODBUS)


def _spoof(lab: Laboratory, outcome: Outcome, attacker: Machine, nonce: bytes) -> None:
    first, last = lab.layout.site["marks"].split("-")
    parameters = {
        "interface": lab.plant.interface(attacker.name),
        "nonce": nonce.hex(),
        "rogue": common.addresses(attacker),
        "hmi": common.addresses(lab.layout.devices["hmi1"]),
        "plc": common.addresses(lab.layout.devices["plc1"]),
        "silent": common.addresses(lab.layout.devices["valve1"]),
        "first_port": FIRST_PORT,
        "marks": [int(first), int(last)],
    }
    result = lab.plant.run(attacker.name, sys.executable, str(ATTACK), json.dumps(parameters))
    try:
        told = json.loads(result.stdout.splitlines()[-1])
    except (ValueError, IndexError):
        outcome.equal(f"the attack from {attacker.name} ran to its end", result.stdout[-500:], "")
        return
    outcome.figure(f"spoofed and forged frames from {attacker.name}", told["sent"])
    # unit 1, function 16 or its exception: a Modbus answer either way
    outcome.equal(
        f"write to plc1 from {attacker.name} as hmi1 got a Modbus answer", told["write"][12:14] == "01", True
    )
    outcome.figure(f"answer to the write from {attacker.name}", told["write"])


def _answered_there(
    outcome: Outcome, capture: Capture, attacker: Machine, nonce: bytes, hmi: Machine, silent: Machine
) -> None:
    """What asked as the HMI is answered, to the HMI's addresses, at the attacker's own port."""
    heard = [frame for _, frame in capture.frames(attacker.name) if frame.target_mac == hmi.mac]
    arps = {f.arp.sender_ip for f in heard if f.arp and f.arp.operation == ARP_REPLY}
    outcome.equal(f"ARP from {attacker.name} as hmi1 for valve1 was answered", silent.ip in arps, True)
    echoes = sum(f.ip is not None and f.ip.icmp_type == ECHO_REPLY and nonce in f.raw for f in heard)
    outcome.at_least(f"pings from {attacker.name} as hmi1 that were answered", echoes, 3)


def _not_elsewhere(outcome: Outcome, capture: Capture, silent: Machine) -> None:
    """The HMI itself hears nothing of what somebody asked in its name."""
    heard = [frame for _, frame in capture.frames("hmi1")]
    ports = range(FIRST_PORT, LAST_PORT + 1)
    segments = sum(f.ip is not None and f.ip.target_port in ports for f in heard)
    outcome.equal("answers to spoofed connections at hmi1", segments, 0)
    arps = sum(f.arp is not None and f.arp.sender_ip == silent.ip for f in heard)
    outcome.equal("answers to spoofed ARP at hmi1", arps, 0)
