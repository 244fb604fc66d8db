package org.utsusemi.topology.sitefile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.utsusemi.topology.address.NumberRange;
import org.utsusemi.topology.model.Service;
import org.utsusemi.topology.model.Traffic;

/**
 * Services that a site file may name without defining them, with the ports of the IANA registry, or
 * those that the makers of the protocol use where IANA has none.
 */
final class WellKnownServices {
  private static final String[][] TABLE = {
    {"modbus", "tcp 502"},
    {"modbus-tls", "tcp 802"},
    {"s7", "tcp 102"},
    {"iec61850-mms", "tcp 102"},
    {"enip", "tcp 44818", "udp 44818", "udp 2222"},
    {"opcua", "tcp 4840"},
    {"iec104", "tcp 2404"},
    {"dnp3", "tcp 20000", "udp 20000"},
    {"bacnet", "udp 47808"},
    {"fins", "tcp 9600", "udp 9600"},
    {"profinet", "ethertype 8892"},
    {"profinet-cm", "udp 34964"},
    {"mqtt", "tcp 1883"},
    {"mqtts", "tcp 8883"},
    {"ping", "ping"},
    {"http", "tcp 80"},
    {"https", "tcp 443"},
    {"ssh", "tcp 22"},
    {"telnet", "tcp 23"},
    {"ftp", "tcp 21"},
    {"dns", "tcp 53", "udp 53"},
    {"ntp", "udp 123"},
    {"snmp", "udp 161"},
    {"snmp-trap", "udp 162"},
    {"syslog", "udp 514"},
    {"syslog-tls", "tcp 6514"},
    {"ldap", "tcp 389"},
    {"kerberos", "tcp 88", "udp 88"},
    {"smb", "tcp 445"},
    {"rdp", "tcp 3389"},
    {"vnc", "tcp 5900"},
    {"mssql", "tcp 1433"},
    {"postgresql", "tcp 5432"},
  };

  private static final Map<String, Service> BY_NAME = read();

  private WellKnownServices() {}

  static Set<String> names() {
    return BY_NAME.keySet();
  }

  static Optional<Service> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  private static Map<String, Service> read() {
    Map<String, Service> services = new LinkedHashMap<>();
    for (String[] row : TABLE) {
      List<Traffic> traffic = new ArrayList<>();
      for (int i = 1; i < row.length; i++) {
        traffic.add(traffic(row[i]));
      }
      services.put(row[0], new Service(row[0], traffic));
    }
    return services;
  }

  private static Traffic traffic(String text) {
    String number = text.substring(text.indexOf(' ') + 1);
    return switch (text.substring(0, text.length() - number.length()).strip()) {
      case "tcp" -> new Traffic.Tcp(NumberRange.parse(number));
      case "udp" -> new Traffic.Udp(NumberRange.parse(number));
      case "ethertype" -> new Traffic.Layer2(Integer.parseInt(number, 16), Optional.empty());
      default -> new Traffic.Ping();
    };
  }
}
