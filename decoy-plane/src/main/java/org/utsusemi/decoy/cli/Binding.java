package org.utsusemi.decoy.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A persona file that is put on an address: {@code 10.20.1.41=plc.yaml}, or {@code
 * 10.20.1.41/00:30:de:40:59:b7=plc.yaml}.
 */
record Binding(Ipv4Address address, Optional<MacAddress> mac, Path persona) {
  static Binding parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 0 || equals == text.length() - 1) {
      throw wrong(text);
    }
    String[] who = text.substring(0, equals).split("/", 2);
    Ipv4Address address = Ipv4Address.tryParse(who[0]).orElseThrow(() -> wrong(text));
    Optional<MacAddress> mac = Optional.empty();
    if (who.length == 2) {
      mac = MacAddress.tryParse(who[1]).filter(m -> !m.isGroup() && m.bits() != 0);
      if (mac.isEmpty()) {
        throw wrong(text);
      }
    }
    return new Binding(address, mac, Path.of(text.substring(equals + 1)));
  }

  private static TypeConversionException wrong(String text) {
    return new TypeConversionException(
        "expected ADDRESS=persona.yaml or ADDRESS/MAC=persona.yaml, found '" + text + "'");
  }

  static final class Converter implements ITypeConverter<Binding> {
    @Override
    public Binding convert(String value) {
      return parse(value);
    }
  }
}
