package org.utsusemi.decoy.clone;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.utsusemi.decoy.capture.CaptureException;
import org.utsusemi.decoy.capture.CaptureFile;
import org.utsusemi.decoy.capture.DeviceWatch;
import org.utsusemi.decoy.fuzz.Resources;
import org.utsusemi.decoy.fuzz.Target;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * A clone made of a capture alone. Whatever a device and its peers said, the persona that comes of
 * it can be read again. The first byte says which of two devices it is of.
 */
public final class CloneTarget implements Target {
  private static final Ipv4Address MODBUS = Ipv4Address.parse("10.61.1.2");
  private static final Ipv4Address WEB = Ipv4Address.parse("10.61.2.2");

  @Override
  public void take(byte[] input) {
    if (input.length == 0) {
      return;
    }
    Ipv4Address device = (input[0] & 1) == 0 ? MODBUS : WEB;
    DeviceWatch watch = new DeviceWatch(device);
    try {
      byte[] file = Arrays.copyOfRange(input, 1, input.length);
      CaptureFile.read("fuzz.pcap", new ByteArrayInputStream(file), watch);
    } catch (CaptureException e) {
      return;
    } catch (IOException e) {
      throw new AssertionError("bytes in memory cannot fail to be read", e);
    }
    Evidence evidence = new Evidence(device, List.of(), watch.observed());
    try {
      new Cloning(evidence, "fuzz", false, new Notes(), line -> {}).make();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public boolean isSlow() {
    return true;
  }

  @Override
  public List<byte[]> seeds() {
    return Resources.of("/capture").stream()
        .flatMap(file -> List.of(prefixed(0, file), prefixed(1, file)).stream())
        .toList();
  }

  private static byte[] prefixed(int first, byte[] rest) {
    byte[] joined = new byte[rest.length + 1];
    joined[0] = (byte) first;
    System.arraycopy(rest, 0, joined, 1, rest.length);
    return joined;
  }
}
