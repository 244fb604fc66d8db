"""Asks every address of a subnet who it is (ARP), then each that said so for a connection (SYN); tells as JSON.

usage: sweep.py INTERFACE SOURCE_IP SUBNET PORT

The source address must not be the kernel's own, or the kernel would look for each host itself to reset what it accepted.
"""

import ipaddress
import json
import socket
import struct
import sys

ARP, IPV4, TCP = 0x0806, 0x0800, 6
SYN, SYN_ACK = 0x02, 0x12
SO_RCVBUFFORCE = 33  # Linux; Python has no name for it
WINDOW = 200  # questions under way
ROUNDS = 4  # of questions to those that have not answered yet
PATIENCE = 1.5  # seconds to wait at the end of a round


class Sweeper:
    """One raw socket. It asks as fast as it is answered: what is tried is that all answer, and not how fast."""

    def __init__(self, interface: str, source: str):
        self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0003))
        self._socket.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 64 << 20)
        self._socket.bind((interface, 0))
        self._mac = self._socket.getsockname()[4]
        self._source = ipaddress.IPv4Address(source).packed
        self._heard = 0
        self.macs: dict[bytes, set[bytes]] = {}
        self.accepted: set[bytes] = set()

    def ask_all(self, targets: list[bytes]) -> None:
        for _ in range(ROUNDS):
            missing = [ip for ip in targets if ip not in self.macs]
            self._send(self._arp(ip) for ip in missing)

    def connect_all(self, port: int) -> None:
        for _ in range(ROUNDS):
            missing = [(ip, macs) for ip, macs in self.macs.items() if ip not in self.accepted]
            self._send(self._syn(ip, next(iter(macs)), port) for ip, macs in missing)

    def _send(self, frames) -> None:
        under_way = 0
        for frame in frames:
            self._socket.send(frame)
            under_way += 1
            if under_way >= WINDOW:
                before = self._heard
                self._hear(enough=WINDOW // 2)
                # what is not answered by now is lost, and asked again in the next round
                under_way = max(0, under_way - (self._heard - before)) if self._heard > before else 0
        self._hear()

    def _hear(self, enough: int = sys.maxsize) -> None:
        """Takes what comes, until it is enough or nothing comes any more."""
        self._socket.settimeout(PATIENCE)
        until = self._heard + enough
        while self._heard < until:
            try:
                frame, (_, _, kind, *_) = self._socket.recvfrom(2048)
            except TimeoutError:
                return
            if kind != socket.PACKET_OUTGOING:
                self._take(frame)

    def _take(self, frame: bytes) -> None:
        (kind,) = struct.unpack_from("!H", frame, 12)
        if kind == ARP and frame[20:22] == b"\0\2" and frame[38:42] == self._source:
            self.macs.setdefault(frame[28:32], set()).add(frame[22:28])
            self._heard += 1
        elif kind == IPV4 and frame[23] == TCP and frame[30:34] == self._source:
            if frame[14 + (frame[14] & 15) * 4 + 13] & 0x3F == SYN_ACK:
                self.accepted.add(frame[26:30])
                self._heard += 1

    def _arp(self, target: bytes) -> bytes:
        head = b"\xff" * 6 + self._mac + struct.pack("!HHHBBH", ARP, 1, IPV4, 6, 4, 1)
        return head + self._mac + self._source + bytes(6) + target

    def _syn(self, target: bytes, mac: bytes, port: int) -> bytes:
        tcp = struct.pack("!HHIIBBHHH", 40000, port, 1, 0, 6 << 4, SYN, 65535, 0, 0) + b"\2\4\5\xb4"
        pseudo = self._source + target + struct.pack("!HH", TCP, len(tcp))
        tcp = tcp[:16] + struct.pack("!H", _checksum(pseudo + tcp)) + tcp[18:]
        ip = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(tcp), 1, 0, 64, TCP, 0) + self._source + target
        ip = ip[:10] + struct.pack("!H", _checksum(ip)) + ip[12:]
        return mac + self._mac + struct.pack("!H", IPV4) + ip + tcp


def _checksum(data: bytes) -> int:
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def main(interface: str, source: str, subnet: str, port: str) -> None:
    own = ipaddress.IPv4Address(source)
    targets = [ip.packed for ip in ipaddress.IPv4Network(subnet) if ip != own]
    sweeper = Sweeper(interface, source)
    sweeper.ask_all(targets)
    sweeper.connect_all(int(port))
    outcome = {
        "answered": len(sweeper.macs),
        "accepted": len(sweeper.accepted),
        "macs": len({mac for macs in sweeper.macs.values() for mac in macs}),
        "with_several_macs": sum(len(macs) > 1 for macs in sweeper.macs.values()),
        "ends_answered": [
            str(ipaddress.IPv4Address(ip)) for ip in (targets[0], targets[-1]) if ip in sweeper.macs
        ],
    }
    print(json.dumps(outcome))


if __name__ == "__main__":
    main(*sys.argv[1:])
