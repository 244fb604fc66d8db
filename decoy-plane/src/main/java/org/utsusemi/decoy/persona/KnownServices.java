package org.utsusemi.decoy.persona;

import java.util.Collection;
import java.util.List;

/**
 * Names of services that a persona may put behind a port. Which of them speak, the one that makes
 * services of them knows; the others accept and say nothing.
 */
final class KnownServices {
  static final Collection<String> TCP =
      List.of(
          "modbus",
          "s7",
          "enip",
          "opcua",
          "iec104",
          "dnp3",
          "mms",
          "fins",
          "codesys",
          "epmap",
          LearnedSection.SERVICE,
          "http",
          "https",
          "ssh",
          "telnet",
          "ftp",
          "mqtt",
          "mqtts",
          "smb",
          "rdp",
          "vnc");
  static final Collection<String> UDP =
      List.of(
          LearnedSection.SERVICE,
          "snmp",
          "enip",
          "bacnet",
          "dnp3",
          "fins",
          "codesys",
          "tristation",
          "ntp",
          "dns",
          "tftp",
          "syslog",
          "profinet-cm");

  private KnownServices() {}
}
