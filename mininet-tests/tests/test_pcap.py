import struct
import unittest

from lab import pcap
from tests import frame_maker

FRAME = b"\x00" * 60


class PcapTest(unittest.TestCase):
    def test_reads_both_byte_orders_and_both_resolutions(self) -> None:
        for order in "<>":
            for nanoseconds in (False, True):
                with self.subTest(order=order, nanoseconds=nanoseconds):
                    data = frame_maker.pcap((3.5, FRAME), (4.25, b"x"), order=order, nanoseconds=nanoseconds)
                    self.assertEqual([(3.5, FRAME), (4.25, b"x")], list(pcap.parse(data)))

    def test_an_empty_file_has_no_frames_yet(self) -> None:
        self.assertEqual([], list(pcap.parse(b"")))

    def test_a_record_still_being_written_is_left_out(self) -> None:
        data = frame_maker.pcap((1.0, FRAME), (2.0, FRAME))
        for missing in (1, 60, 70):
            with self.subTest(missing=missing):
                self.assertEqual([(1.0, FRAME)], list(pcap.parse(data[:-missing])))

    def test_refuses_what_is_no_capture_of_ethernet(self) -> None:
        for bad in (b"nonsense" * 4, frame_maker.pcap(link=113), b"\xd4\xc3"):
            with self.subTest(bad=bad), self.assertRaises(pcap.PcapError):
                list(pcap.parse(bad))

    def test_refuses_a_frame_that_was_cut(self) -> None:
        data = frame_maker.pcap() + struct.pack("<IIII", 1, 0, 10, 60) + b"x" * 10
        with self.assertRaises(pcap.PcapError):
            list(pcap.parse(data))


if __name__ == "__main__":
    unittest.main()
