package org.utsusemi.controller.cli;

import picocli.CommandLine;

/** The version as the build wrote it into the jar's manifest. */
final class Version implements CommandLine.IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"utsusemi " + text()};
  }

  static String text() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(not built into a jar)" : version;
  }
}
