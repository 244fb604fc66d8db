package org.utsusemi.decoy.capture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.utsusemi.decoy.fuzz.Resources;
import org.utsusemi.decoy.fuzz.Target;
import org.utsusemi.topology.address.Ipv4Address;

/** The reader of captures, and what watches a device in them. */
public final class CaptureTarget implements Target {
  private static final Ipv4Address DEVICE = Ipv4Address.parse("10.61.1.2");

  @Override
  public void take(byte[] input) {
    DeviceWatch watch = new DeviceWatch(DEVICE);
    try {
      CaptureFile.read("fuzz.pcap", new ByteArrayInputStream(input), watch);
    } catch (CaptureException e) {
      // refused in words
    } catch (IOException e) {
      throw new AssertionError("bytes in memory cannot fail to be read", e);
    }
    watch.observed();
  }

  @Override
  public List<byte[]> seeds() {
    return Resources.of("/capture");
  }
}
