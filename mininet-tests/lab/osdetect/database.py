"""nmap's own fingerprints, read from the nmap that is installed."""

from dataclasses import dataclass
from pathlib import Path

from lab.osdetect.fingerprint import Tests, parse

INSTALLED = Path("/usr/share/nmap/nmap-os-db")


@dataclass(frozen=True)
class Reference:
    """One fingerprint. Several may have the same name: ``ordinal`` counts them from 1, ``line`` is where it begins."""

    name: str
    ordinal: int
    line: int
    text: str

    @property
    def tests(self) -> Tests:
        return parse(self.text)

    def __str__(self) -> str:
        return self.name if self.ordinal == 1 else f"{self.name} (its {self.ordinal}.)"


@dataclass(frozen=True)
class Database:
    """``points`` are the weights of all attributes."""

    points: Tests
    references: tuple[Reference, ...]

    def named(self, name: str) -> list[Reference]:
        return [reference for reference in self.references if reference.name == name]


def read(path: Path = INSTALLED) -> Database:
    points: Tests = {}
    references: list[Reference] = []
    seen: dict[str, int] = {}
    head: tuple[str, int] | None = None
    body: list[str] = []

    def finish() -> None:
        nonlocal points, head
        text = "\n".join(body)
        if head == ("", 0):
            points = parse(text)
        elif head:
            name, line = head
            seen[name] = seen.get(name, 0) + 1
            references.append(Reference(name, seen[name], line, text))
        head = None
        body.clear()

    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\n")
            if line.startswith("Fingerprint "):
                finish()
                head = (line.removeprefix("Fingerprint ").strip(), number)
            elif line.startswith("MatchPoints"):
                finish()
                head = ("", 0)
            elif head and "(" in line and line.split("(")[0].isalnum() and line.split("(")[0].isupper():
                body.append(line.strip())
    finish()
    if not points or not references:
        raise ValueError(f"{path} has no fingerprints")
    return Database(points, tuple(references))
