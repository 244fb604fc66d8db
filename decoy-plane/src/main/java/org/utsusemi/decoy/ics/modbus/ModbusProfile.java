package org.utsusemi.decoy.ics.modbus;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.utsusemi.topology.address.NumberRange;

/**
 * How one device speaks Modbus.
 *
 * @param units unit identifiers that it answers, 0–255
 * @param unknownUnit what the others get
 * @param functions the codes that it knows; see {@link FunctionCode#ALL}
 * @param unknownFunction what the others get
 * @param readOnly what an attempt to write what is not writable gets
 * @param identity for function 43/14; empty: that function is not known
 * @param serverId for function 17, at most {@link Identity#MAX_TEXT} bytes; empty: not known
 * @param lowWordFirst whether a value of several registers begins with its lowest
 * @param tables what is mapped; a missing table has no addresses
 * @param fixed answers that come before all else, the first that fits
 * @param garbage what becomes of a connection on which comes what is not Modbus
 */
public record ModbusProfile(
    List<NumberRange> units,
    Refusal unknownUnit,
    Set<Integer> functions,
    Refusal unknownFunction,
    Refusal readOnly,
    Optional<Identity> identity,
    Optional<String> serverId,
    boolean lowWordFirst,
    Limits limits,
    Map<Table, AddressMap> tables,
    List<FixedAnswer> fixed,
    Garbage garbage) {
  public ModbusProfile {
    units = List.copyOf(units);
    functions = Set.copyOf(functions);
    tables = Map.copyOf(tables);
    fixed = List.copyOf(fixed);
  }

  /** Without fixed answers; garbage closes. */
  public ModbusProfile(
      List<NumberRange> units,
      Refusal unknownUnit,
      Set<Integer> functions,
      Refusal unknownFunction,
      Refusal readOnly,
      Optional<Identity> identity,
      Optional<String> serverId,
      boolean lowWordFirst,
      Limits limits,
      Map<Table, AddressMap> tables) {
    this(
        units,
        unknownUnit,
        functions,
        unknownFunction,
        readOnly,
        identity,
        serverId,
        lowWordFirst,
        limits,
        tables,
        List.of(),
        Garbage.CLOSE);
  }

  /** All that a profile has when nothing is said of it but its tables. */
  public static ModbusProfile plain(Map<Table, AddressMap> tables) {
    return new ModbusProfile(
        List.of(new NumberRange(0, 255)),
        Refusal.TARGET_FAILED,
        FunctionCode.ALL,
        Refusal.ILLEGAL_FUNCTION,
        Refusal.ILLEGAL_ADDRESS,
        Optional.empty(),
        Optional.empty(),
        false,
        Limits.DEFAULT,
        tables);
  }

  Optional<FixedAnswer> fixedAnswer(Request request) {
    for (FixedAnswer answer : fixed) {
      if (answer.fits(request, answersUnit(request.unit()))) {
        return Optional.of(answer);
      }
    }
    return Optional.empty();
  }

  boolean answersUnit(int unit) {
    return units.stream().anyMatch(range -> range.contains(unit));
  }

  boolean knows(int function) {
    return functions.contains(function)
        && (function != FunctionCode.ENCAPSULATED || identity.isPresent())
        && (function != FunctionCode.REPORT_SERVER_ID || serverId.isPresent());
  }

  AddressMap table(Table table) {
    return tables.getOrDefault(table, AddressMap.EMPTY);
  }
}
