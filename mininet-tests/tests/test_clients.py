import unittest

from pymodbus.pdu import ExceptionResponse

from lab.clients import mbpoll_poller, poller

SIGNATURE = [0x1234, 0x8001, 7, 0]
BANNER = ["mbpoll 1.0-0 - FieldTalk(tm) Modbus(R) Master Simulator\n", "\n"]
GOOD = [
    "-- Polling slave 1... Ctrl-C to stop)\n",
    "[0]: \t4660\n",
    "[1]: \t32769 (-32767)\n",
    "[2]: \t7\n",
    "[3]: \t0\n",
]


class MbpollTest(unittest.TestCase):
    def outcomes(self, *lines: str) -> list[str]:
        return [outcome for _, _, outcome in mbpoll_poller.polls(iter([*BANNER, *lines]), SIGNATURE)]

    def test_a_poll_is_good_when_all_registers_are_the_signature(self) -> None:
        self.assertEqual(["ok", "ok"], self.outcomes(*GOOD, *GOOD))

    def test_one_other_register_is_a_wrong_value(self) -> None:
        self.assertEqual(["wrong value"], self.outcomes(*GOOD[:-1], "[3]: \t1\n"))

    def test_a_poll_cut_short_is_none(self) -> None:
        self.assertEqual(["ok"], self.outcomes(*GOOD, *GOOD[:3]))

    def test_what_mbpoll_cannot_read_ends_it(self) -> None:
        for line, outcome in (
            ("Read output (holding) register failed: Connection reset by peer\n", "reset"),
            ("Read output (holding) register failed: Connection timed out\n", "timeout"),
            ("mbpoll: Connection failed: Connection refused.\n", "refused"),
            ("Read output (holding) register failed: Illegal data address\n",
             "error Read output (holding) register failed: Illegal data address"),
        ):  # fmt: skip
            with self.subTest(line=line):
                self.assertEqual(["ok", outcome], self.outcomes(*GOOD, line, *GOOD))


class PollerTest(unittest.TestCase):
    class Answer:
        def __init__(self, registers: list[int]):
            self.registers = registers

    def test_tells_outcomes_apart(self) -> None:
        for answer, took, outcome in (
            (self.Answer(SIGNATURE), 0.001, "ok"),
            (self.Answer([1, 2, 3, 4]), 0.001, "wrong value"),
            (ExceptionResponse(3, 2), 0.001, "exception 2"),
            (ConnectionResetError(104, "Connection reset by peer"), 0.001, "reset"),
            (Exception("Connection unexpectedly closed 0.0 seconds into read"), 0.001, "closed"),
            (Exception("No response received"), 1.0, "timeout"),
        ):
            with self.subTest(outcome=outcome):
                self.assertEqual(outcome, poller.outcome_of(answer, SIGNATURE, took))


if __name__ == "__main__":
    unittest.main()
