"""A clean PC becomes an intruder and scans the whole network with ordinary tools."""

import re
import secrets

from lab import counting
from lab.capture import Capture
from lab.frames import ARP_REPLY
from lab.laboratory import Laboratory
from lab.layout import DECOY_INTERFACE
from lab.probes import ANSWERED_MODBUS, ANSWERED_PING, Probes
from lab.report import Outcome
from lab.scenarios import common

INTRUDER = "pc1"
PORTS = "21,22,80,102,502,2404,2455,4840,20000,44818"
UDP_PORTS = "161,1502,47808"
MODBUS_DEVICES = ("plc1", "plc2", "valve1", "meter1")
CLONES_ASKED = 3
HOST_UP = re.compile(r"Nmap scan report for ([0-9.]+)")


def run(lab: Laboratory, outcome: Outcome, options) -> None:
    del options
    lab.settle()
    nonce = secrets.token_bytes(16)
    probes = Probes(lab.plant, nonce)
    before = lab.incident_touches(lab.layout.machines[INTRUDER])
    with lab.capture("nmap") as capture:
        up = _scan(lab)
        victims = {name: d for name, d in lab.layout.devices.items() if name != INTRUDER}
        clones = sorted(up - {device.ip for device in lab.layout.devices.values()})
        outcome.equal("devices that the scan saw", len(up & {v.ip for v in victims.values()}), len(victims))
        outcome.at_least("clones that the scan saw", len(clones), 50)
        _ask_devices(lab, outcome, probes)
        for ip in clones[:: max(1, len(clones) // CLONES_ASKED)][:CLONES_ASKED]:
            outcome.equal(f"pings clone {ip}: replies", probes.ping(INTRUDER, ip).received, 3)
            outcome.one_of(f"reads clone {ip}", probes.modbus_read(INTRUDER, ip), ANSWERED_MODBUS)
        _broadcast(lab, nonce)
    _answered(lab, outcome, capture, {*up, *(v.ip for v in victims.values())})
    common.nothing_leaked(lab, outcome, capture, nonce, lab.layout.machines[INTRUDER])
    common.only_permitted_arrives(lab, outcome, capture, lab.layout.initial_state, but=INTRUDER)
    touches = lab.incident_touches(lab.layout.machines[INTRUDER]) - before
    outcome.at_least(f"touches of the incident at {lab.layout.machines[INTRUDER].socket}", touches, 1)
    common.no_poll_lost(lab, outcome, capture.begin, capture.end, lab.layout.initial_state)
    outcome.figure("frames that were steered", len(capture.frames(DECOY_INTERFACE, "in")))
    outcome.figure("frames that the decoy plane answered", len(capture.frames(DECOY_INTERFACE, "out")))


def _scan(lab: Laboratory) -> set[str]:
    """nmap's host discovery, SYN scan and UDP scan; the addresses that it found up."""
    subnet = lab.layout.subnet
    found = lab.plant.run(INTRUDER, "nmap", "-n", "-sn", subnet, timeout=120).stdout
    up = set(HOST_UP.findall(found)) - {lab.layout.machines[INTRUDER].ip}
    lab.plant.run(INTRUDER, "nmap", "-n", "-sS", "-T4", "-p", PORTS, subnet, timeout=180)
    victims = [d.ip for name, d in lab.layout.devices.items() if name != INTRUDER]
    # fmt: off
    lab.plant.run(
        INTRUDER, "nmap", "-n", "-Pn", "-sU", "-T4", "--max-retries", "1", "-p", UDP_PORTS, *victims,
        timeout=120)
    # fmt: on
    return up


def _ask_devices(lab: Laboratory, outcome: Outcome, probes: Probes) -> None:
    for name, device in lab.layout.devices.items():
        if name == INTRUDER:
            continue
        outcome.equal(
            f"asks who has {name}'s address", sorted(probes.arping(INTRUDER, device.ip)), [device.mac]
        )
        ping = probes.ping(INTRUDER, device.ip)
        outcome.equal(f"pings {name}: replies", ping.received, ANSWERED_PING.received)
        outcome.equal(f"its ARP table has {name} at", lab.neighbour(INTRUDER, device.ip), device.mac)
    for name in MODBUS_DEVICES:
        ip = lab.layout.devices[name].ip
        outcome.one_of(f"reads {name}", probes.modbus_read(INTRUDER, ip), ANSWERED_MODBUS)
        outcome.one_of(f"writes {name}", probes.modbus_write(INTRUDER, ip), ANSWERED_MODBUS)
    # another state permits this one: refused, and not answered as a clone
    refused = probes.connect(INTRUDER, lab.layout.devices["plc1"].ip, 80)
    outcome.equal("connects to plc1 by http out of state", refused, "refused")


def _broadcast(lab: Laboratory, nonce: bytes) -> None:
    """Whatever reaches everybody where nobody watches: broadcast, multicast, IPv6 and its neighbour discovery."""
    interface = lab.plant.interface(INTRUDER)
    setting = f"net.ipv6.conf.{interface}.disable_ipv6"
    everybody = lab.layout.subnet.rsplit(".", 1)[0] + ".255"
    ping = ("ping", "-n", "-c", "3", "-i", "0.2", "-W", "1", "-p", nonce.hex())
    lab.plant.run(INTRUDER, *ping, "-b", everybody)
    lab.plant.run(INTRUDER, *ping, "-I", interface, "224.0.0.1")
    lab.plant.run(INTRUDER, "sysctl", "-qw", f"{setting}=0")
    try:
        lab.plant.run(INTRUDER, *ping, "-6", "-I", interface, "ff02::1")
        lab.plant.run(INTRUDER, *ping, "-6", "-I", interface, "fe80::230:deff:fe40:5941")
    finally:
        lab.plant.run(INTRUDER, "sysctl", "-qw", f"{setting}=1")


def _answered(lab: Laboratory, outcome: Outcome, capture: Capture, alive: set[str]) -> None:
    """On the wire at the intruder's own interface: each thing it asked was answered, and truly."""
    asked, heard = capture.frames(INTRUDER, "out"), capture.frames(INTRUDER, "in")
    answers = counting.arp_answers(asked, heard)
    silent = sorted(ip for ip in alive if not answers.get(ip))
    outcome.equal("addresses in use that did not answer ARP", silent, [])
    wrong = {
        name: sorted(answers[device.ip])
        for name, device in lab.layout.devices.items()
        if device.ip in answers and name != INTRUDER and answers[device.ip] != {device.mac}
    }
    outcome.equal("devices that ARP answers put at another MAC", wrong, {})
    pings = {ip: n for ip, n in counting.unanswered_pings(asked, heard).items() if ip in alive}
    outcome.equal("pings without a reply", pings, {})
    connects = sorted(pair for pair in counting.unanswered_connects(asked, heard) if pair[0] in alive)
    outcome.equal("connects without an answer", connects, [])
    outcome.figure("addresses that answered ARP", sum(bool(macs) for macs in answers.values()))
    arp_replies = sum(frame.arp is not None and frame.arp.operation == ARP_REPLY for _, frame in heard)
    outcome.figure("ARP replies heard", arp_replies)
