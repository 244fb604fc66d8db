package org.utsusemi.controller.verify;

import java.util.Optional;
import org.utsusemi.controller.rules.Field;
import org.utsusemi.controller.rules.Match;

/**
 * A set of packets: those whose bits have given values in some places, and any in all others. Never
 * empty.
 */
final class Cube {
  private static final Field[] FIELDS = Field.values();

  /** Every packet. */
  static final Cube ALL = new Cube(new long[FIELDS.length], new long[FIELDS.length]);

  /** By field: 1 where the bit is given. */
  private final long[] masks;

  /** By field: the given bits; 0 in all other places. */
  private final long[] values;

  private Cube(long[] masks, long[] values) {
    this.masks = masks;
    this.values = values;
  }

  static Cube of(Match match) {
    long[] masks = new long[FIELDS.length];
    long[] values = new long[FIELDS.length];
    match
        .fields()
        .forEach(
            (field, bits) -> {
              masks[field.ordinal()] = bits.mask();
              values[field.ordinal()] = bits.value();
            });
    return new Cube(masks, values);
  }

  /** This set with a field that has just this value; empty when no packet of it has. */
  Optional<Cube> with(Field field, long value) {
    return with(field, value, field.exact());
  }

  /** This set with some bits of a field; empty when no packet of it has them. */
  Optional<Cube> with(Field field, long value, long mask) {
    int i = field.ordinal();
    if (((values[i] ^ value) & masks[i] & mask) != 0) {
      return Optional.empty();
    }
    return Optional.of(given(i, masks[i] | mask, values[i] | value & mask));
  }

  private Cube given(int i, long mask, long value) {
    long[] newMasks = masks.clone();
    long[] newValues = values.clone();
    newMasks[i] = mask;
    newValues[i] = value;
    return new Cube(newMasks, newValues);
  }

  /** Whether some packet is in both. */
  boolean meets(Cube other) {
    for (int i = 0; i < masks.length; i++) {
      if (((values[i] ^ other.values[i]) & masks[i] & other.masks[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The packets that are in both; only for sets that {@linkplain #meets meet}. */
  Cube and(Cube other) {
    long[] newMasks = new long[masks.length];
    long[] newValues = new long[masks.length];
    for (int i = 0; i < masks.length; i++) {
      newMasks[i] = masks[i] | other.masks[i];
      newValues[i] = values[i] | other.values[i];
    }
    return new Cube(newMasks, newValues);
  }

  /** Whether some packet of this one has what the other gives in one field. */
  boolean meets(Cube other, int field) {
    return ((values[field] ^ other.values[field]) & masks[field] & other.masks[field]) == 0;
  }

  /** Whether a value of one field is as this one gives it. */
  boolean allows(int field, long value) {
    return ((values[field] ^ value) & masks[field]) == 0;
  }

  /** This set with nothing given in some fields. */
  Cube freed(Iterable<Field> fields) {
    long[] newMasks = masks.clone();
    long[] newValues = values.clone();
    for (Field field : fields) {
      newMasks[field.ordinal()] = 0;
      newValues[field.ordinal()] = 0;
    }
    return new Cube(newMasks, newValues);
  }

  /** Whether every packet of the other is in this one. */
  boolean contains(Cube other) {
    for (int i = 0; i < masks.length; i++) {
      if ((masks[i] & ~other.masks[i]) != 0 || ((values[i] ^ other.values[i]) & masks[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The value of a field when all its bits are given. */
  Optional<Long> exactly(Field field) {
    int i = field.ordinal();
    return masks[i] == field.exact() ? Optional.of(values[i]) : Optional.empty();
  }

  /** Whether no bit of a field is given. */
  boolean isFree(Field field) {
    return masks[field.ordinal()] == 0;
  }

  /** The bits of one field that a set gives and this one does not, by the field's ordinal. */
  long freeHere(Cube other, int field) {
    return other.masks[field] & ~masks[field];
  }

  /** This set where one free bit is other than that set's, and so none of it is in that set. */
  Cube unlike(Cube other, int field, long bit) {
    return given(field, masks[field] | bit, values[field] | ~other.values[field] & bit);
  }

  /** This set where one free bit is as that set's. */
  Cube like(Cube other, int field, long bit) {
    return given(field, masks[field] | bit, values[field] | other.values[field] & bit);
  }

  static int fields() {
    return FIELDS.length;
  }

  /** One packet of it, by the fields of which anything is given: their free bits are 0. */
  Match packet() {
    Match match = Match.ANY;
    for (Field field : FIELDS) {
      if (masks[field.ordinal()] != 0) {
        match = match.with(field, values[field.ordinal()]);
      }
    }
    return match;
  }

  /** What all packets of it have in common, as a match. */
  Match toMatch() {
    Match match = Match.ANY;
    for (Field field : FIELDS) {
      int i = field.ordinal();
      match = match.with(field, values[i], masks[i]);
    }
    return match;
  }

  @Override
  public String toString() {
    return toMatch().toString();
  }
}
