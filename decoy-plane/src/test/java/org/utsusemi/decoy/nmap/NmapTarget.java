package org.utsusemi.decoy.nmap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.utsusemi.decoy.fuzz.Resources;
import org.utsusemi.decoy.fuzz.Target;

/** The reader of nmap's XML: hosts, or a refusal in words. */
public final class NmapTarget implements Target {
  @Override
  public void take(byte[] input) {
    try {
      NmapXml.read("fuzz.xml", new ByteArrayInputStream(input));
    } catch (NmapXmlException e) {
      // refused in words
    } catch (IOException e) {
      throw new AssertionError("bytes in memory cannot fail to be read", e);
    }
  }

  @Override
  public List<byte[]> seeds() {
    return Resources.of("/nmap");
  }
}
