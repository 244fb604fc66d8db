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
    nonce = secrets.token_bytes(16)
    devices = lab.layout.devices
    with lab.capture("rogue") as capture:
        probes = Probes(lab.plant, nonce)
        for name in ("plc1", "hmi1", "meter1"):
            device = devices[name]
            outcome.equal(
                f"asks who has {name}'s address", sorted(probes.arping(ROGUE.name, device.ip)), [device.mac]
            )
            replies = probes.ping(ROGUE.name, device.ip).received
            outcome.equal(f"pings {name}: replies", replies, ANSWERED_PING.received)
        outcome.one_of("reads plc1", probes.modbus_read(ROGUE.name, devices["plc1"].ip), ANSWERED_MODBUS)
        _spoof(lab, outcome, nonce)
    _answered_there(outcome, capture, nonce, devices["hmi1"], devices["valve1"])
    _not_elsewhere(outcome, capture, devices["valve1"])
    common.nothing_leaked(lab, outcome, capture, nonce, ROGUE)
    common.only_permitted_arrives(lab, outcome, capture, lab.layout.initial_state)
    for name in ("plc1", "plc2"):
        outcome.equal(
            f"hmi1's ARP table has {name} at", lab.neighbour("hmi1", devices[name].ip), devices[name].mac
        )
    outcome.at_least(f"touches of the incident at {ROGUE.socket}", lab.incident_touches(ROGUE), 1)
    common.no_poll_lost(lab, outcome, capture.begin, capture.end, lab.layout.initial_state)


def _spoof(lab: Laboratory, outcome: Outcome, nonce: bytes) -> None:
    first, last = lab.layout.site["marks"].split("-")
    parameters = {
        "interface": lab.plant.interface(ROGUE.name),
        "nonce": nonce.hex(),
        "rogue": _addresses(ROGUE),
        "hmi": _addresses(lab.layout.devices["hmi1"]),
        "plc": _addresses(lab.layout.devices["plc1"]),
        "silent": _addresses(lab.layout.devices["valve1"]),
        "first_port": FIRST_PORT,
        "marks": [int(first), int(last)],
    }
    result = lab.plant.run(ROGUE.name, sys.executable, str(ATTACK), json.dumps(parameters))
    try:
        told = json.loads(result.stdout.splitlines()[-1])
    except (ValueError, IndexError):
        outcome.equal("the attack ran to its end", result.stdout[-500:], "")
        return
    outcome.figure("spoofed and forged frames", told["sent"])
    # unit 1, function 16 or its exception: a Modbus answer either way
    outcome.equal("spoofed write to plc1 got a Modbus answer", told["write"][12:14] == "01", True)
    outcome.figure("answer to the spoofed write", told["write"])


def _answered_there(outcome: Outcome, capture: Capture, nonce: bytes, hmi: Machine, silent: Machine) -> None:
    """What asked as the HMI is answered, to the HMI's addresses, at the rogue's own port."""
    heard = [frame for _, frame in capture.frames(ROGUE.name) if frame.target_mac == hmi.mac]
    arps = {f.arp.sender_ip for f in heard if f.arp and f.arp.operation == ARP_REPLY}
    outcome.equal("ARP as hmi1 for valve1 was answered", silent.ip in arps, True)
    echoes = sum(f.ip is not None and f.ip.icmp_type == ECHO_REPLY and nonce in f.raw for f in heard)
    outcome.at_least("pings as hmi1 that were answered", echoes, 3)


def _not_elsewhere(outcome: Outcome, capture: Capture, silent: Machine) -> None:
    """The HMI itself hears nothing of what somebody asked in its name."""
    heard = [frame for _, frame in capture.frames("hmi1")]
    ports = range(FIRST_PORT, LAST_PORT + 1)
    segments = sum(f.ip is not None and f.ip.target_port in ports for f in heard)
    outcome.equal("answers to spoofed connections at hmi1", segments, 0)
    arps = sum(f.arp is not None and f.arp.sender_ip == silent.ip for f in heard)
    outcome.equal("answers to spoofed ARP at hmi1", arps, 0)


def _addresses(machine: Machine) -> dict[str, str]:
    return {"ip": machine.ip, "mac": machine.mac}
