import struct
import unittest

from lab.twins import alike, listing
from lab.twins.planted import PLANTED, PlantError

PERSONA = """persona: plc
mac: "00:30:de"
fingerprint: |
  SEQ(SP=FE-105%GCD=1%ISR=107-10D%TI=Z%CI=Z%II=I%TS=21-22)
  OPS(O1=M5B4ST11NWA%O2=M5B4ST11NWA%O3=M5B4NNT11NWA%O4=M5B4ST11NWA%O5=M5B4ST11NWA%O6=M5B4ST11)
  WIN(W1=FE88%W2=FE88%W3=FE88%W4=FE88%W5=FE88%W6=FE88)
  T1(R=Y%DF=Y%T=40%S=O%A=S+%F=AS%RD=0%Q=)
tcp:
  80: { service: learned, latency: { median: 405us, p99: 2344us } }
modbus:
  unknown_function: exception 1
learned:
  tcp:
    21:
      greeting: "220 pyftpdlib 1.5.7 ready.\\r\\n"
"""
DATA = bytes.fromhex("000700000006 3a 10 3000 0006".replace(" ", ""))


def frame(
    *,
    identification: int = 1,
    ttl: int = 64,
    sequence: int = 5,
    window: int = 63,
    client_port: int = 40000,
    device: bytes = bytes((10, 78, 1, 10)),
    data: bytes = DATA,
    padding: bytes = b"",
) -> bytes:
    tcp = struct.pack(
        "!HHIIBBHHH", 502, client_port, sequence, sequence + 9, 0x50, 0x18, window, sequence & 0xFFFF, 0
    )
    ip = struct.pack(
        "!BBHHHBBH4s4s",
        *(0x45, 0, 20 + len(tcp) + len(data), identification, 0x4000, ttl, 6, identification),
        *(device, bytes((10, 78, 1, 1))),
    )
    return b"\x02" * 6 + device[:3] * 2 + b"\x08\x00" + ip + tcp + data + padding


class PlantedTest(unittest.TestCase):
    def test_ten_are_planted_and_each_changes_the_persona(self) -> None:
        self.assertEqual(10, len({planted.name for planted in PLANTED}))
        changed = {planted.plant(PERSONA) for planted in PLANTED}
        self.assertEqual(10, len(changed))
        self.assertNotIn(PERSONA, changed)

    def test_each_changes_what_it_says(self) -> None:
        lines = {
            planted.name: [
                line for line in planted.plant(PERSONA).splitlines() if line not in PERSONA.splitlines()
            ]
            for planted in PLANTED
        }
        self.assertEqual(["  T1(R=Y%DF=Y%T=80%S=O%A=S+%F=AS%RD=0%Q=)"], lines["TTL"])
        self.assertIn("O1=M5B4NWAST11%O2=M5B4NWAST11%O3=M5B4NNT11NWA", lines["option order"][0])
        self.assertIn("O1=M218ST11NWA", lines["MSS"][0])
        self.assertEqual(["  unknown_function: exception 4"], lines["exception code"])
        self.assertEqual(['mac: "00:0e:8c"'], lines["MAC vendor"])

    def test_a_persona_in_which_nothing_can_be_planted_is_refused(self) -> None:
        for planted in PLANTED:
            with self.subTest(planted.name), self.assertRaises(PlantError):
                planted.plant("persona: plc\n")


class AlikeTest(unittest.TestCase):
    def test_what_must_differ_does_not_count(self) -> None:
        other = frame(identification=9, sequence=77, client_port=5, device=bytes((10, 78, 11, 10)))
        self.assertEqual([], alike.differences(frame(), other))

    def test_every_other_byte_does(self) -> None:
        self.assertEqual(["byte 22: original 40, clone 80"], alike.differences(frame(), frame(ttl=128)))
        self.assertEqual(["byte 49: original 3f, clone 3e"], alike.differences(frame(), frame(window=62)))
        self.assertEqual(
            ["byte 65: original 06, clone 05"],
            alike.differences(frame(), frame(data=DATA[:-1] + b"\x05")),
        )
        self.assertEqual(1, len(alike.differences(frame(), frame(data=DATA + b"\0"))))

    def test_each_byte_of_a_frame_either_may_differ_or_is_compared(self) -> None:
        original = frame()
        free = {at for span in alike.may_differ(original) for at in range(span.begin, span.end)}
        for at in range(len(original)):
            flipped = original[:at] + bytes([original[at] ^ 0x55]) + original[at + 1 :]
            if at != 14:  # where the header ends follows from this one
                self.assertEqual(0 if at in free else 1, len(alike.differences(original, flipped)), at)

    def test_answers_are_those_with_data_and_without_padding(self) -> None:
        frames = [frame(data=b""), frame(padding=b"\0" * 6), frame(device=bytes((10, 78, 9, 9)))]
        self.assertEqual([frame()], alike.answers(frames, "10.78.1.10", 502))
        self.assertEqual([], alike.answers(frames, "10.78.1.10", 503))


class ListingTest(unittest.TestCase):
    ORIGINAL = """Starting Nmap 7.93 ( https://nmap.org ) at 2026-11-26 08:12 UTC
Nmap scan report for 10.78.1.10
Host is up (0.92s latency).

PORT    STATE SERVICE VERSION
502/tcp open  mbap?
|  Connected to: 10.78.1.10:502
SF-Port502-TCP:V=7.93%I=7%D=11/26%Time=6A1F0D2C%P=x86_64-pc-linux-gnu%r(NU
SF:LL,1,"a");
MAC Address: 00:30:DE:40:59:41 (Wago Kontakttechnik Gmbh)

Nmap done: 1 IP address (1 host up) scanned in 43.30 seconds
"""

    def test_what_cannot_but_differ_is_left_out(self) -> None:
        clone = (
            self.ORIGINAL.replace("10.78.1.10", "10.78.11.10")
            .replace("0.92s", "0.007s")
            .replace("40:59:41", "9C:C8:4A")
            .replace("6A1F0D2C", "6A1F0DFF")
            .replace("43.30", "41.02")
        )
        self.assertEqual([], self._differences(clone))

    def test_everything_else_is_told(self) -> None:
        for before, after in (("open", "filtered"), ("00:30:DE", "00:0E:8C"), ('"a"', '"b"')):
            with self.subTest(after):
                self.assertEqual(2, len(self._differences(self.ORIGINAL.replace(before, after))))

    def _differences(self, clone: str) -> list[str]:
        address = "10.78.11.10" if "10.78.11.10" in clone else "10.78.1.10"
        return [
            line
            for line in listing.differences(
                listing.comparable(self.ORIGINAL, "10.78.1.10"), listing.comparable(clone, address)
            )
            if line
        ]


if __name__ == "__main__":
    unittest.main()
