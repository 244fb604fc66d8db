"""What the captures show: attack frames where none may be, answers that went astray, strangers."""

from collections import Counter
from collections.abc import Iterable

from lab.frames import ARP_REPLY, ARP_REQUEST, ACK, ECHO_REPLY, ECHO_REQUEST, RST, SYN, TCP, Frame
from lab.layout import Machine

Frames = Iterable[tuple[float, Frame]]


def concerns(frame: Frame, machine: Machine) -> bool:
    """Whether a frame bears an address of the machine anywhere, as sender or as receiver."""
    if machine.mac in (frame.source_mac, frame.target_mac):
        return True
    if frame.arp:
        addresses = (frame.arp.sender_ip, frame.arp.target_ip)
        return machine.ip in addresses or machine.mac in (frame.arp.sender_mac, frame.arp.target_mac)
    return frame.ip is not None and machine.ip in (frame.ip.source, frame.ip.target)


def leaks(frames: Frames, nonce: bytes, intruder: Machine) -> list[tuple[float, Frame]]:
    """Attack frames, and answers to them, at an interface where neither belongs.

    An attack frame bears the run's nonce, whoever it claims to be from; the few that cannot (a real
    nmap's, the kernel's ARP) come from the intruder's own addresses.
    """
    return [(at, f) for at, f in frames if nonce in f.raw or concerns(f, intruder)]


def strangers(frames: Frames, known: set[str]) -> Counter[str]:
    """How many frames came from which MAC that is not one of ``known``."""
    return Counter(f.source_mac for _, f in frames if f.source_mac not in known)


def arp_answers(asked: Frames, heard: Frames) -> dict[str, set[str]]:
    """For each address that was asked for by ARP, the MACs that it was said to be at."""
    answers: dict[str, set[str]] = {}
    for _, frame in asked:
        if frame.arp and frame.arp.operation == ARP_REQUEST:
            answers.setdefault(frame.arp.target_ip, set())
    for _, frame in heard:
        if frame.arp and frame.arp.operation == ARP_REPLY and frame.arp.sender_ip in answers:
            answers[frame.arp.sender_ip].add(frame.arp.sender_mac)
    return answers


def unanswered_pings(asked: Frames, heard: Frames) -> Counter[str]:
    """Per target, echo requests (by identifier and sequence number) that got no reply."""
    sent = {(f.ip.target, f.ip.payload[4:8]) for _, f in asked if _icmp(f) == ECHO_REQUEST}
    back = {(f.ip.source, f.ip.payload[4:8]) for _, f in heard if _icmp(f) == ECHO_REPLY}
    return Counter(target for target, _ in sent - back)


def unanswered_connects(asked: Frames, heard: Frames) -> set[tuple[str, int]]:
    """Addresses and ports that were sent a SYN and never answered with SYN/ACK or RST."""
    sent = {(f.ip.target, f.ip.target_port) for _, f in asked if _tcp(f) and f.ip.flags & (SYN | ACK) == SYN}
    back = {
        (f.ip.source, f.ip.source_port)
        for _, f in heard
        if _tcp(f) and (f.ip.flags & RST or f.ip.flags & (SYN | ACK) == SYN | ACK)
    }
    return sent - back


def _tcp(frame: Frame) -> bool:
    return frame.ip is not None and frame.ip.protocol == TCP


def _icmp(frame: Frame) -> int | None:
    return frame.ip.icmp_type if frame.ip else None
