"""What a device that was taken over tries against those that poll it: ``backwards.py PARAMETERS``.

The parameters are JSON: ``interface``, ``nonce`` (hex), ``device`` and ``victim`` (each with ``ip`` and ``mac``).
From its own addresses, and from the port of the service that the victim may open, it sends what would begin a
conversation. Segments with ACK, and a lone RST, are not sent: those a stateless switch must let pass.
"""

import json
import socket
import sys
from collections.abc import Iterator

from scapy.layers.inet import ICMP, IP, TCP, UDP
from scapy.layers.l2 import Ether
from scapy.packet import Packet, Raw

MODBUS = 502
OPENING = ("S", "SF", "F", "", "FPU", "SP", "SR")


def frames(nonce: bytes, device: dict, victim: dict) -> Iterator[Packet]:
    to = Ether(src=device["mac"], dst=victim["mac"]) / IP(src=device["ip"], dst=victim["ip"])
    for flags in OPENING:
        for port in (22, MODBUS, 3389, 40000):
            yield to / TCP(sport=MODBUS, dport=port, flags=flags, seq=1) / Raw(nonce)
            yield to / TCP(sport=50000, dport=port, flags=flags, seq=1) / Raw(nonce)
    yield to / UDP(sport=MODBUS, dport=MODBUS) / Raw(nonce)
    for kind in ("echo-request", "timestamp-request", "redirect"):
        yield to / ICMP(type=kind, id=0x5A5C) / Raw(nonce)
    broken = (to / TCP(sport=MODBUS, dport=22, flags="S") / Raw(nonce)).copy()
    broken[IP].proto = 132  # SCTP, which no conduit names
    yield broken


def main(parameters: dict) -> None:
    nonce = bytes.fromhex(parameters["nonce"])
    sent = [bytes(packet) for packet in frames(nonce, parameters["device"], parameters["victim"])]
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as wire:
        wire.bind((parameters["interface"], 0))
        for frame in sent:
            wire.send(frame.ljust(60, b"\0"))
    print(len(sent))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
