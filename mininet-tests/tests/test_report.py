import json
import tempfile
import unittest
from pathlib import Path

from lab import report
from lab.report import Outcome
from lab.rest import parse_metrics


class OutcomeTest(unittest.TestCase):
    def test_passes_when_all_checks_hold(self) -> None:
        outcome = Outcome("normal")
        outcome.equal("lost polls", {}, {})
        outcome.at_most("MiB", 300, 512)
        outcome.at_least("polls", 10, 10)
        outcome.one_of("read", "values", {"values"})
        self.assertTrue(outcome.passed)

    def test_each_kind_of_check_can_fail(self) -> None:
        for check in (
            lambda o: o.equal("x", 1, 0),
            lambda o: o.at_most("x", 513, 512),
            lambda o: o.at_least("x", 9, 10),
            lambda o: o.one_of("x", "timeout", {"values"}),
        ):
            outcome = Outcome("x")
            outcome.equal("holds", 0, 0)
            check(outcome)
            self.assertFalse(outcome.passed)

    def test_a_scenario_without_checks_or_with_an_error_has_not_passed(self) -> None:
        self.assertFalse(Outcome("x").passed)
        broken = Outcome("x", error="no controller")
        broken.equal("holds", 0, 0)
        self.assertFalse(broken.passed)

    def test_the_report_fails_with_one_scenario_and_with_none(self) -> None:
        good, bad = Outcome("good"), Outcome("bad")
        good.equal("x", 0, 0)
        bad.equal("x", 1, 0)
        for outcomes, passed in (([good], True), ([good, bad], False), ([], False)):
            with tempfile.TemporaryDirectory() as directory:
                path = Path(directory, "report.json")
                report.write(path, outcomes, ["lab"])
                written = json.loads(path.read_text(encoding="utf-8"))
                self.assertEqual(passed, written["passed"])
                self.assertEqual(len(outcomes), len(written["scenarios"]))


class MetricsTest(unittest.TestCase):
    def test_parses_prometheus_text(self) -> None:
        text = '# TYPE a_total counter\na_total{switch="s1",kind="x y"} 3\na_total{switch="s2"} 4.0\nb 1e3\n'
        samples = list(parse_metrics(text))
        self.assertEqual(
            [("a_total", 3.0), ("a_total", 4.0), ("b", 1000.0)], [(s.name, s.value) for s in samples]
        )
        self.assertEqual({"switch": "s1", "kind": "x y"}, samples[0].labels)


if __name__ == "__main__":
    unittest.main()
