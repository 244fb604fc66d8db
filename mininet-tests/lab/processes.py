"""Processes that the lab starts: all are known, die with the lab, and are ended by their id."""

import ctypes
import json
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL("libc.so.6", use_errno=True)


def _die_with_parent() -> None:
    """Between fork and exec. The signal comes when the *thread* that forked ends: start from the main one."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def start_time(pid: int) -> int | None:
    """When a process started, in clock ticks since boot: with its id it names one process for good."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return None
    return int(stat.rsplit(")", 1)[1].split()[19])


def descendants(pid: int) -> list[int]:
    """All children of a process, their children, and so on."""
    found, todo = [], [pid]
    while todo:
        parent = todo.pop()
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                ids = [int(word) for word in children.read_text(encoding="ascii").split()]
            except (FileNotFoundError, ProcessLookupError):
                continue
            found += ids
            todo += ids
    return found


def command_line(pid: int) -> str:
    """Arguments joined by blanks; empty when the process is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def resident_kib(pid: int) -> int:
    """Resident memory in KiB; 0 when the process is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return 0
    for line in status.splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


class Registry:
    """What has been started. The record on disk lets the next run end what a killed run left behind."""

    def __init__(self, record: Path):
        self._record = record
        self._processes: list[subprocess.Popen] = []
        self._others: list[int] = []

    def start(self, arguments: Sequence[str], **options) -> subprocess.Popen:
        process = subprocess.Popen(
            arguments,
            stdin=options.pop("stdin", subprocess.DEVNULL),
            start_new_session=True,  # Ctrl-C at the terminal is for the lab alone
            preexec_fn=_die_with_parent,
            **options,
        )
        self._processes.append(process)
        self._write()
        return process

    def note(self, pid: int) -> None:
        """Remembers a process that something else started for us."""
        self._others.append(pid)
        self._write()

    def stop(self, process: subprocess.Popen, sig: int = signal.SIGTERM, patience: float = 5.0) -> None:
        """Ends a process and all its children; kills what does not end in time."""
        family = [(pid, start_time(pid)) for pid in descendants(process.pid)]
        if process.poll() is None:
            process.send_signal(sig)
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for pid, started in family:
            end(pid, started, patience=1.0)
        if process in self._processes:
            self._processes.remove(process)
            self._write()

    def stop_all(self) -> None:
        for process in reversed(list(self._processes)):
            self.stop(process)
        self._others.clear()
        self._write()

    def _write(self) -> None:
        pids = [p.pid for p in self._processes if p.poll() is None] + self._others
        known = {str(pid): start_time(pid) for pid in pids}
        self._record.write_text(json.dumps(known), encoding="ascii")


def end(pid: int, started: int | None, patience: float = 2.0) -> bool:
    """Ends one process, if it still is the one that started then; says whether there was one."""
    if started is None or start_time(pid) != started:
        return False
    for sig in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.kill(pid, sig)
        except ProcessLookupError:
            return True
        deadline = time.monotonic() + patience
        while start_time(pid) == started and time.monotonic() < deadline:
            time.sleep(0.02)
    return True
