import json
import subprocess
import tempfile
import unittest
from pathlib import Path

from lab import processes
from lab.processes import Registry


class RegistryTest(unittest.TestCase):
    def setUp(self) -> None:
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.record = Path(directory.name, "processes.json")
        self.registry = Registry(self.record)
        self.addCleanup(self.registry.stop_all)

    def test_what_runs_is_on_record_with_its_start_time(self) -> None:
        process = self.registry.start(["sleep", "60"])
        on_record = json.loads(self.record.read_text(encoding="ascii"))
        self.assertEqual({str(process.pid): processes.start_time(process.pid)}, on_record)
        self.registry.stop(process)
        self.assertEqual({}, json.loads(self.record.read_text(encoding="ascii")))

    def test_children_end_too(self) -> None:
        process = self.registry.start(["bash", "-c", "sleep 60 & echo up; wait"], stdout=subprocess.PIPE)
        with process.stdout as output:
            output.readline()
        (child,) = processes.descendants(process.pid)
        self.registry.stop(process)
        self.assertIsNone(processes.start_time(process.pid))
        self.assertEqual("", processes.command_line(child))

    def test_what_does_not_end_is_killed(self) -> None:
        process = self.registry.start(
            ["bash", "-c", "trap '' TERM; echo up; while :; do sleep 0.1; done"], stdout=subprocess.PIPE
        )
        with process.stdout as output:
            output.readline()
        self.registry.stop(process, patience=0.3)
        self.assertEqual(-9, process.returncode)

    def test_an_id_that_now_is_another_process_is_left_alone(self) -> None:
        process = self.registry.start(["sleep", "60"])
        self.assertFalse(processes.end(process.pid, processes.start_time(process.pid) - 1))
        self.assertIsNone(process.poll())


if __name__ == "__main__":
    unittest.main()
