"""The program's REST interface, as the lab uses it."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import NamedTuple

SAMPLE = re.compile(r"^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})?\s+(\S+)")
LABEL = re.compile(r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"')


class RestError(Exception):
    """The program did not answer, or not with success."""


class Sample(NamedTuple):
    """One line of Prometheus's text format."""

    name: str
    labels: dict[str, str]
    value: float


class Rest:
    """Loopback HTTP; ``base`` is ``http://127.0.0.1:8080``."""

    def __init__(self, base: str):
        self.base = base

    def get(self, path: str, timeout: float = 5.0) -> dict:
        return self._ask("GET", path, None, timeout)

    def plant_state(self) -> str:
        return self.get("/plant-state")["state"]

    def tagged_out(self) -> list[str]:
        return [entry["device"] for entry in self.get("/zones")["tagged_out"]]

    def switches(self) -> list[dict]:
        return self.get("/switches")["switches"]

    def incidents(self) -> list[dict]:
        return self.get("/incidents?limit=1000")["incidents"]

    def set_plant_state(self, state: str, dry_run: bool = False, timeout: float = 30.0) -> dict:
        """Changes the plant state; the answer says what each switch confirmed."""
        query = "?dry_run=true" if dry_run else ""
        body = {"state": state, "reason": "lab scenario", "by": "lab"}
        return self._ask("PUT", "/plant-state" + query, body, timeout)

    def metrics(self) -> list[Sample]:
        with self._open("GET", "/metrics", None, 5.0) as answer:
            return list(parse_metrics(answer.read().decode()))

    def total(self, name: str) -> float:
        """Sum of a metric over all its labels; 0 when it has not been counted yet."""
        return sum(sample.value for sample in self.metrics() if sample.name == name)

    def _ask(self, method: str, path: str, body: dict | None, timeout: float) -> dict:
        with self._open(method, path, body, timeout) as answer:
            try:
                return json.loads(answer.read())
            except ValueError as not_json:
                raise RestError(f"{method} {path}: the answer is no JSON") from not_json

    def _open(self, method: str, path: str, body: dict | None, timeout: float):
        request = urllib.request.Request(
            f"{self.base}/api/v1{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        try:
            return urllib.request.urlopen(request, timeout=timeout)
        except urllib.error.HTTPError as refused:
            text = refused.read().decode(errors="replace")
            raise RestError(f"{method} {path}: {refused.code} {text}") from refused
        except OSError as unreachable:
            raise RestError(f"{method} {path}: {unreachable}") from unreachable


def parse_metrics(text: str) -> Iterator[Sample]:
    for line in text.splitlines():
        if sample := SAMPLE.match(line):
            name, labels, value = sample.groups()
            yield Sample(name, dict(LABEL.findall(labels or "")), float(value))
