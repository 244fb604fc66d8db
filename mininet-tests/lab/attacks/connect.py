"""Connects to a TCP port and says what came of it: ``connect.py ADDRESS PORT NONCE``.

Into an open connection it sends the nonce, as an intruder's own bytes.
"""

import socket
import sys

TIMEOUT = 3.0


def connect(address: str, port: int, nonce: bytes) -> str:
    try:
        with socket.create_connection((address, port), TIMEOUT) as connection:
            connection.sendall(nonce)
            return "open"
    except ConnectionRefusedError:
        return "refused"
    except TimeoutError:
        return "timeout"
    except ConnectionError:
        return "open"  # it was: only what was sent into it was not liked
    except OSError:
        return "unreachable"


if __name__ == "__main__":
    print(connect(sys.argv[1], int(sys.argv[2]), bytes.fromhex(sys.argv[3])))
