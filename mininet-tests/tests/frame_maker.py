"""Frames and pcap files for the tests, made byte by byte and not with what they test."""

import socket
import struct

HMI = ("00:0c:29:7c:f0:11", "10.20.1.11")
PLC = ("00:30:de:40:59:41", "10.20.1.41")
PC = ("00:0c:29:7c:f0:14", "10.20.1.14")
BROADCAST = "ff:ff:ff:ff:ff:ff"


def mac(text: str) -> bytes:
    return bytes.fromhex(text.replace(":", ""))


def ethernet(source: str, target: str, ethertype: int, body: bytes, tag: int | None = None) -> bytes:
    vlan = b"" if tag is None else struct.pack("!HH", 0x8100, tag)
    return mac(target) + mac(source) + vlan + struct.pack("!H", ethertype) + body


def arp(operation: int, sender: tuple[str, str], target: tuple[str, str], to: str = BROADCAST) -> bytes:
    body = struct.pack("!HHBBH", 1, 0x0800, 6, 4, operation)
    for hardware, protocol in (sender, target):
        body += mac(hardware) + socket.inet_aton(protocol)
    return ethernet(sender[0], to, 0x0806, body)


def ip(
    source: tuple[str, str], target: tuple[str, str], protocol: int, payload: bytes, tag: int | None = None
) -> bytes:
    header = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(payload), 0, 0, 64, protocol, 0)
    header += socket.inet_aton(source[1]) + socket.inet_aton(target[1])
    return ethernet(source[0], target[0], 0x0800, header + payload, tag)


def icmp(
    source: tuple[str, str], target: tuple[str, str], kind: int, sequence: int, data: bytes = b""
) -> bytes:
    return ip(source, target, 1, struct.pack("!BBHHH", kind, 0, 0, 7, sequence) + data)


def tcp(
    source: tuple[str, str], target: tuple[str, str], ports: tuple[int, int], flags: int, data: bytes = b""
) -> bytes:
    segment = struct.pack("!HHIIBBHHH", *ports, 1, 1, 0x50, flags, 1024, 0, 0) + data
    return ip(source, target, 6, segment)


def pcap(*frames: tuple[float, bytes], order: str = "<", nanoseconds: bool = False, link: int = 1) -> bytes:
    magic, unit = (0xA1B23C4D, 1e9) if nanoseconds else (0xA1B2C3D4, 1e6)
    data = struct.pack(order + "IHHiIII", magic, 2, 4, 0, 0, 262144, link)
    for at, frame in frames:
        part = round((at - int(at)) * unit)
        data += struct.pack(order + "IIII", int(at), part, len(frame), len(frame)) + frame
    return data
