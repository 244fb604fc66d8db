"""Ethernet frames, taken apart as far as the lab has to tell them from each other."""

import socket
import struct
from dataclasses import dataclass
from functools import cached_property

ARP, IPV4, IPV6, VLAN, VLAN_SERVICE = 0x0806, 0x0800, 0x86DD, 0x8100, 0x88A8
ICMP, TCP, UDP = 1, 6, 17
SYN, RST, ACK = 0x02, 0x04, 0x10
ECHO_REPLY, ECHO_REQUEST = 0, 8
ARP_REQUEST, ARP_REPLY = 1, 2


def mac_text(raw: bytes) -> str:
    return ":".join(f"{byte:02x}" for byte in raw)


@dataclass(frozen=True)
class Frame:
    """One frame. What is cut short has the fields it still has; the others are zero or empty."""

    raw: bytes

    @property
    def target_mac(self) -> str:
        return mac_text(self.raw[0:6])

    @property
    def source_mac(self) -> str:
        return mac_text(self.raw[6:12])

    @cached_property
    def _ethernet(self) -> tuple[int, int, tuple[int, ...]]:
        """Ethertype, where its payload begins, and the VLAN ids before it."""
        offset, tags = 12, []
        while len(self.raw) >= offset + 2:
            (ethertype,) = struct.unpack_from("!H", self.raw, offset)
            if ethertype not in (VLAN, VLAN_SERVICE) or len(self.raw) < offset + 4:
                return ethertype, offset + 2, tuple(tags)
            tags.append(struct.unpack_from("!H", self.raw, offset + 2)[0] & 0xFFF)
            offset += 4
        return 0, len(self.raw), tuple(tags)

    @property
    def ethertype(self) -> int:
        return self._ethernet[0]

    @property
    def tags(self) -> tuple[int, ...]:
        return self._ethernet[2]

    @cached_property
    def body(self) -> bytes:
        return self.raw[self._ethernet[1] :]

    @cached_property
    def arp(self) -> "Arp | None":
        if self.ethertype != ARP or len(self.body) < 28:
            return None
        return Arp(
            operation=struct.unpack_from("!H", self.body, 6)[0],
            sender_mac=mac_text(self.body[8:14]),
            sender_ip=socket.inet_ntoa(self.body[14:18]),
            target_mac=mac_text(self.body[18:24]),
            target_ip=socket.inet_ntoa(self.body[24:28]),
        )

    @cached_property
    def ip(self) -> "Ip | None":
        body = self.body
        if self.ethertype != IPV4 or len(body) < 20:
            return None
        header = (body[0] & 0x0F) * 4
        (length,) = struct.unpack_from("!H", body, 2)
        return Ip(
            source=socket.inet_ntoa(body[12:16]),
            target=socket.inet_ntoa(body[16:20]),
            protocol=body[9],
            payload=body[header : max(header, length)],
        )


@dataclass(frozen=True)
class Arp:
    operation: int
    sender_mac: str
    sender_ip: str
    target_mac: str
    target_ip: str


@dataclass(frozen=True)
class Ip:
    """An IPv4 packet; ports and flags are 0 where the protocol has none."""

    source: str
    target: str
    protocol: int
    payload: bytes

    def _ports(self) -> tuple[int, int]:
        if self.protocol not in (TCP, UDP) or len(self.payload) < 4:
            return 0, 0
        return struct.unpack_from("!HH", self.payload)

    @property
    def source_port(self) -> int:
        return self._ports()[0]

    @property
    def target_port(self) -> int:
        return self._ports()[1]

    @property
    def flags(self) -> int:
        """TCP's, RFC 9293 section 3.1."""
        return self.payload[13] if self.protocol == TCP and len(self.payload) >= 14 else 0

    @property
    def icmp_type(self) -> int | None:
        return self.payload[0] if self.protocol == ICMP and self.payload else None

    @property
    def data(self) -> bytes:
        """What TCP carries."""
        if self.protocol != TCP or len(self.payload) < 20:
            return b""
        return self.payload[(self.payload[12] >> 4) * 4 :]
