package org.utsusemi.decoy.nmap;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.utsusemi.decoy.nmap.NmapScan.ScanRange;

/** Reads what {@code nmap -oX} wrote. */
public final class NmapXml {
  /** Hosts of one file; a plant's worth is a few thousand. */
  static final int MOST_HOSTS = 70_000;

  private static final long LARGEST_FILE = 256L << 20;

  private NmapXml() {}

  /**
   * Reads a file.
   *
   * @throws NmapXmlException when it is not nmap's, or too large
   * @throws IOException when it cannot be read
   */
  public static NmapScan read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > LARGEST_FILE) {
      throw new NmapXmlException(
          file + " has " + (size >> 20) + " MiB; at most " + (LARGEST_FILE >> 20) + " are read");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return read(file.toString(), in);
    }
  }

  /**
   * Reads a document. Hosts before the place where it breaks off are there.
   *
   * @param source its name, for messages
   * @throws NmapXmlException when it is not nmap's, or too large
   */
  public static NmapScan read(String source, InputStream in) throws IOException {
    XmlCursor cursor = new XmlCursor(source, in);
    String root;
    try {
      root = cursor.nextChild().orElse("");
    } catch (XmlCursor.CutShort e) {
      throw cursor.refusal("is no XML: it " + e.getMessage(), e);
    }
    if (!root.equals("nmaprun")) {
      throw cursor.refusal(
          "is not what nmap -oX writes: it begins with <" + root + ">, not with <nmaprun>", null);
    }
    String version = cursor.attribute("version");
    String arguments = cursor.attribute("args");
    Optional<Instant> start =
        cursor.attribute("start").matches("\\d{1,11}")
            ? Optional.of(Instant.ofEpochSecond(Long.parseLong(cursor.attribute("start"))))
            : Optional.empty();
    List<ScanRange> ranges = new ArrayList<>();
    List<ScannedHost> hosts = new ArrayList<>();
    Optional<String> cutShort = Optional.empty();
    try {
      children(cursor, ranges, hosts);
    } catch (XmlCursor.CutShort e) {
      cutShort = Optional.of(e.getMessage());
    }
    return new NmapScan(source, version, arguments, start, ranges, hosts, cutShort);
  }

  private static void children(XmlCursor cursor, List<ScanRange> ranges, List<ScannedHost> hosts)
      throws IOException {
    for (Optional<String> child = cursor.nextChild();
        child.isPresent();
        child = cursor.nextChild()) {
      switch (child.get()) {
        case "scaninfo" -> {
          ranges.add(
              new ScanRange(
                  cursor.attribute("type"),
                  cursor.attribute("protocol"),
                  cursor.attribute("services")));
          cursor.skip();
        }
        case "host" -> {
          if (hosts.size() == MOST_HOSTS) {
            throw cursor.refusal("has more than " + MOST_HOSTS + " hosts", null);
          }
          hosts.add(new HostElement(cursor).read());
        }
        default -> cursor.skip();
      }
    }
  }
}
