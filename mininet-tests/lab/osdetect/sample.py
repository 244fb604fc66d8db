"""Which fingerprints are tried, and what a share of a sample says of all."""

import hashlib
import math
import random
import re

from lab.osdetect.database import Database, Reference

# what stands in a control network, by the words in nmap's names
MAKES = re.compile(
    r"\b(PLC|programmable logic controller|RTU|drive|VxWorks|QNX|lwIP|Siemens|Rockwell|Allen[- ]Bradley"
    r"|Schneider|Modicon|Omron|WAGO|Phoenix|Moxa|Lantronix|Digi)\b",
    re.IGNORECASE,
)


def fixed(database: Database, size: int, salt: str = "utsusemi") -> list[Reference]:
    """The same names each time, also with a newer nmap as far as it still has them; of a name its first fingerprint."""
    firsts = [reference for reference in database.references if reference.ordinal == 1]
    firsts.sort(key=lambda reference: hashlib.sha256(f"{salt}:{reference.name}".encode()).digest())
    return firsts[:size]


def drawn(database: Database, size: int, seed: int) -> list[Reference]:
    """Any fingerprints, each at most once."""
    return random.Random(seed).sample(database.references, size)


def industrial(database: Database) -> list[Reference]:
    """All whose name says something that stands in a control network."""
    return [reference for reference in database.references if MAKES.search(reference.name)]


def wilson(hits: int, of: int, z: float = 1.959964) -> tuple[float, float]:
    """The 95 % score interval of a share, both ends from 0 to 1."""
    if of == 0:
        return 0.0, 1.0
    share = hits / of
    centre = share + z * z / (2 * of)
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)
