package org.utsusemi.decoy.nmap;

import java.io.IOException;

/** A file that is not what {@code nmap -oX} writes, or more of it than is read. */
public final class NmapXmlException extends IOException {
  private static final long serialVersionUID = 1L;

  NmapXmlException(String message) {
    super(message);
  }

  NmapXmlException(String message, Throwable cause) {
    super(message, cause);
  }
}
