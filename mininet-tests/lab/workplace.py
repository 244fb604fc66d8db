"""One lab per machine: its lock, its record of what it made, and the clearing away of a killed run's leftovers."""

import fcntl
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType

from lab import processes

STATE = Path("/run/utsusemi-lab")
BRIDGE_PREFIX = "uts-"


class LabBusy(Exception):
    """Another lab runs on this machine."""


class Workplace:
    """The lock, held from ``__enter__`` to ``__exit__``, and the directory of the run."""

    def __init__(self, keep: bool = False):
        self._keep = keep
        self._lock = None
        self.directory = Path()

    def __enter__(self) -> "Workplace":
        STATE.mkdir(mode=0o755, exist_ok=True)
        self._lock = open(STATE / "lock", "a+", encoding="ascii")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            self._lock.seek(0)
            holder = self._lock.read().strip()
            self._lock.close()
            raise LabBusy(f"another lab runs on this machine (process {holder})") from busy
        self._lock.truncate(0)
        self._lock.write(str(os.getpid()))
        self._lock.flush()
        clear_leftovers()
        self.directory = Path(tempfile.mkdtemp(prefix="utsusemi-lab-"))
        self.directory.chmod(0o755)  # the decoy plane is somebody else, and must reach its socket
        (STATE / "directory").write_text(str(self.directory), encoding="utf-8")
        return self

    def __exit__(self, kind: type | None, value: BaseException | None, trace: TracebackType | None) -> None:
        if not self._keep:
            shutil.rmtree(self.directory, ignore_errors=True)
        for name in ("hosts.json", "directory", "processes.json"):
            (STATE / name).unlink(missing_ok=True)
        self._lock.close()

    @property
    def record(self) -> Path:
        return STATE / "processes.json"


def publish_hosts(pids: dict[str, int]) -> None:
    """Tells ``./lab --enter HOST`` which process lies in which namespace."""
    (STATE / "hosts.json").write_text(json.dumps(pids), encoding="ascii")


def published_hosts() -> dict[str, int]:
    try:
        return json.loads((STATE / "hosts.json").read_text(encoding="ascii"))
    except FileNotFoundError:
        return {}


def clear_leftovers() -> None:
    """Removes what a lab that was killed could not: only processes it recorded and bridges with its name."""
    record = STATE / "processes.json"
    if record.exists():
        for pid, started in json.loads(record.read_text(encoding="ascii") or "{}").items():
            for child in processes.descendants(int(pid)):
                processes.end(child, processes.start_time(child))
            processes.end(int(pid), started)
        record.unlink()
    listed = subprocess.run(["ovs-vsctl", "list-br"], capture_output=True, text=True, check=True)
    for bridge in listed.stdout.split():
        if bridge.startswith(BRIDGE_PREFIX):
            subprocess.run(["ovs-vsctl", "--if-exists", "del-br", bridge], check=True)
    for path in Path("/sys/class/net").iterdir():
        if path.name.startswith(BRIDGE_PREFIX) and path.exists():
            # a veth takes its other end with it, decoy0 among them
            subprocess.run(["ip", "link", "del", path.name], check=False, capture_output=True)
    directory = STATE / "directory"
    if directory.exists():
        left = Path(directory.read_text(encoding="utf-8"))
        if left.name.startswith("utsusemi-lab-"):
            shutil.rmtree(left, ignore_errors=True)
        directory.unlink()
