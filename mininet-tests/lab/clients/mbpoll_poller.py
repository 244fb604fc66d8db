"""Polls a Modbus/TCP server all the time by mbpoll (libmodbus), over one connection that it keeps.

Run in the client's namespace: ``mbpoll_poller.py ADDRESS SIGNATURE INTERVAL LOG``; the log is that of
``poller.py``. mbpoll prints a header and then the registers of each poll; what it cannot read it tells on
stderr, and its connection is not mended: it is started again.
"""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

HEADER = re.compile(r"^-- Polling slave")
REGISTER = re.compile(r"^\[\d+\]:\s+(-?\d+)")


def outcome_of(line: str) -> str | None:
    """What a line that is neither header nor register says has happened to the poll."""
    text = line.lower()
    if "connection reset" in text or "broken pipe" in text:
        return "reset"
    if "connection refused" in text:
        return "refused"
    if "timed out" in text:
        return "timeout"
    if "failed" in text:
        return "error " + line.strip()
    return None


def polls(lines: Iterator[str], signature: list[int]) -> Iterator[tuple[float, float, str]]:
    """Begin, end and outcome of each poll, as mbpoll's lines tell them."""
    begin, values = time.time(), []
    for line in lines:
        now = time.time()
        if HEADER.match(line):
            begin, values = now, []
        elif register := REGISTER.match(line):
            values.append(int(register.group(1)) & 0xFFFF)
            if len(values) == len(signature):
                yield begin, now, "ok" if values == signature else "wrong value"
        elif outcome := outcome_of(line):
            yield begin, now, outcome
            return


def main(address: str, signature_hex: str, interval: float, log_path: str) -> None:
    words = bytes.fromhex(signature_hex)
    signature = [int.from_bytes(words[i : i + 2], "big") for i in range(0, 8, 2)]
    # fmt: off
    command = ["stdbuf", "-oL", "mbpoll", "-0", "-r", "0", "-c", "4", "-t", "4", "-o", "1.00",
               "-l", str(int(interval * 1000)), address]
    # fmt: on
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with open(log_path, "w", buffering=1, encoding="ascii") as log:
        while True:
            fresh = True
            with subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            ) as mbpoll:
                try:
                    for begin, end, outcome in polls(mbpoll.stdout, signature):
                        line = {"begin": begin, "end": end, "outcome": outcome, "fresh": fresh}
                        log.write(json.dumps(line) + "\n")
                        fresh = False
                finally:
                    mbpoll.terminate()
            time.sleep(interval)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4])
