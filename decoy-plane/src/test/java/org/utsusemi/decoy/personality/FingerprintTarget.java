package org.utsusemi.decoy.personality;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.utsusemi.decoy.fuzz.Target;
import org.utsusemi.decoy.host.Personality;
import org.utsusemi.decoy.host.TcpAnswer;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.TcpOption;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * A fingerprint is refused in words, or there is a host that answers by it, in segments that can be
 * encoded.
 */
public final class FingerprintTarget implements Target {
  private static final List<TcpOption> OPTIONS =
      List.of(
          new TcpOption.WindowScale(10),
          new TcpOption.NoOperation(),
          new TcpOption.MaximumSegmentSize(1460),
          new TcpOption.Timestamps(-1, 0),
          new TcpOption.SackPermitted());
  private static final Ipv4Address HERE = Ipv4Address.parse("10.0.0.1");
  private static final long NOW = 1_700_000_000_000_000_000L;

  @Override
  public void take(byte[] input) {
    Fingerprint fingerprint;
    try {
      fingerprint = Fingerprint.parse(new String(input, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      if (e.getMessage() == null || e.getMessage().isEmpty()) {
        throw new AssertionError("refused without a word", e);
      }
      return;
    }
    Model model = Model.of(fingerprint);
    model.unmeetable();
    Personality host = model.on(1, 2, Optional.empty(), new HostStates(4));
    for (List<TcpOption> options : List.of(List.<TcpOption>of(), OPTIONS)) {
      for (int flags : new int[] {Tcp.SYN, Tcp.ACK, 0, Tcp.SYN | Tcp.FIN | Tcp.PSH | Tcp.URG}) {
        Tcp segment = new Tcp(1, 2, 3, 4, flags, 5, 6, options, ByteBuffer.allocate(7));
        host.toSyn(segment).ifPresent(answer -> encode(host, answer, segment));
        host.toStray(segment, true).ifPresent(answer -> encode(host, answer, segment));
        host.toStray(segment, false).ifPresent(answer -> encode(host, answer, segment));
      }
    }
    for (Personality.Counter counter : Personality.Counter.values()) {
      int number = host.identification(counter, NOW);
      if (number < 0 || number > 0xffff) {
        throw new AssertionError("an identification field of " + number);
      }
    }
    host.initialSequence(NOW);
    host.toEcho();
    host.toClosedUdp();
    host.ofUdp();
  }

  private static void encode(Personality host, TcpAnswer answer, Tcp segment) {
    new Tcp(
            segment.destinationPort(),
            segment.sourcePort(),
            answer.sequenceFor(segment, host, NOW),
            answer.acknowledgmentOf(segment, host),
            answer.flags(),
            answer.windowFor(segment),
            answer.urgent(),
            answer.options().answering(segment, host.timestamp(NOW)),
            answer.payload())
        .encode(ByteBuffer.allocate(1500), HERE, HERE);
  }

  @Override
  public List<byte[]> seeds() {
    String full =
        """
        SEQ(SP=FC%GCD=1-6%ISR=10B%TI=I%CI=RD%II=BI%SS=S%TS=A)
        OPS(O1=M5B4NW0NNT11%O2=M578|M109%O3=M280%O4=%O5=M218NNSNW2%O6=LLL)
        WIN(W1=2000%W2=2000-3000%W3=0%W4=>100%W5=FFFF%W6=O)
        ECN(R=Y%DF=N%T=3B-45%TG=40%W=2000%O=M5B4%CC=S%Q=RU)
        T1(R=Y%DF=N%T=3B-45%S=O%A=S+%F=AS%RD=0%Q=)
        T2(R=N)
        T3(R=Y%DF=Y%T=FF%W=0%S=O%A=O%F=SFPAU%O=WANM%RD=E44A4E43%Q=U)
        T5(R=Y%DF=N%T=40%W=0%S=A+%A=S|O%F=AR%O=%RD=0%Q=)
        U1(R=Y%DF=N%T=40%IPL=164%UN=0%RIPL=148%RID=4210%RIPCK=I%RUCK=0%RUD=I)
        IE(R=Y%DFI=O%T=40%CD=S)
        """;
    String printed =
        """
        OS:SCAN(V=7.93%E=4%D=11/23%OT=502%CT=1%CU=2%PV=Y%DS=1%DC=D%G=Y%M=0030DE%TM=1)SE
        OS:Q(SP=FF%GCD=1%ISR=10A%TI=Z%TS=U)T1(R=Y%DF=Y%T=40%S=O%A=S+%F=AS%RD=0%Q=)
        """;
    return List.of(full.getBytes(StandardCharsets.UTF_8), printed.getBytes(StandardCharsets.UTF_8));
  }
}
