"""Two network namespaces and the veth pair between them."""

import os
import signal
import subprocess
import time
from pathlib import Path
from types import TracebackType

GENERATOR_END, RESPONDER_END = "gen0", "dec0"
GENERATOR_CORE, RESPONDER_CORE = 0, 1


class Cable:
    """Made on entering, gone on leaving, with every process that was started on it."""

    def __init__(self) -> None:
        self._names = {
            GENERATOR_END: f"ur-gen-{os.getpid()}",
            RESPONDER_END: f"ur-dec-{os.getpid()}",
        }
        self._processes: list[subprocess.Popen] = []

    def __enter__(self) -> "Cable":
        try:
            for name in self._names.values():
                _run("ip", "netns", "add", name)
            near, far = self._names.values()
            # fmt: off
            _run("ip", "-n", near, "link", "add", GENERATOR_END, "type", "veth",
                 "peer", "name", RESPONDER_END, "netns", far)
            # fmt: on
            for end in self._names:
                self.run(end, "sysctl", "-qw", f"net.ipv6.conf.{end}.disable_ipv6=1")
                self.run(end, "ip", "link", "set", "lo", "up")
                self.run(end, "ip", "link", "set", end, "up")
                self.run(end, *f"ethtool -K {end} tx off rx off tso off gso off gro off".split())
        except BaseException:
            self._tidy()
            raise
        return self

    def __exit__(self, kind: type | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self._tidy()

    def run(self, end: str, *command: str, timeout: float = 120) -> str:
        """Runs a command in the namespace of an end; what it wrote to stdout."""
        return _run("ip", "netns", "exec", self._names[end], *command, timeout=timeout)

    def start(self, end: str, core: int, command: list[str], **options) -> subprocess.Popen:
        """Starts a process on a core, in the namespace of an end."""
        process = subprocess.Popen(
            # ip and taskset replace themselves by what they start: the process id is the command's
            ["ip", "netns", "exec", self._names[end], "taskset", "-c", str(core), *command],
            stdin=subprocess.DEVNULL,
            **options,
        )
        self._processes.append(process)
        return process

    def stop(self, process: subprocess.Popen, patience: float = 5) -> None:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._processes.remove(process)

    def _tidy(self) -> None:
        for process in list(self._processes):
            self.stop(process)
        for name in self._names.values():
            if Path("/run/netns", name).exists():
                subprocess.run(["ip", "netns", "del", name], check=False)


def cpu_seconds(pid: int) -> float:
    """What all threads of a process have run so far, those that ended included."""
    # clock_getcpuclockid(3) of Linux: the process's own scheduler clock
    return time.clock_gettime(~pid << 3 | 2)


def await_line(process: subprocess.Popen, log: Path, words: str, patience: float) -> None:
    """Waits until a process has said something."""
    deadline = time.monotonic() + patience
    while words not in log.read_text(encoding="utf-8", errors="replace"):
        said = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        if process.poll() is not None:
            raise RuntimeError(f"{process.args} ended with {process.returncode}: {said}")
        if time.monotonic() > deadline:
            raise RuntimeError(f"{process.args} did not say {words!r} in {patience} s: {said}")
        time.sleep(0.02)


def _run(*command: str, timeout: float = 60) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}{done.stdout}")
    return done.stdout
