package org.utsusemi.decoy.ics.modbus;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a device was seen to answer to one request, whatever its tables say.
 *
 * @param unit the one that answers so, 0–255; empty: every one
 * @param request function code and what follows, 1–253 bytes; not to be changed
 * @param answer the same of the response, 1–253 bytes; empty: silence; not to be changed
 */
public record FixedAnswer(OptionalInt unit, byte[] request, Optional<byte[]> answer) {
  boolean fits(Request asked) {
    return (unit.isEmpty() || unit.getAsInt() == asked.unit())
        && Arrays.equals(request, asked.pdu());
  }
}
