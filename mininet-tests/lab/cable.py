"""The cable between a switch and its controller, which somebody may pull."""

import socket
import subprocess
import sys
import time

from lab.layout import HERE
from lab.processes import Registry

RELAY = HERE / "servers" / "relay.py"


class CableError(Exception):
    """The relay that stands for the cable did not start."""


class ManagementCable:
    """A relay on 127.0.0.1: Open vSwitch flushes a switch's rules when its controller is set anew, so the
    connection is cut outside of it."""

    def __init__(self, registry: Registry, controller_port: int):
        self._registry = registry
        self._controller_port = controller_port
        self._relay: subprocess.Popen | None = None
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]

    def plug_in(self) -> None:
        relay = [sys.executable, str(RELAY), str(self.port), str(self._controller_port)]
        self._relay = self._registry.start(relay, stdout=subprocess.PIPE)
        if not self._relay.stdout.readline():
            raise CableError(f"no relay listens on port {self.port}")

    def pull(self) -> None:
        self._registry.stop(self._relay)
        self._relay.stdout.close()
        time.sleep(0.2)  # the controller reads the end of the connection
