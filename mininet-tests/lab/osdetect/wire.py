"""Two machines on one cable, and nothing else: a decoy plane at one end, a scanner at the other."""

import os
import subprocess
import time
from pathlib import Path

from lab.processes import Registry

OFFLOADS = ("tx", "off", "rx", "off", "tso", "off", "gso", "off", "gro", "off")
PATIENCE = 5.0


class WireError(Exception):
    """The namespaces or the cable could not be made."""


class Wire:
    """Each end is a namespace that lives as long as the process that holds it; with them goes the cable."""

    def __init__(self, registry: Registry, scanner_address: str):
        """``scanner_address`` with its prefix length: ``10.66.0.1/16``. The decoy's end has none."""
        self._registry = registry
        self._address = scanner_address
        self._holders: list[subprocess.Popen] = []
        self.decoy_interface = "uts-dec0"
        self.scanner_interface = "uts-scan0"

    def __enter__(self) -> "Wire":
        try:
            self._holders = [self._namespace(), self._namespace()]
            decoy, scanner = (str(holder.pid) for holder in self._holders)
            # fmt: off
            _must("ip", "link", "add", self.decoy_interface, "netns", decoy, "type", "veth",
                  "peer", "name", self.scanner_interface, "netns", scanner)
            # fmt: on
            for run, interface in (
                (self.decoy, self.decoy_interface),
                (self.scanner, self.scanner_interface),
            ):
                _must(*run("sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1"))
                _must(*run("ethtool", "-K", interface, *OFFLOADS))
                _must(*run("ip", "link", "set", interface, "up"))
            _must(*self.scanner("ip", "addr", "add", self._address, "dev", self.scanner_interface))
            return self
        except BaseException:
            self._end()
            raise

    def __exit__(self, *_: object) -> None:
        self._end()

    def decoy(self, *command: str) -> list[str]:
        """The command, to be run at the decoy's end."""
        return self._at(0, command)

    def scanner(self, *command: str) -> list[str]:
        """The command, to be run at the scanner's end."""
        return self._at(1, command)

    def scan(self, *command: str, timeout: float) -> subprocess.CompletedProcess:
        """Runs a command at the scanner's end, and waits for it; it ends with us, however we end."""
        arguments = self.scanner(*command)
        process = self._registry.start(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            out, err = process.communicate(timeout=timeout)
            return subprocess.CompletedProcess(arguments, process.returncode, out, err)
        finally:
            self._registry.stop(process)

    def _at(self, end: int, command: tuple[str, ...]) -> list[str]:
        return ["nsenter", f"--net=/proc/{self._holders[end].pid}/ns/net", "--", *command]

    def _namespace(self) -> subprocess.Popen:
        holder = self._registry.start(["unshare", "--net", "sleep", "infinity"])
        own = os.readlink("/proc/self/ns/net")
        link = Path(f"/proc/{holder.pid}/ns/net")
        deadline = time.monotonic() + PATIENCE
        while os.readlink(link) == own:
            if holder.poll() is not None or time.monotonic() > deadline:
                raise WireError("this machine does not let me make a network namespace")
            time.sleep(0.01)
        return holder

    def _end(self) -> None:
        for holder in self._holders:
            self._registry.stop(holder)
        self._holders = []


def _must(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise WireError(f"{' '.join(command)}: {done.stderr.strip()}")
