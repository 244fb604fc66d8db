package org.utsusemi.controller.rules;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

/** The packets that a rule is for: a value and a mask per field; a field that is absent is free. */
public final class Match {
  /** Matches every packet. */
  public static final Match ANY = new Match(new EnumMap<>(Field.class));

  /**
   * A field's wanted bits.
   *
   * @param value zero wherever the mask is
   * @param mask never zero
   */
  public record Bits(long value, long mask) {}

  private final Map<Field, Bits> fields;

  private Match(EnumMap<Field, Bits> fields) {
    this.fields = Collections.unmodifiableMap(fields);
  }

  /** This match, with a field whose every bit counts. */
  public Match with(Field field, long value) {
    return with(field, value, field.exact());
  }

  public Match with(Field field, MacAddress value) {
    return with(field, value.bits());
  }

  public Match with(Field field, Ipv4Address value) {
    return with(field, value.bits() & 0xffff_ffffL);
  }

  /**
   * This match, with a field of which only the bits under the mask count. A mask of zero leaves the
   * field free.
   *
   * @throws IllegalArgumentException when value or mask are wider than the field
   */
  public Match with(Field field, long value, long mask) {
    if ((value & ~field.exact()) != 0 || (mask & ~field.exact()) != 0) {
      throw new IllegalArgumentException(
          field + " has no room for " + Long.toHexString(value) + "/" + Long.toHexString(mask));
    }
    EnumMap<Field, Bits> more = new EnumMap<>(Field.class);
    more.putAll(fields);
    if (mask == 0) {
      more.remove(field);
    } else {
      more.put(field, new Bits(value & mask, mask));
    }
    return new Match(more);
  }

  /** The wanted bits by field, in the order of {@link Field}. */
  public Map<Field, Bits> fields() {
    return fields;
  }

  public Optional<Bits> get(Field field) {
    return Optional.ofNullable(fields.get(field));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Match match && fields.equals(match.fields);
  }

  @Override
  public int hashCode() {
    return Objects.hash(fields);
  }

  @Override
  public String toString() {
    return MatchText.of(this);
  }
}
