"""What runs on the plant's machines: third-party servers as the real devices, and their greeters."""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from lab.layout import HERE
from lab.plant import Plant, PlantError

SERVERS = HERE / "servers"
PYTHON = sys.executable
HTTP = "80=HTTP/1.0 200 OK\\r\\nContent-Type: text/plain\\r\\n\\r\\nready\\r\\n"


@dataclass(frozen=True)
class Software:
    """``modbus`` is the library that serves it, or empty; greetings are ``PORT=TEXT``."""

    modbus: str
    greetings: tuple[str, ...] = ()


SOFTWARE = {
    "plc1": Software("pymodbus", (HTTP, "2455=3S-Smart 2.3\\r\\n")),
    "plc2": Software("libmodbus"),
    "valve1": Software("libmodbus"),
    "meter1": Software("pymodbus", (HTTP,)),
    "opc1": Software("", (HTTP, "22=SSH-2.0-OpenSSH_for_Windows_8.1\\r\\n")),
}


class Machines:
    """Starts the servers and waits until they listen."""

    def __init__(self, plant: Plant, directory: Path, signature: str):
        self._plant = plant
        self._directory = directory
        self._signature = signature

    def start(self) -> None:
        libmodbus = self._compile()
        for name, software in SOFTWARE.items():
            log = open(self._directory / f"{name}.log", "w", encoding="utf-8")
            with log:
                if software.modbus == "libmodbus":
                    self._spawn(name, log, str(libmodbus), self._signature)
                elif software.modbus == "pymodbus":
                    device = self._plant.layout.site["devices"][name]
                    identity = [device.get(key, "unnamed") for key in ("vendor", "product", "version")]
                    script = str(SERVERS / "modbus_pymodbus.py")
                    self._spawn(name, log, PYTHON, script, self._signature, *identity)
                if software.greetings:
                    self._spawn(name, log, PYTHON, str(SERVERS / "greeter.py"), *software.greetings)
        for name, software in SOFTWARE.items():
            ports = {int(greeting.split("=")[0]) for greeting in software.greetings}
            self._await(name, ports | ({502} if software.modbus else set()))

    def _spawn(self, name: str, log, *command: str) -> None:
        self._plant.spawn(name, *command, stdout=log, stderr=log)

    def _compile(self) -> Path:
        """libmodbus comes without a server program; ours is a few lines around its own loop."""
        program = self._directory / "modbus_libmodbus"
        flags = subprocess.run(
            ["pkg-config", "--cflags", "--libs", "libmodbus"], capture_output=True, text=True, check=True
        ).stdout.split()
        source = str(SERVERS / "modbus_libmodbus.c")
        subprocess.run(["gcc", "-Wall", "-O1", "-o", str(program), source, *flags], check=True)
        return program

    def _await(self, name: str, ports: set[int], patience: float = 20.0) -> None:
        deadline = time.monotonic() + patience
        tables = Path(f"/proc/{self._plant.pid(name)}/net")
        while not ports <= listening_ports(tables):
            if time.monotonic() > deadline:
                log = (self._directory / f"{name}.log").read_text(encoding="utf-8")
                missing = sorted(ports - listening_ports(tables))
                raise PlantError(f"{name} does not listen on {missing}: {log[-500:]}")
            time.sleep(0.1)


def listening_ports(tables: Path) -> set[int]:
    """TCP ports on which a namespace listens, from its ``/proc/PID/net``."""
    listening = "0A"
    found = set()
    for table in ("tcp", "tcp6"):
        path = tables / table
        if not path.exists():
            continue
        for line in path.read_text(encoding="ascii").splitlines()[1:]:
            fields = line.split()
            if fields[3] == listening:
                found.add(int(fields[1].rsplit(":", 1)[1], 16))
    return found
