"""What nmap prints for people of a machine, without what cannot but differ between two."""

import difflib
import re

# fmt: off
_LEFT_OUT = (
    re.compile(r"^Starting Nmap .*"), re.compile(r"^Nmap done.*"),       # when, and how long it took
    re.compile(r"^Host is up.*"), re.compile(r"^Nmap scan report for .*"),
)
# fmt: on
_TIME = re.compile(r"Time=[0-9A-F]{8}")
_MAC = re.compile(r"MAC Address: ([0-9A-F]{2}(?::[0-9A-F]{2}){2})(?::[0-9A-F]{2}){3}")


def comparable(output: str, address: str) -> list[str]:
    """Its lines: the machine's own address, and of its MAC address all but the vendor's half, stand for any."""
    lines = []
    for line in _unwrap(output).splitlines():
        if not any(pattern.match(line) for pattern in _LEFT_OUT):
            line = _TIME.sub("Time=…", line.replace(address, "ADDRESS"))
            lines.append(_MAC.sub(r"MAC Address: \1:…", line).rstrip())
    return lines


def _unwrap(output: str) -> str:
    """Fingerprints of services are wrapped after so many characters, wherever that is."""
    return output.replace("\nSF:", "")


def differences(original: list[str], clone: list[str]) -> list[str]:
    """Lines of one and not of the other, as ``diff`` marks them."""
    return [line for line in difflib.ndiff(original, clone) if line[:2] in ("- ", "+ ")]
