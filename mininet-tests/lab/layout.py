"""What the lab has to build, read from its site file: the one place that says who stands where."""

from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
SITE_FILE = HERE / "site.yaml"
DECOY_INTERFACE = "decoy0"


@dataclass(frozen=True)
class Socket:
    """A switch port: ``s1:20`` in the site file."""

    switch: str
    port: int

    @classmethod
    def parse(cls, text: str) -> "Socket":
        switch, port = text.split(":")
        return cls(switch, int(port))

    def __str__(self) -> str:
        return f"{self.switch}:{self.port}"


@dataclass(frozen=True)
class Machine:
    """What is plugged in at a socket: a device of the site file, or the unknown laptop."""

    name: str
    ip: str
    mac: str
    socket: Socket


# The laptop that somebody plugs in; its address is one that the site file keeps free of clones.
ROGUE = Machine("rogue", "10.20.1.210", "02:15:af:3b:77:10", Socket("s2", 9))


@dataclass(frozen=True)
class Conversation:
    """One device may open this to another: ``kind`` is tcp or ping, ``port`` 0 for ping."""

    source: str
    target: str
    kind: str
    port: int


WELL_KNOWN = {
    "modbus": ("tcp", 502),
    "http": ("tcp", 80),
    "ssh": ("tcp", 22),
    "ping": ("ping", 0),
}


class Layout:
    """The plant as the site file draws it, with the rogue laptop added."""

    def __init__(self, site: dict):
        self.site = site
        self.dpids: dict[str, str] = {name: s["dpid"] for name, s in site["switches"].items()}
        self.decoy_socket = next(
            Socket(name, s["decoy_port"]) for name, s in site["switches"].items() if "decoy_port" in s
        )
        self.trunks = [(Socket.parse(a), Socket.parse(b)) for a, b in site["links"]]
        self.devices: dict[str, Machine] = {
            name: Machine(name, d["ip"], d["mac"], Socket.parse(d["port"]))
            for name, d in site["devices"].items()
        }
        self.machines = {**self.devices, ROGUE.name: ROGUE}
        self.subnet: str = site["networks"]["control"]["subnet"]

    @classmethod
    def load(cls, path: Path = SITE_FILE) -> "Layout":
        return cls(yaml.safe_load(path.read_text(encoding="utf-8")))

    @property
    def states(self) -> list[str]:
        return list(self.site["plant_states"])

    @property
    def initial_state(self) -> str:
        return next(n for n, s in self.site["plant_states"].items() if s.get("initial"))

    def permitted(self, state: str) -> set[Conversation]:
        """All that a plant state lets devices open, worked out here and not by the program under test."""
        own = {name: ("tcp", s["tcp"]) for name, s in self.site.get("services", {}).items()}
        services = {**WELL_KNOWN, **own}
        return {
            Conversation(conduit["from"], target, *services[service])
            for name in self.site["plant_states"][state]["conduits"]
            for conduit in [self.site["conduits"][name]]
            for target in _as_list(conduit["to"])
            for service in _as_list(conduit["service"])
        }

    def tagged_out(self, state: str) -> set[str]:
        """Devices that no conversation of the state concerns."""
        concerned = {name for c in self.permitted(state) for name in (c.source, c.target)}
        return set(self.devices) - concerned

    def peers(self, state: str, device: str) -> set[str]:
        """Devices that may exchange frames with this one."""
        there = self.permitted(state)
        return {c.source for c in there if c.target == device} | {
            c.target for c in there if c.source == device
        }


def _as_list(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]
