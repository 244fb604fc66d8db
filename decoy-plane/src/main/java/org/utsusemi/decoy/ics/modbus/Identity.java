package org.utsusemi.decoy.ics.modbus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What function 43/14, Read Device Identification, tells (V1.1b3, 6.21).
 *
 * @param objects texts of at most {@link #MAX_TEXT} bytes by their object id; 0 to 2 are the basic
 *     ones, to 6 the regular ones, all others are extended
 */
public record Identity(NavigableMap<Integer, String> objects) {
  /** So that one object always fits into one response. */
  public static final int MAX_TEXT = 240;

  static final int MEI_TYPE = 0x0e;

  private static final int LAST_BASIC = 2;
  private static final int LAST_REGULAR = 6;
  private static final int ONE_OBJECT = 4;

  /** Bytes that the objects of one response may take: a PDU of 253 without its 7-byte head. */
  private static final int ROOM = 253 - 7;

  public Identity {
    objects = new TreeMap<>(objects);
  }

  @Override
  public NavigableMap<Integer, String> objects() {
    return java.util.Collections.unmodifiableNavigableMap(objects);
  }

  /**
   * Answers a request.
   *
   * @param pdu 43, 14, code, object id, as it came
   */
  Answer answer(byte[] pdu) {
    if (pdu.length < 2 || (pdu[1] & 0xff) != MEI_TYPE) {
      return new Answer.Refused(Refusal.ILLEGAL_FUNCTION);
    }
    if (pdu.length != 4 || pdu[2] < 1 || pdu[2] > ONE_OBJECT) {
      return new Answer.Refused(Refusal.ILLEGAL_VALUE);
    }
    int code = pdu[2];
    int from = pdu[3] & 0xff;
    if (code == ONE_OBJECT) {
      return objects.containsKey(from)
          ? response(code, objects.subMap(from, from + 1))
          : new Answer.Refused(Refusal.ILLEGAL_ADDRESS);
    }
    SortedMap<Integer, String> category = objects.headMap(lastOf(code), true);
    // a stream that is asked for an object which is not there starts from the beginning
    return response(code, category.containsKey(from) ? category.tailMap(from) : category);
  }

  private static int lastOf(int code) {
    return code == 1 ? LAST_BASIC : code == 2 ? LAST_REGULAR : 0xff;
  }

  private int conformity() {
    int highest = objects.isEmpty() ? 0 : objects.lastKey();
    return 0x80 | (highest <= LAST_BASIC ? 1 : highest <= LAST_REGULAR ? 2 : 3);
  }

  private Answer response(int code, SortedMap<Integer, String> stream) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    int count = 0;
    int next = 0;
    for (Map.Entry<Integer, String> object : stream.entrySet()) {
      byte[] text = object.getValue().getBytes(StandardCharsets.ISO_8859_1);
      if (list.size() + 2 + text.length > ROOM) {
        next = object.getKey();
        break;
      }
      list.write(object.getKey());
      list.write(text.length);
      list.writeBytes(text);
      count++;
    }
    ByteArrayOutputStream pdu = new ByteArrayOutputStream();
    pdu.write(FunctionCode.ENCAPSULATED);
    pdu.write(MEI_TYPE);
    pdu.write(code);
    pdu.write(conformity());
    pdu.write(next == 0 ? 0 : 0xff);
    pdu.write(next);
    pdu.write(count);
    pdu.writeBytes(list.toByteArray());
    return new Answer.Pdu(pdu.toByteArray());
  }
}
