package org.utsusemi.decoy.event;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.utsusemi.topology.plane.Touch;

/**
 * What every network hears all day and nobody attacks with. The rules are a resource, {@code
 * benign-noise.txt}; each names a group or broadcast destination, so that nothing that is sent to a
 * device is ever noise. What a rule asks for is read from the touch, and of IPv6 from the packet
 * that it carries.
 */
public final class BenignNoise implements Predicate<Touch> {
  private static final String RESOURCE = "benign-noise.txt";

  private final List<Predicate<Touch>> rules = read();

  @Override
  public boolean test(Touch touch) {
    return touch.targetMac().isGroup() && rules.stream().anyMatch(rule -> rule.test(touch));
  }

  private static List<Predicate<Touch>> read() {
    try (InputStream in = BenignNoise.class.getResourceAsStream(RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> rule(line.strip().split("\\s+")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own " + RESOURCE, e);
    }
  }

  private static Predicate<Touch> rule(String[] columns) {
    String protocol = columns[1];
    Predicate<Touch> rest =
        protocol.equals("ipv6")
            ? new Ipv6Rule(columns[3], columns[4])
            : new FrameRule(columns[2], columns[3], columns[4]);
    return touch -> touch.protocol().equals(protocol) && rest.test(touch);
  }
}
