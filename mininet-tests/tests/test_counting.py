import secrets
import unittest

from lab import counting, pcap
from lab.frames import ACK, RST, SYN, Frame
from lab.layout import Machine, Socket
from tests import frame_maker
from tests.frame_maker import HMI, PC, PLC

INTRUDER = Machine("pc1", PC[1], PC[0], Socket("s1", 4))
NONCE = bytes(range(16))


def frames(*raw: bytes) -> list[tuple[float, Frame]]:
    """Through a pcap file, as the lab reads them."""
    captured = pcap.parse(frame_maker.pcap(*((float(at), frame) for at, frame in enumerate(raw))))
    return [(at, Frame(frame)) for at, frame in captured]


class LeaksTest(unittest.TestCase):
    def counted(self, *raw: bytes) -> int:
        return len(counting.leaks(frames(*raw), NONCE, INTRUDER))

    def test_permitted_traffic_is_none(self) -> None:
        self.assertEqual(
            0,
            self.counted(
                frame_maker.icmp(HMI, PLC, 8, 1, secrets.token_bytes(32)),
                frame_maker.tcp(HMI, PLC, (40000, 502), ACK, b"\x00\x01"),
                frame_maker.arp(1, HMI, ("00:00:00:00:00:00", PLC[1])),
            ),
        )

    def test_a_spoofed_frame_is_told_by_its_nonce(self) -> None:
        for raw in (
            frame_maker.icmp(HMI, PLC, 8, 1, b"\x00" * 16 + NONCE),
            frame_maker.tcp(HMI, PLC, (61200, 502), SYN, NONCE),
            frame_maker.ip(HMI, PLC, 17, b"\xef\x10\x05\xde\x00\x18\x00\x00" + NONCE, tag=0x3000 | 3009),
            frame_maker.arp(2, HMI, PLC) + NONCE,
            frame_maker.ethernet(HMI[0], PLC[0], 0x88B8, NONCE),
            frame_maker.ethernet(HMI[0], "33:33:00:00:00:01", 0x86DD, b"\x60" + NONCE),
        ):
            with self.subTest(raw=raw.hex()):
                self.assertEqual(1, self.counted(raw))

    def test_a_frame_that_cannot_bear_it_is_told_by_the_intruders_addresses(self) -> None:
        elsewhere = ("02:00:00:00:00:99", "10.20.1.99")
        for raw in (
            frame_maker.arp(1, PC, ("00:00:00:00:00:00", PLC[1])),
            frame_maker.arp(1, (elsewhere[0], PC[1]), PLC),
            frame_maker.arp(2, PLC, PC, to=HMI[0]),
            frame_maker.tcp(PC, PLC, (40000, 502), SYN),
            frame_maker.tcp((elsewhere[0], PC[1]), PLC, (40000, 502), SYN),
            frame_maker.tcp(PLC, PC, (502, 40000), SYN | ACK),
            frame_maker.ethernet(PC[0], PLC[0], 0x9999, b"x"),
        ):
            with self.subTest(raw=raw.hex()):
                self.assertEqual(1, self.counted(raw))


class StrangersTest(unittest.TestCase):
    def test_counts_by_sender(self) -> None:
        heard = frames(
            frame_maker.icmp(HMI, PLC, 8, 1), frame_maker.icmp(PC, PLC, 8, 1), frame_maker.icmp(PC, PLC, 8, 2)
        )
        self.assertEqual({PC[0]: 2}, counting.strangers(heard, {HMI[0]}))


class AnswersTest(unittest.TestCase):
    def test_arp(self) -> None:
        asked = frames(
            frame_maker.arp(1, PC, ("00:00:00:00:00:00", PLC[1])),
            frame_maker.arp(1, PC, ("00:00:00:00:00:00", "10.20.1.77")),
        )
        heard = frames(frame_maker.arp(2, PLC, PC, to=PC[0]), frame_maker.arp(2, HMI, PC, to=PC[0]))
        self.assertEqual({PLC[1]: {PLC[0]}, "10.20.1.77": set()}, counting.arp_answers(asked, heard))

    def test_pings_are_matched_by_sequence(self) -> None:
        asked = frames(*(frame_maker.icmp(PC, PLC, 8, n) for n in (1, 2, 3)))
        heard = frames(
            frame_maker.icmp(PLC, PC, 0, 1), frame_maker.icmp(HMI, PC, 0, 2), frame_maker.icmp(PLC, PC, 3, 3)
        )
        self.assertEqual({PLC[1]: 2}, counting.unanswered_pings(asked, heard))

    def test_connects_are_answered_by_syn_ack_or_rst(self) -> None:
        asked = frames(*(frame_maker.tcp(PC, PLC, (40000, port), SYN) for port in (502, 80, 22, 21)))
        heard = frames(
            frame_maker.tcp(PLC, PC, (502, 40000), SYN | ACK),
            frame_maker.tcp(PLC, PC, (80, 40000), RST | ACK),
            frame_maker.tcp(PLC, PC, (22, 40000), ACK),
        )
        self.assertEqual({(PLC[1], 22), (PLC[1], 21)}, counting.unanswered_connects(asked, heard))

    def test_a_frame_cut_short_is_no_answer_and_no_failure(self) -> None:
        whole = frame_maker.tcp(PLC, PC, (502, 40000), SYN | ACK)
        asked = frames(frame_maker.tcp(PC, PLC, (40000, 502), SYN))
        for length in range(14, len(whole) - 8):
            heard = frames(whole[:length])
            counting.leaks(heard, NONCE, INTRUDER)
            self.assertEqual({(PLC[1], 502)}, counting.unanswered_connects(asked, heard), length)


if __name__ == "__main__":
    unittest.main()
