"""Whether two answers are equal in every byte but those that must differ: the original experiment's question."""

from dataclasses import dataclass

from lab.frames import IPV4, TCP, Frame

ETHERNET = 14


@dataclass(frozen=True)
class Span:
    """Bytes of a frame that may differ."""

    name: str
    begin: int
    end: int


def may_differ(frame: bytes) -> tuple[Span, ...]:
    """Identification, sequence and acknowledgement numbers, ports, addresses, checksums of a frame with TCP over IPv4.

    Of the ports only the client's, which is drawn anew for each connection; of the rest nothing.
    """
    tcp = ETHERNET + (frame[ETHERNET] & 0x0F) * 4
    return (
        Span("MAC addresses", 0, 12),
        Span("IP identification", ETHERNET + 4, ETHERNET + 6),
        Span("IP checksum", ETHERNET + 10, ETHERNET + 12),
        Span("IP addresses", ETHERNET + 12, ETHERNET + 20),
        Span("client's port", tcp + 2, tcp + 4),
        Span("sequence and acknowledgement number", tcp + 4, tcp + 12),
        Span("TCP checksum", tcp + 16, tcp + 18),
    )


def differences(original: bytes, clone: bytes) -> list[str]:
    """What differs and must not, byte by byte; none: they are alike."""
    if len(original) != len(clone):
        return [f"the original's frame has {len(original)} bytes, the clone's {len(clone)}"]
    masked = {at for span in may_differ(original) for at in range(span.begin, span.end)}
    return [
        f"byte {at}: original {original[at]:02x}, clone {clone[at]:02x}"
        for at in range(len(original))
        if at not in masked and original[at] != clone[at]
    ]


def answers(frames: list[bytes], device: str, port: int) -> list[bytes]:
    """Frames by which a device answered with data, without what Ethernet filled up."""
    found = []
    for raw in frames:
        frame = Frame(raw)
        ip = frame.ip
        if frame.ethertype == IPV4 and ip and ip.protocol == TCP and ip.source == device:
            if ip.source_port == port and ip.data:
                length = int.from_bytes(raw[ETHERNET + 2 : ETHERNET + 4], "big")
                found.append(raw[: ETHERNET + length])
    return found
