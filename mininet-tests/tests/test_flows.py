import dataclasses
import unittest

from lab import flows

DUMP = """OFPST_FLOW reply (OF1.3) (xid=0x2):
 cookie=0x5554530000000001, duration=12.5s, table=0, n_packets=7, n_bytes=420, priority=900,in_port=1,dl_src=00:0c:29:7c:f0:11 actions=goto_table:1
 cookie=0x0, duration=3.1s, table=2, n_packets=0, n_bytes=0, idle_age=3, priority=1,in_port=2 actions=push_vlan:0x8100,set_field:0x1066->vlan_vid,output:20
 cookie=0x0, duration=3.1s, table=3, n_packets=0, n_bytes=0, actions=drop
"""


class FlowsTest(unittest.TestCase):
    def setUp(self) -> None:
        self.rules = flows.parse("uts-s1", DUMP)

    def test_parses_what_ovs_ofctl_prints(self) -> None:
        self.assertEqual([0, 2, 3], [rule.table for rule in self.rules])
        self.assertEqual("priority=900,in_port=1,dl_src=00:0c:29:7c:f0:11", self.rules[0].match)
        self.assertEqual(
            ("goto_table:1", 12.5, 7), (self.rules[0].actions, self.rules[0].duration, self.rules[0].packets)
        )
        self.assertEqual("priority=1,in_port=2", self.rules[1].match)
        self.assertEqual("", self.rules[2].match)

    def test_the_same_rules_later_are_no_difference(self) -> None:
        later = [dataclasses.replace(rule, duration=rule.duration + 5) for rule in self.rules]
        found = flows.difference(self.rules, later)
        self.assertEqual((0, 0), (found.mods, found.renewed))

    def test_a_rule_put_in_again_is_told_by_its_age(self) -> None:
        renewed = [dataclasses.replace(self.rules[0], duration=0.2), *self.rules[1:]]
        self.assertEqual(1, flows.difference(self.rules, renewed).renewed)

    def test_counts_added_removed_and_changed(self) -> None:
        changed = dataclasses.replace(self.rules[1], actions="drop")
        new = dataclasses.replace(self.rules[2], table=1)
        found = flows.difference(self.rules, [self.rules[0], changed, new])
        self.assertEqual((1, 1, 1), (found.added, found.removed, found.changed))


if __name__ == "__main__":
    unittest.main()
