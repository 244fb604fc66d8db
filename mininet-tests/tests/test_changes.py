import unittest

from lab.changes import Change, judge, spans
from lab.pollers import Poll

PERMITTING = {"production", "startup"}
CHANGES = [
    Change("production", "emergency", 10.0, 10.05),
    Change("emergency", "startup", 20.0, 20.05),
    Change("startup", "production", 30.0, 30.05),
]


def polls(*told: tuple[float, str] | tuple[float, str, bool]) -> list[Poll]:
    return [Poll(p[0], p[0] + 0.01, p[1], p[2] if len(p) > 2 else False) for p in told]


class SpansTest(unittest.TestCase):
    def test_a_change_that_keeps_the_conduit_is_inside_a_span(self) -> None:
        found = [(s.permitted, s.begin, s.end) for s in spans(CHANGES, PERMITTING, 0.0, 40.0)]
        self.assertEqual([(True, 0.0, 10.0), (False, 10.05, 20.0), (True, 20.05, 40.0)], found)

    def test_never_permitted(self) -> None:
        self.assertEqual([False], [s.permitted for s in spans(CHANGES, set(), 0.0, 40.0)])


class JudgeTest(unittest.TestCase):
    def judged(self, *told, end: float = 40.0):
        return judge(polls(*told), spans(CHANGES, PERMITTING, 0.0, end), 0.1)

    def test_a_good_run(self) -> None:
        verdict = self.judged(
            (1.0, "ok"), (9.0, "ok"), (10.1, "reset"), (11.0, "refused"), (20.1, "ok", True), (30.02, "ok")
        )
        self.assertEqual({}, verdict.lost)
        self.assertEqual({"reset": 1}, verdict.cuts)
        self.assertEqual({}, verdict.in_flight)
        self.assertEqual({}, verdict.wrong_outside)
        self.assertEqual((1, 1), (verdict.granted, verdict.reached))

    def test_a_poll_lost_in_a_change_that_both_states_permit_counts(self) -> None:
        for outcome in ("reset", "timeout", "wrong value", "refused"):
            self.assertEqual({outcome: 1}, self.judged((20.1, "ok", True), (30.01, outcome)).lost)

    def test_a_connection_renewed_while_permitted_was_lost(self) -> None:
        self.assertEqual({"reset": 1}, self.judged((20.1, "ok", True), (30.5, "ok", True)).lost)

    def test_a_cut_that_times_out_is_told(self) -> None:
        self.assertEqual({"timeout": 1}, self.judged((9.0, "ok"), (10.06, "timeout")).cuts)

    def test_a_cut_that_was_under_way_is_told_apart(self) -> None:
        verdict = self.judged((9.0, "ok"), (10.03, "timeout"), (10.2, "refused"))
        self.assertEqual(({}, {"timeout": 1}), (verdict.cuts, verdict.in_flight))

    def test_the_client_that_notices_a_cut_late_is_no_wrong_answer(self) -> None:
        verdict = self.judged((9.0, "ok"), (10.5, "reset"), (10.6, "refused"))
        self.assertEqual(({"reset": 1}, {}), (verdict.cuts, verdict.wrong_outside))

    def test_a_session_that_goes_on_is_told(self) -> None:
        self.assertEqual({"not cut": 1}, self.judged((9.0, "ok"), (11.0, "ok")).cuts)

    def test_a_clones_values_out_of_state_are_told(self) -> None:
        verdict = self.judged((9.0, "ok"), (10.1, "reset"), (12.0, "wrong value"))
        self.assertEqual({"wrong value": 1}, verdict.wrong_outside)

    def test_a_grant_whose_first_poll_fails_has_not_reached(self) -> None:
        verdict = self.judged((20.1, "refused", True), (20.2, "ok", True))
        self.assertEqual((1, 0), (verdict.granted, verdict.reached))


if __name__ == "__main__":
    unittest.main()
