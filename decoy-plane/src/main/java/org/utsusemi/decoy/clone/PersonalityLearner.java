package org.utsusemi.decoy.clone;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.utsusemi.decoy.capture.SynAnswer;
import org.utsusemi.decoy.nmap.OsDetection;
import org.utsusemi.decoy.nmap.ScannedHost;
import org.utsusemi.decoy.personality.Fingerprint;
import org.utsusemi.decoy.personality.Model;
import org.utsusemi.decoy.personality.NmapOsDb;
import org.utsusemi.decoy.wire.TcpOption;

/** The TCP/IP part: what nmap printed; else what SYN/ACKs of a capture show; else a name. */
final class PersonalityLearner {
  private static final int GOOD_ENOUGH = 3;
  private static final List<Integer> INITIAL_TTLS = List.of(32, 64, 128, 255);

  private PersonalityLearner() {}

  static void learn(Evidence evidence, Draft draft, Notes notes) {
    FingerprintMerge merge = new FingerprintMerge();
    evidence.scans().stream()
        .flatMap(scan -> scan.os().stream())
        .flatMap(os -> os.fingerprints().stream())
        .filter(printed -> isReadable(printed, notes))
        .forEach(merge::add);
    Optional<OsDetection.Match> exact =
        exactMatch(evidence.scans()).filter(match -> isInstalled(match.name()));
    if (merge.count() > 0 && merge.has("T1") && isReadable(merge.text(), notes)) {
      draft.fingerprint = merge.text();
      notes.learned("personality: the fingerprint of " + merge.count() + " scan(s) by nmap -O");
      incomplete(merge, notes);
    } else if (exact.isPresent()) {
      draft.personality = exact.get().name();
      notes.learned("personality: nmap's exact match '" + exact.get().name() + "'");
      notes.missing(
          "the device's own fingerprint",
          "nmap prints that of an exact match only with -vv or -d: scan again with"
              + " nmap -O -vv -d");
    } else {
      fromCapture(evidence, draft, notes);
    }
  }

  /** Whether a persona may carry it; said if not. */
  private static boolean isReadable(String printed, Notes notes) {
    try {
      Model.of(Fingerprint.parse(printed));
      return true;
    } catch (IllegalArgumentException e) {
      notes.missing("a fingerprint of a scan", "it cannot be read: " + e.getMessage());
      return false;
    }
  }

  /** Whether the nmap that is installed here knows a name; without nmap nobody looks. */
  private static boolean isInstalled(String name) {
    return !(new NmapOsDb(NmapOsDb.INSTALLED).find(name) instanceof NmapOsDb.Found.No);
  }

  private static Optional<OsDetection.Match> exactMatch(List<ScannedHost> scans) {
    return scans.stream()
        .flatMap(scan -> scan.os().stream())
        .flatMap(os -> os.matches().stream())
        .filter(match -> match.accuracy() == 100)
        .findFirst();
  }

  private static void incomplete(FingerprintMerge merge, Notes notes) {
    if (merge.count() < GOOD_ENOUGH) {
      notes.missing(
          "how much the fingerprint differs from scan to scan",
          "nmap measures some of it (SP, ISR, TS): give "
              + GOOD_ENOUGH
              + " scans or more, --nmap a.xml --nmap b.xml …");
    }
    if (!merge.has("T5")) {
      notes.missing(
          "what closed TCP ports answer (T5, T6, T7)",
          "nmap found no closed TCP port: scan more ports");
    }
    if (!merge.has("U1")) {
      notes.missing(
          "what closed UDP ports answer (U1)",
          "nmap got no answer from a closed UDP port: the device is silent there, or a firewall is"
              + " between");
    }
    if (!merge.has("SEQ")) {
      notes.missing(
          "initial sequence numbers, IP ids and timestamps (SEQ)",
          "nmap found no open TCP port, or lost packets: scan again nearer to the device");
    }
  }

  private static void fromCapture(Evidence evidence, Draft draft, Notes notes) {
    notes.missing(
        "the TCP/IP fingerprint",
        "no scan was made with -O: nmap -O -vv -d shows it (it can upset old PLCs)");
    List<SynAnswer> accepted =
        evidence.seen().synAnswers().stream().filter(SynAnswer::accepted).toList();
    if (accepted.isEmpty()) {
      int ttl =
          evidence.scans().stream()
              .flatMap(scan -> scan.ports().stream())
              .flatMapToInt(port -> port.reasonTtl().stream())
              .map(PersonalityLearner::initialTtl)
              .findFirst()
              .orElse(64);
      draft.fingerprint = t1(ttl, false);
      notes.missing(
          "window, options and DF of its SYN/ACKs",
          "no capture shows one: they are those of a small embedded stack");
      return;
    }
    // the client that offers most shows most of what the device can do
    SynAnswer best =
        accepted.stream()
            .max(java.util.Comparator.comparingInt(answer -> answer.asked().size()))
            .orElseThrow();
    String options = options(best.options());
    String window = Integer.toHexString(best.window()).toUpperCase(java.util.Locale.ROOT);
    StringBuilder text = new StringBuilder();
    text.append("SEQ(TI=").append(ipIds(accepted)).append(")\n");
    text.append("OPS(");
    text.append(numbered("O", options));
    text.append(")\nWIN(");
    text.append(numbered("W", window));
    text.append(")\n");
    draft.fingerprint = text + t1(initialTtl(best.timeToLive()), best.dontFragment());
    notes.learned("personality: TTL, DF, window, options and IP ids of SYN/ACKs in the capture");
  }

  private static String numbered(String name, String value) {
    return java.util.stream.IntStream.rangeClosed(1, 6)
        .mapToObj(i -> name + i + "=" + value)
        .collect(Collectors.joining("%"));
  }

  private static String t1(int ttl, boolean dontFragment) {
    return "T1(R=Y%DF="
        + (dontFragment ? "Y" : "N")
        + "%T="
        + Integer.toHexString(ttl).toUpperCase(java.util.Locale.ROOT)
        + "%S=O%A=S+%F=AS%RD=0%Q=)";
  }

  private static int initialTtl(int seen) {
    return INITIAL_TTLS.stream().filter(ttl -> ttl >= seen).findFirst().orElse(255);
  }

  /** nmap's classes as far as a few answers tell them: Z, I, RI. */
  private static String ipIds(List<SynAnswer> answers) {
    if (answers.stream().allMatch(answer -> answer.identification() == 0)) {
      return "Z";
    }
    boolean increasing = answers.size() > 1;
    for (int i = 1; i < answers.size(); i++) {
      int step = answers.get(i).identification() - answers.get(i - 1).identification() & 0xffff;
      increasing &= step > 0 && step < 5120;
    }
    return increasing ? "I" : "RI";
  }

  /** As nmap writes them: L, N, M, W, T and S. */
  private static String options(List<TcpOption> options) {
    StringBuilder text = new StringBuilder();
    for (TcpOption option : options) {
      if (option instanceof TcpOption.NoOperation) {
        text.append('N');
      } else if (option instanceof TcpOption.MaximumSegmentSize mss) {
        text.append(String.format("M%X", mss.bytes()));
      } else if (option instanceof TcpOption.WindowScale scale) {
        text.append(String.format("W%X", scale.shift()));
      } else if (option instanceof TcpOption.SackPermitted) {
        text.append('S');
      } else if (option instanceof TcpOption.Timestamps times) {
        text.append('T').append(times.value() == 0 ? '0' : '1');
        text.append(times.echo() == 0 ? '0' : '1');
      }
    }
    return text.toString();
  }
}
