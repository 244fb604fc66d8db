package org.utsusemi.decoy.ics.modbus;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a device was seen to answer to one request, whatever its tables say.
 *
 * @param unit the one that answers so, 0–255; empty: every one that answers at all
 * @param request function code and what follows, 1–253 bytes; not to be changed
 * @param answer the same of the response, 1–253 bytes; empty: silence; not to be changed
 */
public record FixedAnswer(OptionalInt unit, byte[] request, Optional<byte[]> answer) {
  /**
   * Whether this is what a request gets.
   *
   * @param known whether the request is to a unit that answers
   */
  boolean fits(Request asked, boolean known) {
    return (unit.isEmpty() ? known : unit.getAsInt() == asked.unit())
        && Arrays.equals(request, asked.pdu());
  }
}
