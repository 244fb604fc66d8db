package org.utsusemi.decoy.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.utsusemi.topology.address.Ipv4Range;
import org.utsusemi.topology.address.Ipv4Subnet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What a decoy plane without a controller is told on the command line. */
final class StandaloneOptions {
  @Option(
      names = "--bind",
      paramLabel = "ADDRESS[/MAC]=PERSONA.yaml",
      converter = Binding.Converter.class,
      description = "Answer at this address as this persona. May be given many times.")
  List<Binding> bindings = new ArrayList<>();

  @Option(
      names = "--subnet",
      paramLabel = "CIDR",
      converter = SubnetConverter.class,
      description =
          "Answer at every address of this subnet that is neither bound, reserved, this machine's"
              + " own nor heard to be in use. May be given many times; needs --personas.")
  List<Ipv4Subnet> subnets = new ArrayList<>();

  @Option(
      names = "--personas",
      paramLabel = "DIR",
      description = "The persona files (*.yaml) that clones of the subnets are drawn from.")
  Path personas;

  @Option(
      names = "--density",
      paramLabel = "SHARE",
      description = "Share of the subnets' addresses that answer, 0 to 1 (default: 1).")
  Double density;

  @Option(
      names = "--reserve",
      paramLabel = "ADDRESS[-ADDRESS]",
      converter = RangeConverter.class,
      description =
          "Never answer here: what real machines have. May be given many times. Without a controller"
              + " nobody else says which addresses are in use.")
  List<Ipv4Range> reserved = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "32 bytes from which follows who stands where; made when missing. Without it every run"
              + " draws anew.")
  Path key;

  @Option(
      names = "--touches",
      paramLabel = "FILE|-|none",
      description = "Where touches go, one JSON object a line; a file is appended to (default: -).")
  String touches;

  /** Whether any of them was given. */
  boolean any() {
    return !bindings.isEmpty()
        || !subnets.isEmpty()
        || personas != null
        || density != null
        || !reserved.isEmpty()
        || key != null
        || touches != null;
  }

  static final class SubnetConverter implements ITypeConverter<Ipv4Subnet> {
    @Override
    public Ipv4Subnet convert(String value) {
      return Ipv4Subnet.tryParse(value)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected a subnet such as 10.20.1.0/24, found '" + value + "'"));
    }
  }

  static final class RangeConverter implements ITypeConverter<Ipv4Range> {
    @Override
    public Ipv4Range convert(String value) {
      return Ipv4Range.tryParse(value)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected an address or 10.20.1.1-10.20.1.9, found '" + value + "'"));
    }
  }
}
