"""Polls a Modbus/TCP server all the time by pymodbus, over one connection that it keeps.

Run in the client's namespace: ``poller.py ADDRESS SIGNATURE INTERVAL LOG``. Each poll is one line of JSON
in the log: ``begin`` and ``end`` in seconds since 1970, ``outcome``, ``fresh`` (the first on its connection).
The outcome ``ok`` means that the true device's signature was read; every other one is a poll that was lost.
"""

import json
import logging
import signal
import sys
import time

from pymodbus.client import ModbusTcpClient
from pymodbus.exceptions import ConnectionException
from pymodbus.pdu import ExceptionResponse

TIMEOUT = 1.0


def new_client(address: str) -> ModbusTcpClient:
    """A client without a memory: one that has lost a poll waits out its whole timeout at the next, answered or not."""
    return ModbusTcpClient(address, timeout=TIMEOUT, retries=0, retry_on_empty=False)


def outcome_of(response: object, signature: list[int], took: float) -> str:
    if isinstance(response, ExceptionResponse):
        return f"exception {response.exception_code}"
    if isinstance(response, Exception):
        text = str(response).lower()
        if "reset" in text or "broken pipe" in text:
            return "reset"
        if "unexpectedly closed" in text:
            return "closed"
        return "timeout" if took >= TIMEOUT * 0.9 else f"error {text}"
    return "ok" if response.registers == signature else "wrong value"


def poll(client: ModbusTcpClient, signature: list[int]) -> tuple[str, bool]:
    """One poll: its outcome, and whether it needed a new connection."""
    begin = time.time()
    fresh = client.socket is None
    if fresh and not client.connect():
        return ("timeout" if time.time() - begin >= TIMEOUT * 0.9 else "refused"), True
    socket_before = client.socket
    try:
        response = client.read_holding_registers(0, 4, slave=1)
    except ConnectionException as gone:
        response = gone
    outcome = outcome_of(response, signature, time.time() - begin)
    if outcome == "ok" and client.socket is not socket_before:
        outcome = "reset"  # pymodbus has mended the connection behind our back
    if outcome != "ok":
        client.close()
    return outcome, fresh


def main(address: str, signature_hex: str, interval: float, log_path: str) -> None:
    logging.disable(logging.CRITICAL)  # pymodbus would tell each refused connect; the log does
    words = bytes.fromhex(signature_hex)
    signature = [int.from_bytes(words[i : i + 2], "big") for i in range(0, 8, 2)]
    client = new_client(address)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    due = time.monotonic()
    with open(log_path, "w", buffering=1, encoding="ascii") as log:
        while True:
            begin = time.time()
            outcome, fresh = poll(client, signature)
            if outcome != "ok":
                client = new_client(address)
            line = {"begin": begin, "end": time.time(), "outcome": outcome, "fresh": fresh}
            log.write(json.dumps(line) + "\n")
            due = max(due + interval, time.monotonic())
            time.sleep(max(0.0, due - time.monotonic()))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4])
