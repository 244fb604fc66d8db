"""The plant in Mininet: switches, sockets and machines, each machine its own namespace."""

import subprocess
from pathlib import Path

from mininet.link import Link
from mininet.log import setLogLevel
from mininet.net import Mininet
from mininet.node import Host, Node, OVSSwitch, RemoteController

from lab import workplace
from lab.layout import DECOY_INTERFACE, Layout, Machine
from lab.processes import Registry

OFFLOADS = "tx off rx off tso off gso off gro off"


class PlantError(Exception):
    """The plant could not be built."""


class QuietController(RemoteController):
    """The controller is started later, and Mininet would complain that nobody listens there yet."""

    def checkListening(self) -> None:
        pass


class ManagedSwitch(OVSSwitch):
    """A switch with a controller address of its own: Mininet would give all of them the same."""

    def __init__(self, name: str, managed_by: RemoteController, **params):
        super().__init__(name, **params)
        self._managed_by = managed_by

    def start(self, _controllers: list) -> None:
        super().start([self._managed_by])


class QuietLink(Link):
    """A cable whose ends say nothing of their own: the kernel would greet IPv6 neighbours on each."""

    @classmethod
    def makeIntfPair(cls, name1, name2, addr1, addr2, node1, node2, **options):  # noqa: N802
        super().makeIntfPair(name1, name2, addr1, addr2, node1, node2, **options)
        for name, node in ((name1, node1), (name2, node2)):
            node.cmd(f"sysctl -qw net.ipv6.conf.{name}.disable_ipv6=1")
            # the userspace data path loses TCP whose checksums nobody has computed
            node.cmd(f"ethtool -K {name} {OFFLOADS}")


class PlantHost(Host):
    """A machine without IPv6: in peace only what conduits carry is on the wire."""

    def __init__(self, name: str, **params):
        super().__init__(name, **params)
        self.cmd("sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1")


class Plant:
    """Builds on ``start``, takes everything away on ``stop``; programs run in machines by ``spawn``."""

    def __init__(self, layout: Layout, registry: Registry, management: dict[str, int]):
        """``management``: per switch the port of 127.0.0.1 at which it finds its controller."""
        self.layout = layout
        self._registry = registry
        self._management = management
        self._net: Mininet | None = None
        self._nodes: dict[str, Node] = {}

    def bridge(self, switch: str) -> str:
        """Name of a switch in Open vSwitch."""
        return workplace.BRIDGE_PREFIX + switch

    def interface(self, machine: str) -> str:
        """Name of a machine's network interface."""
        return f"{machine}-eth0"

    def start(self) -> None:
        setLogLevel("error")
        Mininet.inited = True  # it would raise the machine's limits for good; the lab needs no such thing
        OVSSwitch.setup()
        if Path("/sys/class/net", DECOY_INTERFACE).exists():
            raise PlantError(f"there is an interface {DECOY_INTERFACE} that is not of the lab's making")
        self._net = Mininet(link=QuietLink, host=PlantHost, controller=QuietController, build=False)
        for name, dpid in self.layout.dpids.items():
            self._nodes[name] = self._net.addSwitch(
                self.bridge(name),
                cls=ManagedSwitch,
                managed_by=self._net.addController(
                    f"controller-{name}", ip="127.0.0.1", port=self._management[name]
                ),
                dpid=dpid,
                datapath="user",
                failMode="secure",
                protocols="OpenFlow13",
            )
        for machine in self.layout.machines.values():
            self._plug_in(machine)
        for one, other in self.layout.trunks:
            self._net.addLink(
                self._nodes[one.switch], self._nodes[other.switch], port1=one.port, port2=other.port
            )
        self._connect_decoy()
        self._net.build()
        self._net.start()
        for node in self._net.hosts:
            self._registry.note(node.pid)
        workplace.publish_hosts({name: self._nodes[name].pid for name in self.layout.machines})

    def _plug_in(self, machine: Machine) -> None:
        host = self._net.addHost(machine.name, ip=f"{machine.ip}/24", mac=machine.mac)
        self._nodes[machine.name] = host
        self._net.addLink(host, self._nodes[machine.socket.switch], port1=0, port2=machine.socket.port)

    def _connect_decoy(self) -> None:
        """The decoy port's other end lies in the root namespace, where the kernel must not answer on it."""
        end = self._net.addHost("decoy-end", cls=Node, ip=None, inNamespace=False)
        socket = self.layout.decoy_socket
        self._net.addLink(
            end, self._nodes[socket.switch], port1=0, port2=socket.port, intfName1=DECOY_INTERFACE
        )
        end.cmd(f"ip link set {DECOY_INTERFACE} arp off")
        end.cmd(f"sysctl -qw net.ipv4.conf.{DECOY_INTERFACE}.forwarding=0")

    def stop(self) -> None:
        if self._net is not None:
            self._net.stop()
            self._net = None

    def pid(self, machine: str) -> int:
        """A process in the machine's namespace."""
        return self._nodes[machine].pid

    def inside(self, machine: str, *arguments: str) -> list[str]:
        """The command that runs ``arguments`` in the machine's namespace."""
        return ["mnexec", "-a", str(self.pid(machine)), *arguments]

    def spawn(self, machine: str, *arguments: str, **options) -> subprocess.Popen:
        """Starts a program in a machine; it ends with the lab."""
        return self._registry.start(self.inside(machine, *arguments), **options)

    def run(self, machine: str, *arguments: str, timeout: float = 60.0) -> subprocess.CompletedProcess[str]:
        """Runs a program in a machine to its end; its exit code is the caller's to judge."""
        process = self.spawn(machine, *arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            output, _ = process.communicate(timeout=timeout)
        finally:
            self._registry.stop(process)
        return subprocess.CompletedProcess(arguments, process.returncode, output)
