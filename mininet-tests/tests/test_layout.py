import unittest

from lab.layout import Conversation, Layout


class LayoutTest(unittest.TestCase):
    def setUp(self) -> None:
        self.layout = Layout.load()

    def test_one_conversation_is_permitted_in_every_state(self) -> None:
        shared = set.intersection(*(self.layout.permitted(s) for s in self.layout.states))
        self.assertIn(Conversation("hmi1", "plc1", "tcp", 502), shared)

    def test_every_state_tags_somebody_out_but_not_everybody(self) -> None:
        for state in self.layout.states:
            with self.subTest(state=state):
                out = self.layout.tagged_out(state)
                self.assertTrue(out)
                self.assertFalse({"hmi1", "plc1", "plc2"} & out)

    def test_the_first_state_is_the_initial_one(self) -> None:
        self.assertEqual(self.layout.states[0], self.layout.initial_state)

    def test_no_two_machines_share_a_socket_or_an_address(self) -> None:
        machines = self.layout.machines.values()
        for of in (lambda m: m.ip, lambda m: m.mac, lambda m: m.socket):
            self.assertEqual(len(machines), len({of(machine) for machine in machines}))


if __name__ == "__main__":
    unittest.main()
