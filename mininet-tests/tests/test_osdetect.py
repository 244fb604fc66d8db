"""nmap's scores, worked out by hand from its documented rules; its output, as it prints it."""

import tempfile
import unittest
from pathlib import Path

from lab.osdetect import database, meetable, sample
from lab.osdetect.decoys import persona
from lab.osdetect.fingerprint import FingerprintError, holds, parse, score
from lab.osdetect.scan import Scanner, ScanError, parse as parse_scan

# made up; the weights too, so that each sum tells its terms
POINTS = parse("SEQ(SP=25%GCD=75)T1(R=100%T=15%O=20)T2(R=80%T=7)")
DATABASE = """# a comment (with=brackets)
MatchPoints
SEQ(SP=25%GCD=75)
T1(R=100%T=15)

# Somebody's own description, T1(R=N)
Fingerprint Made up PLC
Class Nobody | embedded || specialized
CPE cpe:/h:nobody:plc
SEQ(SP=10-20%GCD=1)
T1(R=Y%T=3B-45)

Fingerprint Other thing
SEQ(SP=1%GCD=2)
T1(R=Y%T=80)

Fingerprint Made up PLC
SEQ(SP=30-40%GCD=1)
T1(R=Y%T=3B-45)
"""


class HoldsTest(unittest.TestCase):
    def test_each_kind_of_expression(self) -> None:
        for expression, value, expected in (
            ("3B-45", "40", True),
            ("3B-45", "3b", True),
            ("3B-45", "45", True),
            ("3B-45", "46", False),
            ("1|A", "A", True),
            ("1|A", "2", False),
            (">10", "11", True),
            (">10", "10", False),
            ("<10", "F", True),
            ("<10", "10", False),
            ("I|RD", "RD", True),
            ("I", "RI", False),
            ("", "", True),
            ("", "M5B4", False),
            ("|M5B4", "", True),
            ("|M5B4", "M5B4", True),
            ("M5B4", "", False),
            ("A-F|U", "U", True),
            ("0-5|>FF", "100", True),
            ("S+", "S+", True),
            ("0-5", "S", False),
        ):
            with self.subTest(expression=expression, value=value):
                self.assertEqual(expected, holds(expression, value))


class ScoreTest(unittest.TestCase):
    def test_perfect(self) -> None:
        found = score(
            parse("SEQ(SP=10-20%GCD=1)T1(R=Y%T=3B-45)"), parse("SEQ(SP=15%GCD=1)T1(R=Y%T=40)"), POINTS
        )
        self.assertEqual((215, 215, ()), (found.reached, found.possible, found.differences))
        self.assertTrue(found.perfect)

    def test_one_wrong_attribute_costs_its_points_and_is_named(self) -> None:
        found = score(
            parse("SEQ(SP=10-20%GCD=1)T1(R=Y%T=3B-45)"), parse("SEQ(SP=21%GCD=1)T1(R=Y%T=40)"), POINTS
        )
        self.assertEqual((190, 215), (found.reached, found.possible))
        self.assertFalse(found.perfect)
        self.assertEqual(["SEQ.SP is 21, not 10-20 (−25)"], [str(each) for each in found.differences])

    def test_what_one_side_lacks_counts_on_neither(self) -> None:
        found = score(parse("T1(R=Y%T=40)T2(R=Y%T=40)"), parse("SEQ(SP=1)T1(R=Y)T2(R=N)"), POINTS)
        self.assertEqual((100, 180), (found.reached, found.possible))

    def test_an_empty_value_is_a_value(self) -> None:
        found = score(parse("T1(O=)"), parse("T1(O=M5B4)"), POINTS)
        self.assertEqual(["T1.O is M5B4, not empty (−20)"], [str(each) for each in found.differences])

    def test_nothing_in_common_is_not_perfect(self) -> None:
        self.assertFalse(score(parse("T1(Q=)"), parse("T2(Q=)"), POINTS).perfect)


class ParseTest(unittest.TestCase):
    def test_joins_the_lines_that_nmap_wraps_anywhere(self) -> None:
        tests = parse("OS:SCAN(V=7.93%E=4)SEQ(SP=1\nOS:05%GCD=1)T1(R=Y%O=%RD=0)")
        self.assertEqual({"SP": "105", "GCD": "1"}, tests["SEQ"])
        self.assertEqual({"R": "Y", "O": "", "RD": "0"}, tests["T1"])

    def test_refuses_what_is_none(self) -> None:
        for text in ("", "hello", "T1(R=Y)x", "T1(R=Y"):
            with self.subTest(text=text), self.assertRaises(FingerprintError):
                parse(text)


class DatabaseTest(unittest.TestCase):
    def setUp(self) -> None:
        with tempfile.TemporaryDirectory() as directory:
            path = Path(directory, "db")
            path.write_text(DATABASE, encoding="utf-8")
            self.database = database.read(path)

    def test_reads_names_ordinals_lines_and_points(self) -> None:
        self.assertEqual(
            [("Made up PLC", 1, 7), ("Other thing", 1, 13), ("Made up PLC", 2, 17)],
            [(r.name, r.ordinal, r.line) for r in self.database.references],
        )
        self.assertEqual({"R": "100", "T": "15"}, self.database.points["T1"])
        self.assertEqual("10-20", self.database.references[0].tests["SEQ"]["SP"])

    def test_a_file_without_fingerprints_is_refused(self) -> None:
        with tempfile.TemporaryDirectory() as directory:
            path = Path(directory, "db")
            path.write_text("nothing", encoding="utf-8")
            with self.assertRaises(ValueError):
                database.read(path)

    def test_samples(self) -> None:
        self.assertEqual(2, len(sample.industrial(self.database)))
        self.assertEqual(2, len(sample.fixed(self.database, 60)))
        self.assertEqual(sample.fixed(self.database, 1), sample.fixed(self.database, 1))
        self.assertEqual(sample.drawn(self.database, 2, 7), sample.drawn(self.database, 2, 7))

    def test_the_fixed_sample_stays_when_the_database_grows(self) -> None:
        names = [f"thing {i}" for i in range(100)]
        small = self._of(names)
        large = self._of(["new " + name for name in names[:10]] + names)
        before, after = ({r.name for r in sample.fixed(d, 20)} for d in (small, large))
        self.assertGreaterEqual(len(before & after), 14)

    def test_personas_name_the_first_and_quote_the_others(self) -> None:
        first, _, second = self.database.references
        self.assertIn('personality: "Made up PLC"\n', persona(0, first))
        self.assertIn("fingerprint: |\n  SEQ(SP=30-40%GCD=1)\n  T1(", persona(2, second))

    @staticmethod
    def _of(names: list[str]) -> database.Database:
        return database.Database({}, tuple(database.Reference(name, 1, 0, "") for name in names))


class MakesTest(unittest.TestCase):
    def test_words_not_parts_of_words(self) -> None:
        for name, expected in (
            ("Omron CJ2M PLC", True),
            ("Allen Bradley MicroLogix 1100", True),
            ("MOXA NPort 5110", True),
            ("lwIP 1.4.0 lightweight TCP/IP stack", True),
            ("Freecom Network Drive NAS device", True),
            ("OpenWrt Designated Driver (Linux 4.1)", False),
            ("Digital UNIX 4", False),
            ("Modicona", False),
        ):
            with self.subTest(name=name):
                self.assertEqual(expected, bool(sample.MAKES.search(name)))


class MeetableTest(unittest.TestCase):
    LINES = (
        '{"name":"A","ordinal":0,"line":7,"unmeetable":[]}\n'
        '{"name":"B","ordinal":0,"line":13,"unmeetable":["T1.T: too high","U1.IPL: too long"]}\n'
    )

    def test_parts_what_cannot_be_met_and_keeps_the_reasons(self) -> None:
        a, b = database.Reference("A", 1, 7, ""), database.Reference("B", 1, 13, "")
        parted = meetable.sort([b, a], meetable.parse(self.LINES))
        self.assertEqual((a,), parted.meetable)
        self.assertEqual(((b, "T1.T: too high; U1.IPL: too long"),), parted.apart)


class WilsonTest(unittest.TestCase):
    def test_against_published_values(self) -> None:
        # Newcombe 1998, table I: 81/263 and 0/20, 29/29
        for hits, of, low, high in ((81, 263, 0.2553, 0.3662), (0, 20, 0.0, 0.1611), (29, 29, 0.8830, 1.0)):
            found = sample.wilson(hits, of)
            self.assertAlmostEqual(low, found[0], places=4)
            self.assertAlmostEqual(high, found[1], places=4)
        self.assertEqual((0.0, 1.0), sample.wilson(0, 0))


XML = """<nmaprun><host><address addr="10.0.0.1" addrtype="ipv4"/><address addr="00:30:DE:00:00:01" addrtype="mac"/>
<os><osmatch name="A" accuracy="100"/><osmatch name="B" accuracy="100"/><osmatch name="C" accuracy="97"/></os></host>
<host><address addr="10.0.0.2" addrtype="ipv4"/>
<os><osmatch name="C" accuracy="97"/><osfingerprint fingerprint="OS:T1(R=Y)&#xa;"/></os></host>
<host><address addr="10.0.0.3" addrtype="ipv4"/></host></nmaprun>"""
LOG = """Initiating OS detection (try #1) against 3 hosts
Retrying OS detection (try #2) against 2 hosts
Retrying OS detection (try #3) against 10.0.0.2
"""


class ScanTest(unittest.TestCase):
    def test_reads_what_nmap_says(self) -> None:
        found = parse_scan(XML, LOG)
        self.assertEqual({"A", "B"}, found["10.0.0.1"].perfect)
        self.assertEqual(frozenset(), found["10.0.0.2"].perfect)
        self.assertEqual("C (97 %)", found["10.0.0.2"].best)
        self.assertEqual({"R": "Y"}, parse(found["10.0.0.2"].fingerprint)["T1"])
        self.assertEqual((1, 3), (found["10.0.0.1"].tries, found["10.0.0.2"].tries))
        self.assertEqual("", found["10.0.0.3"].best)

    def test_an_nmap_that_fails_or_forgets_a_host_is_an_error(self) -> None:
        class Done:
            returncode, stdout, stderr = 1, "", "no such device"

        with self.assertRaises(ScanError):
            Scanner(lambda *_, **__: Done(), 1, 2).together(["10.0.0.1"])

        def forgetful(*command: str, **_: object) -> Done:
            Path(command[command.index("-oX") + 1]).write_text("<nmaprun/>", encoding="ascii")
            done = Done()
            done.returncode = 0
            return done

        with self.assertRaises(ScanError):
            Scanner(forgetful, 1, 2).together(["10.0.0.1"])


if __name__ == "__main__":
    unittest.main()
