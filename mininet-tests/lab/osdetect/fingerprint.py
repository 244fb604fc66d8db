"""Fingerprints as nmap writes them, and how far an observed one matches a reference.

The rules are those of nmap 7.93 ("Nmap OS Detection: Matching Algorithms" in its book): each attribute that both sides
have adds its points to what is possible, and to what is reached where the reference's expression holds.
"""

import re
from dataclasses import dataclass

Tests = dict[str, dict[str, str]]

_TEST = re.compile(r"([A-Z0-9]+)\(([^()]*)\)")
_HEX = re.compile(r"[0-9A-Fa-f]+")


class FingerprintError(Exception):
    """A text that is no fingerprint."""


@dataclass(frozen=True)
class Difference:
    """An attribute that costs points."""

    test: str
    attribute: str
    observed: str
    expected: str
    points: int

    def __str__(self) -> str:
        return f"{self.test}.{self.attribute} is {self.observed or 'empty'}, not {self.expected or 'empty'} (−{self.points})"


@dataclass(frozen=True)
class Score:
    """``reached`` of ``possible`` points; perfect is what nmap calls an exact match."""

    reached: int
    possible: int
    differences: tuple[Difference, ...]

    @property
    def accuracy(self) -> float:
        return self.reached / self.possible if self.possible else 0.0

    @property
    def perfect(self) -> bool:
        return self.possible > 0 and self.reached == self.possible


def parse(text: str) -> Tests:
    """Tests with their attributes; the text may be wrapped in lines that begin with ``OS:``."""
    lines = [line.strip() for line in text.splitlines()]
    joined = "".join(line.removeprefix("OS:") if line.startswith("OS:") else line for line in lines)
    tests: Tests = {}
    end = 0
    for match in _TEST.finditer(joined):
        if match.start() != end:
            break
        end = match.end()
        tests[match[1]] = _attributes(match[2])
    if not tests or end != len(joined):
        raise FingerprintError(f"cannot be read from {joined[end:end + 30]!r} on")
    return tests


def holds(expression: str, value: str) -> bool:
    """Whether an expression of the reference (``3B-47``, ``8|A``, ``>10``, an empty one) holds for a value."""
    number = int(value, 16) if _HEX.fullmatch(value) else None
    return any(_alternative_holds(part, value, number) for part in expression.split("|"))


def score(reference: Tests, observed: Tests, points: Tests) -> Score:
    """Compares; ``points`` are nmap's MatchPoints. Tests and attributes that one side lacks count on neither."""
    reached = possible = 0
    differences = []
    for test, worth in points.items():
        for attribute, weight in worth.items():
            expected = reference.get(test, {}).get(attribute)
            found = observed.get(test, {}).get(attribute)
            if expected is None or found is None:
                continue
            possible += int(weight)
            if holds(expected, found):
                reached += int(weight)
            else:
                differences.append(Difference(test, attribute, found, expected, int(weight)))
    return Score(reached, possible, tuple(differences))


def _attributes(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split("%") if part)
    return {name: value for name, _, value in pairs}


def _alternative_holds(part: str, value: str, number: int | None) -> bool:
    if number is not None and part[:1] in ("<", ">") and _HEX.fullmatch(part[1:]):
        bound = int(part[1:], 16)
        return number < bound if part[0] == "<" else number > bound
    low, dash, high = part.partition("-")
    if number is not None and dash and _HEX.fullmatch(low) and _HEX.fullmatch(high):
        return int(low, 16) <= number <= int(high, 16)
    return part == value
