package org.utsusemi.decoy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.link.Link;
import org.utsusemi.decoy.link.LossyLink;
import org.utsusemi.decoy.link.Pcap4jLink;

/**
 * A namespace with Linux's own TCP/IP, a switch that marks its frames, and the stack behind the
 * decoy port. Needs root, Open vSwitch, nmap, arping, ping and Python; run by name only.
 */
class RealKernelIT {
  private static final String NAMESPACE = "utsustk";
  private static final String BRIDGE = "utsustk-br";
  private static final String DECOY_PORT = "utsustk-d1";

  @BeforeAll
  static void build() {
    demolish();
    run("ip netns add " + NAMESPACE);
    run("ip link add utsustk-a0 type veth peer name eth0 netns " + NAMESPACE);
    run("ip link add utsustk-d0 type veth peer name " + DECOY_PORT);
    run(
        "ovs-vsctl add-br utsustk-br -- set bridge utsustk-br datapath_type=netdev"
            + " fail_mode=secure protocols=OpenFlow13");
    run("ovs-vsctl add-port utsustk-br utsustk-a0 -- set interface utsustk-a0 ofport_request=1");
    run("ovs-vsctl add-port utsustk-br utsustk-d0 -- set interface utsustk-d0 ofport_request=2");
    for (String interf : new String[] {"utsustk-a0", "utsustk-d0", DECOY_PORT}) {
      run("sysctl -qw net.ipv6.conf." + interf + ".disable_ipv6=1");
      run("ip link set " + interf + " up");
    }
    inside("sysctl -qw net.ipv6.conf.eth0.disable_ipv6=1");
    inside("ip addr add 10.0.0.99/24 dev eth0");
    inside("ip link set eth0 up");
    inside("ethtool -K eth0 tx off rx off tso off gso off gro off");
    run(
        "ovs-ofctl -OOpenFlow13 add-flow utsustk-br 'in_port=1,actions="
            + "push_vlan:0x8100,set_field:0x1bb9->vlan_vid,set_field:3->vlan_pcp,output:2'");
    run(
        "ovs-ofctl -OOpenFlow13 add-flow utsustk-br 'in_port=2,dl_vlan=3001,actions=pop_vlan,output:1'");
  }

  @AfterAll
  static void demolish() {
    run("ovs-vsctl --if-exists del-br " + BRIDGE);
    run("ip link del utsustk-a0 2>/dev/null; ip link del utsustk-d0 2>/dev/null; true");
    run("ip netns del " + NAMESPACE + " 2>/dev/null; true");
  }

  /** The stack at the decoy port, until it is closed. */
  private static final class Running implements AutoCloseable {
    final Stack stack;
    private final Link link;
    private final Thread receiver;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();

    Running(double loss) {
      Pcap4jLink wire = Pcap4jLink.open(DECOY_PORT);
      link = loss == 0 ? wire : new LossyLink(wire, loss, new Random(1));
      stack =
          new Stack(
              Plant.ofEchoes(),
              touch -> {},
              link::send,
              TimeSource.SYSTEM,
              new SecureRandom(),
              Limits.DEFAULT);
      receiver = new Thread(() -> link.receive(stack::frame), "receiver");
      receiver.start();
      ticker.scheduleAtFixedRate(stack::tick, 20, 20, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws InterruptedException {
      ticker.shutdownNow();
      link.close();
      receiver.join();
    }
  }

  @Test
  void answersPingArpingAndNmap() throws InterruptedException {
    try (Running running = new Running(0)) {
      assertThat(inside("ping -c 3 -i 0.2 -W 1 10.0.0.1")).contains("3 received");
      assertThat(inside("ping -c 2 -i 0.2 -W 1 -s 1400 10.0.0.2")).contains("2 received");
      assertThat(inside("arping -c 2 -I eth0 10.0.0.1")).contains("00:30:DE:40:59:01");
      assertThat(inside("ip neigh show 10.0.0.2")).contains("00:30:de:40:59:02");
      assertThat(inside("arping -D -c 2 -w 2 -I eth0 10.0.0.2; echo code $?")).contains("code 0");
      assertThat(inside("nmap -n -sS -p 1-100 --reason 10.0.0.1"))
          .containsPattern("7/tcp +open +echo +syn-ack ttl 64")
          .containsPattern("9/tcp +open")
          .containsPattern("81/tcp +filtered")
          .contains("97 closed");
      assertThat(inside("nmap -n -sT -p 7,80 10.0.0.2"))
          .containsPattern("7/tcp +open")
          .containsPattern("80/tcp +closed");
      assertThat(inside("nmap -n -sF -p 7,80 10.0.0.2")).contains("open|filtered", "closed");
      assertThat(inside("nmap -n -sU -p 7,8 --max-retries 1 10.0.0.2")).contains("8/udp closed");
      assertThat(inside("(echo hello; sleep 1) | curl -sm 3 telnet://10.0.0.1:7"))
          .contains("hello");
      assertThat(inside("curl -sm 3 http://10.0.0.1:80/; echo code $?")).contains("code 7");
      assertThat(running.stack.statistics().malformed()).isZero();
    }
  }

  @Test
  void echoesTenMegabytes() throws InterruptedException {
    try (Running running = new Running(0)) {
      assertThat(inside(echo(10_000_000))).contains("equal");
      assertThat(running.stack.statistics().malformed()).isZero();
    }
  }

  @Test
  void echoesTenMegabytesThroughLoss() throws InterruptedException {
    try (Running running = new Running(0.01)) {
      assertThat(inside(echo(10_000_000))).contains("equal");
      assertThat(running.stack.statistics().framesIn()).isPositive();
    }
  }

  private static String echo(int bytes) {
    return """
        python3 - <<'END'
        import hashlib, os, socket, threading, time
        data = os.urandom(%d)
        peer = socket.create_connection(("10.0.0.1", 7), 10)
        peer.settimeout(100)
        def write():
            peer.sendall(data)
            peer.shutdown(socket.SHUT_WR)
        began = time.time()
        threading.Thread(target=write).start()
        back = bytearray()
        while chunk := peer.recv(65536):
            back += chunk
        same = hashlib.sha256(back).digest() == hashlib.sha256(data).digest()
        print("equal" if same else "different: %%d bytes" %% len(back), time.time() - began, "s")
        END
        """
        .formatted(bytes);
  }

  private static String inside(String command) {
    return run("ip netns exec " + NAMESPACE + " sh -c '" + command.replace("'", "'\\''") + "'");
  }

  /** Runs a command to its end; what it said, on both channels. */
  private static String run(String command) {
    try {
      Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      System.out.println("$ " + command + "\n" + said);
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
