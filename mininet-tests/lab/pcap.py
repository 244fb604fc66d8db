"""Reads pcap files as tcpdump writes them (libpcap's ``pcap-savefile(5)``), also while they grow."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ETHERNET = 1
_HEADER = 24
_RECORD = 16
_MAGICS = {
    b"\xd4\xc3\xb2\xa1": ("<", 1e-6),
    b"\xa1\xb2\xc3\xd4": (">", 1e-6),
    b"\x4d\x3c\xb2\xa1": ("<", 1e-9),
    b"\xa1\xb2\x3c\x4d": (">", 1e-9),
}


class PcapError(Exception):
    """The file is not a pcap file of Ethernet frames."""


class Captured(NamedTuple):
    """A frame and when the kernel saw it, in seconds since 1970."""

    at: float
    frame: bytes


def read(path: Path) -> Iterator[Captured]:
    """The frames of a file, oldest first. A record that is still being written ends it."""
    return parse(path.read_bytes())


def parse(data: bytes) -> Iterator[Captured]:
    """The frames of a file's content. An empty one has no frames: tcpdump has not written yet."""
    if not data:
        return
    if len(data) < _HEADER or data[:4] not in _MAGICS:
        raise PcapError("not a pcap file")
    order, fraction = _MAGICS[data[:4]]
    (link,) = struct.unpack_from(order + "I", data, 20)
    if link & 0x0FFFFFFF != ETHERNET:
        raise PcapError(f"link type {link}, not Ethernet")
    offset = _HEADER
    while offset + _RECORD <= len(data):
        seconds, part, kept, length = struct.unpack_from(order + "IIII", data, offset)
        if kept < length:
            raise PcapError(f"a frame of {length} bytes was cut to {kept}: it cannot be judged")
        offset += _RECORD
        if offset + kept > len(data):
            return
        yield Captured(seconds + part * fraction, data[offset : offset + kept])
        offset += kept
