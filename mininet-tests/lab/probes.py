"""What a machine of the plant asks another with ordinary tools, and whether it got an answer."""

import re
import sys
from typing import NamedTuple

from lab.layout import HERE
from lab.plant import Plant

CONNECT = HERE / "attacks" / "connect.py"
PING_COUNT = re.compile(r"(\d+) packets transmitted, (\d+) received")
ARPING_REPLY = re.compile(r"reply from \S+ \[([0-9A-Fa-f:]{17})\]")
MBPOLL_VALUE = re.compile(r"^\[\d+\]:", re.MULTILINE)


class Ping(NamedTuple):
    sent: int
    received: int
    refused: bool


class Probes:
    """Each frame that can carries the nonce of the scenario."""

    def __init__(self, plant: Plant, nonce: bytes):
        self._plant = plant
        self._nonce = nonce

    def ping(self, source: str, ip: str, count: int = 3) -> Ping:
        # fmt: off
        output = self._plant.run(
            source, "ping", "-n", "-c", str(count), "-i", "0.2", "-W", "1", "-s", "56",
            "-p", self._nonce.hex(), ip).stdout
        # fmt: on
        sent, received = (int(number) for number in PING_COUNT.search(output).groups())
        told = output.lower()  # ping says "Destination Port Unreachable", "Destination Host Prohibited" …
        return Ping(sent, received, "unreachable" in told or "prohibited" in told)

    def arping(self, source: str, ip: str) -> set[str]:
        """The MACs that answered."""
        output = self._plant.run(
            source, "arping", "-c", "2", "-w", "2", "-I", self._plant.interface(source), ip
        ).stdout
        return {mac.lower() for mac in ARPING_REPLY.findall(output)}

    def connect(self, source: str, ip: str, port: int) -> str:
        """open, refused, unreachable or timeout; into an open connection the nonce is sent."""
        return self._plant.run(
            source, sys.executable, str(CONNECT), ip, str(port), self._nonce.hex()
        ).stdout.strip()

    def modbus_read(self, source: str, ip: str) -> str:
        """values, exception, refused or what else mbpoll says."""
        return self._mbpoll(source, "-r", "0", "-c", "4", ip)

    def modbus_write(self, source: str, ip: str) -> str:
        """Writes the nonce into eight registers: values when it was accepted."""
        words = [str(int.from_bytes(self._nonce[i : i + 2], "big")) for i in range(0, len(self._nonce), 2)]
        return self._mbpoll(source, "-r", "10", ip, "--", *words)

    def _mbpoll(self, source: str, *arguments: str) -> str:
        result = self._plant.run(source, "mbpoll", "-1", "-0", "-t", "4:hex", "-o", "2.00", *arguments)
        text = result.stdout
        if MBPOLL_VALUE.search(text) or re.search(r"Written \d+ references", text):
            return "values"
        if "Illegal" in text or "exception" in text.lower():
            return "exception"
        if "refused" in text:
            return "refused"
        if "reset" in text:
            return "reset"
        told = [line for line in text.splitlines() if "ailed" in line]
        return told[-1].strip() if told else f"exit code {result.returncode}"


ANSWERED_PING = Ping(3, 3, False)
ANSWERED_MODBUS = {"values", "exception"}
