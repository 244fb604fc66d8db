"""One machine that asks, and others at the far ends of cables of their own: nothing but namespaces and veth."""

import os
import subprocess
import time
from pathlib import Path

from lab.processes import Registry

OFFLOADS = ("tx", "off", "rx", "off", "tso", "off", "gso", "off", "gro", "off")
PATIENCE = 5.0


class YardError(Exception):
    """A namespace or a cable could not be made."""


class Place:
    """A namespace; it lives as long as the process that holds it, and its cables with it."""

    def __init__(self, registry: Registry):
        self.holder = registry.start(["unshare", "--net", "sleep", "infinity"])
        own = os.readlink("/proc/self/ns/net")
        link = Path(f"/proc/{self.holder.pid}/ns/net")
        deadline = time.monotonic() + PATIENCE
        while os.readlink(link) == own:
            if self.holder.poll() is not None or time.monotonic() > deadline:
                raise YardError("this machine does not let me make a network namespace")
            time.sleep(0.01)
        must(*self.inside("sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1"))
        must(*self.inside("ip", "link", "set", "lo", "up"))

    def inside(self, *command: str) -> list[str]:
        """The command, to be run there."""
        return ["nsenter", f"--net=/proc/{self.holder.pid}/ns/net", "--", *command]


class Yard:
    """The asker, and a cable to each machine: the asker is 10.78.N.1 there, the machine 10.78.N.10."""

    def __init__(self, registry: Registry):
        self._registry = registry
        self._places: list[Place] = []
        self.asker = Place(registry)
        # an answer bears the asker's clock otherwise, and no two are alike
        must(*self.asker.inside("sysctl", "-qw", "net.ipv4.tcp_timestamps=0"))

    def place(self, number: int, mac: str = "", own_stack: bool = True) -> Place:
        """A machine on cable ``number``; without a stack of its own its interface has no address."""
        place = Place(self._registry)
        self._places.append(place)
        near, far = asker_interface(number), "eth0"
        # fmt: off
        must("ip", "link", "add", far, "netns", str(place.holder.pid), "type", "veth",
             "peer", "name", near, "netns", str(self.asker.holder.pid))
        # fmt: on
        if mac:
            must(*place.inside("ip", "link", "set", far, "address", mac))
        for where, interface in ((place, far), (self.asker, near)):
            must(*where.inside("ethtool", "-K", interface, *OFFLOADS))
            must(*where.inside("ip", "link", "set", interface, "up"))
        must(*self.asker.inside("ip", "addr", "add", f"10.78.{number}.1/24", "dev", near))
        if own_stack:
            must(*place.inside("ip", "addr", "add", f"{address(number)}/24", "dev", far))
        return place

    def end(self) -> None:
        for place in [*self._places, self.asker]:
            self._registry.stop(place.holder)


def address(number: int) -> str:
    return f"10.78.{number}.10"


def asker_interface(number: int) -> str:
    return f"uts-ask{number}"


def must(*command: str) -> str:
    """Runs a command that has to succeed; what it printed."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise YardError(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout
