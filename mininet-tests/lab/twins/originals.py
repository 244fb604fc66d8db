"""The real machines: third-party servers, each on a Linux stack and with a MAC address of its own."""

import sys
from dataclasses import dataclass
from pathlib import Path

from lab.layout import HERE

SERVERS = HERE / "servers"
PAGE = """<!DOCTYPE html>
<html><head><title>NI-7700 flow computer</title></head>
<body><h1>Pump house 3</h1><p><a href="trend.html">Trend</a></p></body></html>
"""
MODBUS, HTTP, FTP = "modbus", "http", "ftp"


@dataclass(frozen=True)
class Original:
    """``closed`` is a port that nmap needs beside the open one; ``number`` is that of its cable."""

    name: str
    number: int
    mac: str
    port: int
    closed: int = 1

    @property
    def ports(self) -> str:
        return f"{self.closed},{self.port}"


ORIGINALS = (
    Original(MODBUS, 1, "00:30:de:40:59:41", 502),
    Original(HTTP, 2, "00:a0:45:12:34:56", 80),
    Original(FTP, 3, "00:80:f4:0a:0b:0c", 21),
)


def server(original: Original, directory: Path) -> list[str]:
    """The command that serves; what it serves from lies in ``directory``."""
    content = directory / original.name
    content.mkdir(exist_ok=True)
    if original.name == MODBUS:
        return [sys.executable, str(SERVERS / "modbus_twin.py")]
    if original.name == HTTP:
        (content / "index.html").write_text(PAGE, encoding="utf-8")
        (content / "trend.html").write_text("<!DOCTYPE html>\n<title>Trend</title>\n", encoding="utf-8")
        return [sys.executable, "-m", "http.server", "--directory", str(content), str(original.port)]
    (content / "firmware.bin").write_bytes(bytes(range(256)))
    return [sys.executable, str(SERVERS / "ftp_twin.py"), str(content)]
