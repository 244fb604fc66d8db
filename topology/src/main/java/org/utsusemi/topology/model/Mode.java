package org.utsusemi.topology.model;

import java.util.Locale;

/** Whether what no conduit permits is steered, or only recorded. */
public enum Mode {
  ENFORCE,
  OBSERVE;

  /** The word that stands in the site file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
