package org.utsusemi.decoy.personality;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.utsusemi.decoy.host.Personality;

/**
 * A fingerprint made ready to be answered by. One serves all hosts that have it. Safe from any
 * thread: what is made when it is first needed comes out the same whoever makes it.
 */
public final class Model {
  /** What a host does where a test of nmap's is not in its fingerprint. Made up. */
  private static final Fingerprint USUAL =
      Fingerprint.parse(
          """
          ECN(R=Y%CC=N%Q=)
          T1(R=Y%DF=N%T=40%S=O%A=S+%F=AS%RD=0%Q=)
          T2(R=N)
          T3(R=N)
          T4(R=Y%W=0%S=A%A=Z%F=R%O=%RD=0%Q=)
          T5(R=Y%W=0%S=Z%A=S+%F=AR%O=%RD=0%Q=)
          T6(R=Y%W=0%S=A%A=Z%F=R%O=%RD=0%Q=)
          T7(R=Y%W=0%S=Z%A=S+%F=AR%O=%RD=0%Q=)
          U1(R=Y%DF=N%IPL=38%UN=0%RIPL=G%RID=G%RIPCK=G%RUCK=G%RUD=G)
          IE(R=Y%DFI=N%CD=S)
          """);

  /**
   * A small embedded stack of no particular make, for hosts of which no fingerprint is known. Made
   * up.
   */
  public static final Model EMBEDDED =
      of(
          Fingerprint.parse(
              """
              SEQ(SP=F8-104%GCD=1-6%ISR=FC-108%TI=I%CI=I%II=I%SS=S%TS=U)
              OPS(O1=M5B4%O2=M5B4%O3=M5B4%O4=M5B4%O5=M5B4%O6=M5B4)
              WIN(W1=2000%W2=2000%W3=2000%W4=2000%W5=2000%W6=2000)
              ECN(R=Y%DF=N%T=40%W=2000%O=M5B4%CC=N%Q=)
              T1(R=Y%DF=N%T=40%S=O%A=S+%F=AS%RD=0%Q=)
              """));

  /** More variants than a site has hosts of one model look no different from these. */
  private static final int MOST_VARIANTS = 8;

  private final Fingerprint fingerprint;
  private final Fingerprint complete;
  private final AtomicReferenceArray<Variant> variants;
  private volatile SequencePlan sequences;

  private Model(Fingerprint fingerprint) {
    this.fingerprint = fingerprint;
    this.complete = fingerprint.completedBy(USUAL);
    this.variants = new AtomicReferenceArray<>(MOST_VARIANTS);
  }

  /** A model of a fingerprint; what the fingerprint leaves open is as usual. */
  public static Model of(Fingerprint fingerprint) {
    return new Model(fingerprint);
  }

  /**
   * The model on one address.
   *
   * @param seed this host's own: what the fingerprint leaves open follows from it; secret
   * @param uptime of hosts like this one; empty: as usual
   * @param states where this host's counters are
   */
  public Personality on(int address, long seed, Optional<Duration> uptime, HostStates states) {
    int number = (int) Long.remainderUnsigned(Mixer.mix(seed, 6), MOST_VARIANTS);
    Variant variant = variants.get(number);
    if (variant == null) {
      variant = new Variant(new Choice(complete, number));
      variants.set(number, variant);
    }
    Uptime running = Uptime.of(uptime.orElse(Uptime.USUAL), seed);
    return new HostPersonality(this, variant, address, seed, running, states);
  }

  public Fingerprint fingerprint() {
    return fingerprint;
  }

  /** Why nmap cannot find this fingerprint one hop away, whatever is answered; empty: it can. */
  public List<String> unmeetable() {
    return Meetable.reasonsAgainst(fingerprint);
  }

  /**
   * What one of its hosts answers to nmap's probes, in nmap's notation, a test a line. Another host
   * may have other values within the fingerprint's.
   */
  public List<String> answered() {
    Choice choice = new Choice(complete, 0);
    List<String> lines = new ArrayList<>();
    SequenceIndex index = SequenceFinder.probe(sequences(), new SplittableRandom(1), 1, 0);
    String numbers =
        String.format(
            "SEQ(SP=%X%%GCD=%X%%ISR=%X", index.predictability(), index.divisor(), index.rate());
    String rest = choice.print("SEQ").orElse("SEQ()").substring(4);
    lines.add(numbers + (rest.equals(")") ? rest : "%" + rest));
    for (String test : Attributes.TESTS) {
      if (!test.equals("SEQ")) {
        choice.print(test).ifPresent(lines::add);
      }
    }
    return lines;
  }

  SequencePlan sequences() {
    SequencePlan known = sequences;
    if (known == null) {
      known = sequencesOf(fingerprint);
      sequences = known;
    }
    return known;
  }

  static SequencePlan sequencesOf(Fingerprint fingerprint) {
    Choice choice = new Choice(fingerprint, 0);
    boolean counts = choice.number("SEQ", "GCD", Integer.MAX_VALUE).orElse(0) != 0;
    if (!counts && !choice.text("T1", "S", "O", "O"::equals).equals("O")) {
      return SequencePlan.constant();
    }
    // where nothing is said of them, as good as random
    return new SequenceFinder(
            fingerprint.get("SEQ", "SP").orElseGet(() -> Expression.parse("FA-10A")),
            fingerprint.get("SEQ", "GCD").orElseGet(() -> Expression.parse("1-6")),
            fingerprint.get("SEQ", "ISR").orElseGet(() -> Expression.parse("100-110")))
        .find()
        .plan();
  }
}
