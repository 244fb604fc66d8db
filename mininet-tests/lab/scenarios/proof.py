"""What the switches really hold is proven, and a rule that should not be there is found with a packet that shows it."""

from lab import flows
from lab.laboratory import Laboratory
from lab.report import Outcome

PLC1 = "dl_dst=00:30:de:40:59:41"
HMI1 = "in_port=1,dl_src=00:0c:29:7c:f0:11"
DELIVER = "actions=goto_table:3"

# table 1 is where conduits are, table 2 steers: what somebody might put there, with what it comes to
# fmt: off
PLANTED = [
    ("s1", f"table=1,priority=40000,tcp,{PLC1},tp_dst=4711,{DELIVER}", "leak", "tcp_dst=4711"),
    ("s1", f"table=1,priority=40000,udp,nw_src=10.20.1.11,{PLC1},tp_dst=161,{DELIVER}", "leak", "udp_dst=161"),
    ("s1", f"table=1,priority=40000,icmp,nw_src=10.20.1.13,{PLC1},{DELIVER}", "leak", "ip_proto=1"),
    ("s1", f"table=0,priority=40000,{HMI1},dl_type=0x88b8,actions=output:5", "leak", "eth_type=0x88b8"),
    ("s1", "table=0,priority=40000,in_port=4,actions=output:24", "leak", "in_port=4"),
    ("s2", "table=1,priority=40000,tcp,nw_src=10.20.1.41,tp_src=502,tcp_flags=+syn-ack,actions=goto_table:3", "leak", "tcp_src=502"),
    ("s1", "table=1,priority=40000,tcp,nw_src=10.20.1.11,nw_dst=10.20.1.41,tp_dst=502,actions=drop", "cut", "tcp_dst=502"),
    ("s2", f"table=3,priority=40000,{PLC1},actions=output:3", "cut", "eth_dst=00:30:de:40:59:41"),
    ("s1", "table=1,priority=40000,arp,arp_tpa=10.20.1.41,actions=goto_table:2", "cut", "arp_tpa=10.20.1.41"),
    ("s1", "table=2,priority=40000,in_port=4,actions=drop", "unseen", "in_port=4"),
    ("s1", "table=0,priority=40000,dl_type=0x86dd,actions=drop", "unseen", "eth_type=0x86dd"),
    ("s1", "table=0,priority=40000,in_port=20,vlan_tci=0,actions=output:5", "astray", "in_port=20"),
]
# fmt: on


def run(lab: Laboratory, outcome: Outcome, options) -> None:
    del options
    took = []
    for state in lab.layout.states:
        lab.settle(state)
        took.append(_proven(lab, outcome, f"what the switches hold in {state}"))
    lab.settle()
    for switch, rule, kind, packet in PLANTED:
        bridge = lab.plant.bridge(switch)
        match = rule.rsplit(",actions=", 1)[0]
        flows.add(bridge, rule)
        try:
            seen = lab.rest.get("/verification", timeout=60)
        finally:
            flows.remove(bridge, match)
        found = any(
            finding["kind"] == kind and packet in finding["packet"] + f",in_port={finding['in'].split(':')[1]}"
            for finding in seen["findings"]
        )
        outcome.equal(f"{kind} by {switch} {rule} is found", (found, seen["proven"]), (True, False))
    _proven(lab, outcome, "what the switches hold once those are gone")
    outcome.figure("a verification takes at most, ms", max(took))


def _proven(lab: Laboratory, outcome: Outcome, what: str) -> int:
    seen = lab.rest.get("/verification", timeout=60)
    outcome.equal(f"{what}: findings", [finding["what"] for finding in seen["findings"]], [])
    outcome.equal(f"{what} is proven", seen["proven"], True)
    return seen["duration_ms"]
