"""The rules that Open vSwitch holds, as ``ovs-ofctl dump-flows`` prints them."""

import os
import re
import select
import subprocess
import time
from dataclasses import dataclass

from lab.processes import Registry

RULE = re.compile(
    r"^\s*cookie=(?P<cookie>0x[0-9a-f]+), duration=(?P<duration>[0-9.]+)s, table=(?P<table>\d+), "
    r"n_packets=(?P<packets>\d+), n_bytes=\d+, (?P<rest>.*?) ?actions=(?P<actions>.*)$"
)
AGING = re.compile(r"(?:idle_age|hard_age)=\d+, ?")


@dataclass(frozen=True)
class Rule:
    """One rule; ``key`` is what makes it the same rule: switch, table, priority and match."""

    bridge: str
    table: int
    match: str
    actions: str
    cookie: str
    duration: float
    packets: int

    @property
    def key(self) -> tuple[str, int, str]:
        return self.bridge, self.table, self.match


@dataclass(frozen=True)
class Difference:
    """What became of the rules between two looks at them; ``renewed``: same rule, but put in again."""

    added: int
    removed: int
    changed: int
    renewed: int

    @property
    def mods(self) -> int:
        """Flow-mods that were needed for it."""
        return self.added + self.removed + self.changed


def dump(*bridges: str) -> list[Rule]:
    return [rule for bridge in bridges for rule in parse(bridge, _ofctl("dump-flows", bridge))]


def parse(bridge: str, text: str) -> list[Rule]:
    rules = []
    for line in text.splitlines():
        if found := RULE.match(line):
            rules.append(
                Rule(
                    bridge=bridge,
                    table=int(found["table"]),
                    match=AGING.sub("", found["rest"]).strip().strip(","),
                    actions=found["actions"],
                    cookie=found["cookie"],
                    duration=float(found["duration"]),
                    packets=int(found["packets"]),
                )
            )
    return rules


def difference(before: list[Rule], after: list[Rule]) -> Difference:
    old, new = ({rule.key: rule for rule in rules} for rules in (before, after))
    both = old.keys() & new.keys()
    return Difference(
        added=len(new.keys() - old.keys()),
        removed=len(old.keys() - new.keys()),
        changed=sum(old[key].actions != new[key].actions for key in both),
        renewed=sum(
            new[key].duration < old[key].duration or new[key].packets < old[key].packets for key in both
        ),
    )


class Watch:
    """Tells when a switch's rules change, by Open vSwitch's flow monitor."""

    def __init__(self, registry: Registry, bridge: str):
        self._registry = registry
        # fmt: off
        self._monitor = registry.start(
            ["stdbuf", "-oL", "ovs-ofctl", "-O", "OpenFlow13", "monitor", bridge, "watch:!initial"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        # fmt: on
        self._read(b"FLOW_MONITOR", 5.0)

    def change(self, patience: float) -> bool:
        """Waits for the first change since the watch began; False when there is none in time."""
        return self._read(b"event=", patience)

    def stop(self) -> None:
        self._registry.stop(self._monitor)
        self._monitor.stdout.close()

    def _read(self, word: bytes, patience: float) -> bool:
        deadline, seen = time.monotonic() + patience, b""
        while word not in seen:
            left = max(0.0, deadline - time.monotonic())
            ready, _, _ = select.select([self._monitor.stdout], [], [], left)
            data = os.read(self._monitor.stdout.fileno(), 65536) if ready else b""
            if not data:
                return False
            seen += data
        return True


def add(bridge: str, rule: str) -> None:
    """Puts in a rule that is none of the controller's."""
    _ofctl("add-flow", bridge, rule)


def remove(bridge: str, rule: str) -> None:
    _ofctl("--strict", "del-flows", bridge, rule)


def _ofctl(*arguments: str) -> str:
    command = ["ovs-ofctl", "-O", "OpenFlow13", *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout
