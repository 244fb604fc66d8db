"""The running lab: plant, program and pollers, as scenarios find them."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lab.cable import ManagementCable
from lab.capture import Capture
from lab.layout import Layout, Machine
from lab.machines import Machines
from lab.plant import Plant
from lab.pollers import Pollers
from lab.processes import Registry
from lab.program import Program, ProgramError
from lab.workplace import Workplace

REMOTE_SWITCH = "s2"  # the one whose management cable can be pulled
SETTLE = 1.5  # seconds in which clients that were cut off find their way back


class Laboratory:
    """Everything is started by ``open`` and gone after it, however it ends."""

    def __init__(self, layout: Layout, registry: Registry, directory: Path, pace: float):
        self.layout = layout
        self.registry = registry
        self.directory = directory
        self.signature = secrets.token_hex(8)
        openflow = int(layout.site["controller"]["openflow"].rsplit(":", 1)[1])
        self.cable = ManagementCable(registry, openflow)
        management = {name: openflow for name in layout.dpids} | {REMOTE_SWITCH: self.cable.port}
        self.plant = Plant(layout, registry, management)
        self.program = Program(registry, directory, layout.site)
        self.pollers = Pollers(self.plant, registry, directory, self.signature, pace)

    @classmethod
    @contextmanager
    def open(cls, workplace: Workplace, pace: float = 1.0) -> Iterator["Laboratory"]:
        """``pace`` stretches the intervals of the pollers."""
        registry = Registry(workplace.record)
        lab = cls(Layout.load(), registry, workplace.directory, pace)
        try:
            lab.cable.plug_in()
            lab.plant.start()
            Machines(lab.plant, lab.directory, lab.signature).start()
            lab.program.install()
            lab.program.start()
            with lab.pollers:
                yield lab
        finally:
            lab.program.stop()
            registry.stop_all()
            lab.plant.stop()

    @property
    def rest(self):
        return self.program.rest

    def tail(self) -> str:
        """The end of the program's log."""
        return self.program.tail()

    @property
    def bridges(self) -> list[str]:
        return [self.plant.bridge(switch) for switch in self.layout.dpids]

    def settle(self, state: str | None = None) -> None:
        """The state in which a scenario begins: program well, plant state set, no ARP entry left over."""
        try:
            self.program.await_healthy(10)
        except ProgramError:
            self.program.stop()
            self.program.start()
        wanted = state or self.layout.initial_state
        if self.rest.plant_state() != wanted:
            self.rest.set_plant_state(wanted)
        for machine in self.layout.machines:
            self.plant.run(machine, "ip", "neigh", "flush", "all")
        time.sleep(SETTLE)

    @contextmanager
    def capture(self, scenario: str) -> Iterator[Capture]:
        directory = self.directory / scenario
        directory.mkdir(exist_ok=True)
        with Capture(self.plant, self.registry, directory) as capture:
            yield capture

    def incident_touches(self, machine: Machine) -> int:
        """Touches of the incident whose source is the port that this machine is plugged in at; 0: none."""
        port = str(machine.socket)
        return sum(incident["touches"] for incident in self.rest.incidents() if incident.get("port") == port)

    def neighbour(self, machine: str, ip: str) -> str | None:
        """The MAC that a machine's own ARP table has for an address."""
        words = self.plant.run(machine, "ip", "neigh", "show", ip).stdout.split()
        return words[words.index("lladdr") + 1] if "lladdr" in words else None
