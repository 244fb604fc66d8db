"""The page of measurements says what the report says."""

import unittest

from lab.measurements import page

REPORT = {
    "passed": False,
    "command": "lab --scenario all",
    "date": "2026-11-23T05:00:00Z",
    "commit": "abc",
    "machine": {"kernel": "6.1", "cores": 2, "open_vswitch": ["3.1.0"]},
    "scenarios": [
        {
            "name": "normal",
            "passed": False,
            "seconds": 1.5,
            "checks": [
                {"what": "lost a|b", "measured": {}, "allowed": "= {}", "passed": True},
                {"what": "leaks", "measured": {"plc1": 3}, "allowed": "= {}", "passed": False},
            ],
            "figures": {"longest, ms": 4.2},
            "error": "broken",
        }
    ],
}


class PageTest(unittest.TestCase):
    def test_says_every_check_and_figure(self) -> None:
        text = page(REPORT)
        self.assertIn("| lost a\\|b | none | = {} |", text)
        self.assertIn("| leaks | plc1: 3 | = {}: **failed** |", text)
        self.assertIn("| longest, ms | 4.2 |  |", text)
        self.assertIn("**Failed** in 1.5 s.", text)
        self.assertIn("```\nbroken\n```", text)
        self.assertIn("| commit | abc |", text)


if __name__ == "__main__":
    unittest.main()
