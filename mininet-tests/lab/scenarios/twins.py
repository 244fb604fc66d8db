"""Clones of three real servers: nothing tells them from their originals, and each of ten planted differences does."""

import json
import time
from pathlib import Path

from lab import pcap
from lab.bench import Bench
from lab.report import Outcome
from lab.twins import alike, listing
from lab.twins.originals import MODBUS, ORIGINALS, Original, server
from lab.twins.planted import PLANTED, Planted
from lab.twins.work import Job, Work
from lab.twins.yard import Yard, address, must

CLONE = 10  # a clone's cable has its original's number and this
PLANT = 30  # the cable on which the planted ones are
TALK = 10.0  # seconds for which an ordinary client talks while a capture runs
PATIENCE = 900.0
AT_A_TIME = 2  # comparisons beside each other where a stack is asked: Linux limits its ICMP errors by asker
FC16_RUNS = 3
ALL_BUT_TIMES = "ports,stack,link,services,scripts,conversations"


def run(bench: Bench, outcome: Outcome, options) -> None:
    directory = bench.directory / "twins"
    directory.mkdir(exist_ok=True)
    yard = Yard(bench.registry)
    try:
        _Twins(Work(bench.registry, yard, directory), yard, directory, outcome, options.long).run()
    finally:
        yard.end()


class _Twins:
    """The scenario, step by step. In the short run nmap tries fewer of its probes, and asks fewer rounds."""

    def __init__(self, work: Work, yard: Yard, directory: Path, outcome: Outcome, long: bool):
        self._work = work
        self._yard = yard
        self._directory = directory
        self._outcome = outcome
        self._rounds = 5 if long else 3
        self._samples = 200 if long else 40
        self._intensity = 7 if long else 1
        self._idle = 30 if long else 4

    def run(self) -> None:
        for original in ORIGINALS:
            place = self._yard.place(original.number, original.mac)
            self._work.start(f"{original.name}-server", server(original, self._directory), place)
        self._timed("learning", self._learn)
        for original in ORIGINALS:
            place = self._yard.place(CLONE + original.number, own_stack=False)
            personas = {address(CLONE + original.number): self._persona(original)}
            self._work.decoy(f"{original.name}-clone", place, personas)
        self._timed("comparing", self._compare)
        self._timed("the original experiment", self._experiment)
        printed = {
            (o, number): self._print(o, number) for o in ORIGINALS for number in (o.number, CLONE + o.number)
        }
        self._timed("finding what was planted", self._planted)
        self._timed("the rest of what nmap prints", lambda: self._judge_printed(printed))

    def _timed(self, what: str, step) -> None:
        begin = time.monotonic()
        step()
        self._outcome.figure(f"seconds for {what}", round(time.monotonic() - begin, 1))

    def _file(self, original: Original, ending: str) -> Path:
        return self._directory / f"{original.name}{ending}"

    def _persona(self, original: Original) -> Path:
        return self._file(original, ".yaml")

    def _learn(self) -> None:
        """As the how-to says: three scans, a capture of them and of an ordinary client; then ``clone``."""
        self._await_servers()
        captures = [
            self._work.capture(f"{o.name}-talk", o.number, self._file(o, "-talk.pcap")) for o in ORIGINALS
        ]
        talks = [self._work.client(f"{o.name}-client", o.name, o.number, TALK) for o in ORIGINALS]
        for job in talks:
            job.must_succeed(TALK + 30)
        for job in captures:
            self._work.end_capture(job)
        captures = [
            self._work.capture(f"{o.name}-scan", o.number, self._file(o, "-scan.pcap")) for o in ORIGINALS
        ]
        scans = [self._work.start(f"{o.name}-scans", ["sh", "-c", self._scans(o)]) for o in ORIGINALS]
        for job in scans:
            job.must_succeed(PATIENCE)
        for job in captures:
            self._work.end_capture(job)
        for original in ORIGINALS:
            files = [("--nmap", self._file(original, f"-{n}.xml")) for n in (1, 2, 3)]
            files += [("--pcap", self._file(original, f"-{kind}.pcap")) for kind in ("talk", "scan")]
            words = [word for option, file in files for word in (option, str(file))]
            self._work.program(
                f"{original.name}-learned",
                *("clone", "--address", address(original.number), "--out", str(self._persona(original))),
                *words,
            ).must_succeed(120)

    def _scans(self, original: Original) -> str:
        every = f"nmap -n -Pn -sS -O -vv -d -p {original.ports} {address(original.number)}"
        first = f"{every} -sV --version-intensity {self._intensity} -sC"
        return " && ".join(
            f"{first if number == 1 else every} -oX {self._file(original, f'-{number}.xml')}"
            for number in (1, 2, 3)
        )

    def _await_servers(self, patience: float = 20.0) -> None:
        deadline = time.monotonic() + patience
        for original in ORIGINALS:
            probe = ["nmap", "-n", "-Pn", "-p", str(original.port), address(original.number)]
            while "open" not in must(*self._yard.asker.inside(*probe)):
                if time.monotonic() > deadline:
                    raise TimeoutError(f"{original.name} does not serve")
                time.sleep(0.2)

    def _compare(self) -> None:
        """The program finds nothing. Times are asked with nobody beside, for they would be those of a busy machine."""
        side_by_side = {
            o: self._ask(o, f"{o.name}-compared", address(CLONE + o.number), only=ALL_BUT_TIMES)
            for o in ORIGINALS
        }
        codes = {o: [job.wait(PATIENCE)] for o, job in side_by_side.items()}
        for original, job in side_by_side.items():
            timed = self._ask(
                original, f"{original.name}-timed", address(CLONE + original.number), only="times"
            )
            codes[original].append(timed.wait(PATIENCE))
            findings = _report(job)["findings"] + _report(timed)["findings"]
            differences = [_told(finding) for finding in findings if finding["outcome"] == "different"]
            self._outcome.equal(f"{original.name}: exit codes of compare", codes[original], [0, 0])
            self._outcome.equal(f"{original.name}: differences from its clone", differences, [])
            same = sum(len(finding["subjects"]) for finding in findings if finding["outcome"] == "same")
            self._outcome.at_least(f"{original.name}: fields that were compared", same, 80)

    def _ask(self, original: Original, name: str, clone: str, **options: str) -> Job:
        """Starts a comparison; ``options`` narrow it."""
        # fmt: off
        words = {
            "rounds": str(self._rounds), "samples": str(self._samples), "idle": str(self._idle),
            "version-intensity": str(self._intensity), "ports": str(original.port), "format": "json",
            "replay": str(self._file(original, "-talk.pcap")),
        } | {key.replace("_", "-"): value for key, value in options.items()}
        # fmt: on
        return self._work.program(
            name,
            *("compare", address(original.number), clone, "--replay-writes"),
            *(word for key, value in words.items() for word in (f"--{key}", value)),
        )

    def _judge_printed(self, printed: dict[tuple[Original, int], Job]) -> None:
        """nmap, which knows nothing of the program, prints the same of both."""
        for original in ORIGINALS:
            texts = [
                listing.comparable(printed[original, number].must_succeed(PATIENCE).output, address(number))
                for number in (original.number, CLONE + original.number)
            ]
            self._outcome.equal(
                f"{original.name}: lines that nmap -sV -sC prints otherwise of its clone",
                listing.differences(*texts),
                [],
            )

    def _print(self, original: Original, number: int) -> Job:
        # fmt: off
        return self._work.start(
            f"{original.name}-printed-{number}",
            ["nmap", "-n", "-Pn", "-sV", "--version-intensity", str(self._intensity), "-sC",
             "-p", original.ports, address(number)])
        # fmt: on

    def _experiment(self) -> None:
        """Write multiple registers, function 16, address 12288, six words, unit 58: captures of both answers."""
        original = next(o for o in ORIGINALS if o.name == MODBUS)
        found = []
        for number in (original.number, CLONE + original.number):
            file = self._directory / f"experiment-{number}.pcap"
            capture = self._work.capture(f"experiment-{number}", number, file)
            for n in range(FC16_RUNS):
                self._work.client(f"experiment-{number}-{n}", "modbus-write", number, 0).must_succeed(20)
            self._work.end_capture(capture)
            frames = [captured.frame for captured in pcap.read(file)]
            found.append(alike.answers(frames, address(number), original.port))
        self._outcome.equal("experiment: answers captured", [len(each) for each in found], [FC16_RUNS] * 2)
        pairs = list(zip(*found, strict=False))
        self._outcome.equal(
            "experiment: bytes that differ and must not",
            [difference for pair in pairs for difference in alike.differences(*pair)],
            [],
        )
        if pairs:
            self._outcome.figure("experiment: bytes compared", len(pairs[0][0]))

    def _planted(self) -> None:
        """Ten clones with one difference each: the program names it, and nothing else."""
        place = self._yard.place(PLANT, own_stack=False)
        where = {planted: address(PLANT)[:-2] + str(100 + n) for n, planted in enumerate(PLANTED)}
        personas = {}
        for n, (planted, ip) in enumerate(where.items()):
            text = self._directory.joinpath(f"{planted.of}.yaml").read_text(encoding="utf-8")
            personas[ip] = self._directory / f"planted-{n}.yaml"
            personas[ip].write_text(planted.plant(text), encoding="utf-8")
        self._work.decoy("planted", place, personas)
        todo = list(where.items())
        while todo:
            now, todo = todo[:AT_A_TIME], todo[AT_A_TIME:]
            jobs = [(planted, self._ask_planted(planted, ip)) for planted, ip in now]
            for planted, job in jobs:
                self._judge(planted, job)

    def _ask_planted(self, planted: Planted, ip: str) -> Job:
        original = next(o for o in ORIGINALS if o.name == planted.of)
        name = "planted-" + planted.name.replace(" ", "-")
        rounds = str(self._rounds if self._rounds > 3 else 2)
        return self._ask(original, name, ip, only=planted.only, rounds=rounds, idle="1", samples="20")

    def _judge(self, planted: Planted, job: Job) -> None:
        code = job.wait(PATIENCE)
        found = _report(job)["findings"]
        named = {finding["aspect"] for finding in found if finding["outcome"] == "different"}
        hits = {aspect for aspect in named if aspect.startswith(planted.aspect)}
        self._outcome.equal(f"planted {planted.name}: exit code of compare", code, 1)
        self._outcome.at_least(f"planted {planted.name}: findings that name it", len(hits), 1)
        self._outcome.equal(
            f"planted {planted.name}: what else is said to differ", sorted(named - hits - planted.also), []
        )
        self._outcome.figure(
            f"planted {planted.name}: is told as",
            "; ".join(_told(f) for f in found if f["outcome"] == "different" and f["aspect"] in hits)[:400],
        )


def _report(job: Job) -> dict:
    """What compare wrote; its own words where it wrote nothing."""
    try:
        return json.loads(job.output)
    except json.JSONDecodeError:
        raise RuntimeError(f"{job.name} wrote no report: {job.errors[-1500:]}") from None


def _told(finding: dict) -> str:
    subjects = "; ".join(finding["subjects"])
    note = f" ({finding['note']})" if finding["note"] else ""
    return f"{finding['aspect']}, {subjects}: original {finding['original']}, clone {finding['clone']}{note}"
