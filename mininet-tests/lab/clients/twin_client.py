"""An ordinary client of a machine that is to be cloned: talks to it as an HMI, a browser or an updater does.

``twin_client.py modbus|http|ftp ADDRESS SECONDS``; prints each answer. ``modbus-write``: the one question of the
original experiment, write multiple registers: function 16, address 12288, six words, unit 58.
"""

import ftplib
import socket
import struct
import sys
import time
import urllib.error
import urllib.request

UNIT = 58
WRITABLE = 12288
WORDS = (0x0102, 0x0304, 0x0506, 0x0708, 0x090A, 0x0B0C)
PACE = 0.25


def ask(connection: socket.socket, number: int, pdu: bytes) -> bytes:
    connection.sendall(struct.pack(">HHHB", number, 0, len(pdu) + 1, UNIT) + pdu)
    head = receive(connection, 6)
    return head + receive(connection, struct.unpack_from(">H", head, 4)[0])


def receive(connection: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        if not (part := connection.recv(count - len(data))):
            raise ConnectionError("closed within an answer")
        data += part
    return data


def write() -> bytes:
    return struct.pack(">BHHB6H", 16, WRITABLE, len(WORDS), 2 * len(WORDS), *WORDS)


def modbus(address: str, seconds: float) -> None:
    once = [
        struct.pack(">BHH", 3, WRITABLE, 6),
        write(),
        struct.pack(">BHH", 3, WRITABLE, 6),
        struct.pack(">BHH", 4, 2, 8),
        struct.pack(">BHH", 1, 0, 16),
        struct.pack(">BHH", 3, 0, 1),  # an illegal address
        bytes([99]),  # an unknown function
        bytes([43, 14, 1, 0]),
        bytes([17]),
    ]
    deadline = time.monotonic() + seconds
    with socket.create_connection((address, 502), 5) as connection:
        for number, pdu in enumerate(once, 1):
            print(ask(connection, number, pdu).hex())
    with socket.create_connection((address, 502), 5) as connection:
        number = 100
        while time.monotonic() < deadline:
            print(ask(connection, number, struct.pack(">BHH", 4, 0, 2)).hex())
            time.sleep(PACE)


def modbus_write(address: str, _seconds: float) -> None:
    with socket.create_connection((address, 502), 5) as connection:
        print(ask(connection, 7, write()).hex())


def http(address: str, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        for path in ("/", "/trend.html", "/nothing.html"):
            try:
                with urllib.request.urlopen(f"http://{address}{path}", timeout=5) as response:
                    print(response.status, len(response.read()))
            except urllib.error.HTTPError as refused:
                print(refused.code, len(refused.read()))
        time.sleep(4 * PACE)


def ftp(address: str, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with ftplib.FTP(address, timeout=5) as client:
            print(client.getwelcome())
            for command in ("SYST", "USER operator", "PASS pump3", "PWD", "TYPE I", "NOOP"):
                print(client.sendcmd(command))
            print(client.quit())
        time.sleep(4 * PACE)


if __name__ == "__main__":
    talks = {"modbus": modbus, "modbus-write": modbus_write, "http": http, "ftp": ftp}
    talks[sys.argv[1]](sys.argv[2], float(sys.argv[3]))
