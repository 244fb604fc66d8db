package org.utsusemi.decoy.learned;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.utsusemi.decoy.learned.Dialogue.Compare;

/**
 * Finds the exchange for a request. Requests with their wild bytes at the same places share one
 * table, so that a look-up costs one comparison per such form and not per request.
 */
final class RequestIndex {
  /** Length, and places of wild bytes. */
  private record Shape(int length, BitSet any) {
    ByteBuffer key(byte[] bytes, int from) {
      byte[] key = Arrays.copyOfRange(bytes, from, from + length);
      for (int i = any.nextSetBit(0); i >= 0; i = any.nextSetBit(i + 1)) {
        key[i] = 0;
      }
      return ByteBuffer.wrap(key);
    }
  }

  private final Map<Shape, Map<ByteBuffer, List<Exchange>>> byBytes = new HashMap<>();

  /** The same, longest first. */
  private final TreeMap<Integer, List<Shape>> shapes =
      new TreeMap<>(java.util.Comparator.reverseOrder());

  private final Map<String, List<Exchange>> byText = new HashMap<>();
  private final List<RequestForm> raw = new ArrayList<>();
  private final Compare compare;

  RequestIndex(Dialogue dialogue) {
    compare = dialogue.compare();
    dialogue.exchanges().forEach(this::add);
  }

  private void add(Exchange exchange) {
    RequestForm form = exchange.request();
    List<String> keys = keys(form);
    if (keys.isEmpty()) {
      if (!form.isOpen()) {
        Shape shape = new Shape(form.length(), form.any());
        Map<ByteBuffer, List<Exchange>> table = byBytes.get(shape);
        if (table == null) {
          table = new HashMap<>();
          byBytes.put(shape, table);
          shapes.computeIfAbsent(form.length(), length -> new ArrayList<>()).add(shape);
        }
        table.computeIfAbsent(shape.key(form.bytes(), 0), key -> new ArrayList<>(1)).add(exchange);
        raw.add(form);
      }
      return;
    }
    keys.forEach(key -> byText.computeIfAbsent(key, k -> new ArrayList<>(1)).add(exchange));
  }

  /** Under which a request that can be taken apart is found; none when it cannot. */
  private List<String> keys(RequestForm form) {
    String text = form.text();
    return switch (compare) {
      case SNMP -> SnmpMessage.parse(form.bytes()).map(m -> List.of(m.key())).orElse(List.of());
      case BYTES -> List.of();
      case LINES -> lineKeys(text);
      case HTTP ->
          HttpRequest.parse(text)
              .filter(HttpRequest::complete)
              .map(r -> r.keys(r.target()))
              .orElse(List.of());
    };
  }

  /** A line is found as a whole, or by its first word when any text may follow that. */
  private static List<String> lineKeys(String text) {
    if (text.indexOf('\n') != text.length() - 1) {
      return List.of();
    }
    String line = text.strip();
    int open = line.indexOf(RequestForm.ANY_TEXT);
    if (open < 0) {
      return List.of("line " + line);
    }
    return open == line.length() - 1
        ? List.of("word " + line.substring(0, open).strip())
        : List.of();
  }

  /** The longest known request that these bytes begin with. */
  Optional<Exchange> longest(byte[] bytes, int from, int to, RequestForm before) {
    for (List<Shape> ofLength : shapes.tailMap(to - from, true).values()) {
      for (Shape shape : ofLength) {
        List<Exchange> found = byBytes.get(shape).get(shape.key(bytes, from));
        if (found != null) {
          return fitting(found, before);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether these bytes are the beginning of a known request, and not the whole of one. */
  boolean isBeginning(byte[] bytes, int from, int to) {
    for (RequestForm form : raw) {
      if (form.length() > to - from && form.agrees(bytes, from, to)) {
        return true;
      }
    }
    return false;
  }

  Optional<Exchange> line(String line, RequestForm before) {
    List<Exchange> found = byText.get("line " + line);
    int space = line.indexOf(' ');
    String word = space < 0 ? line : line.substring(0, space);
    if (found == null) {
      found = byText.get("word " + word);
    }
    if (found == null) {
      found = byText.get("word ");
    }
    return Optional.ofNullable(found).flatMap(list -> fitting(list, before));
  }

  /** The likest: the same target before any, and the more else is the same the better. */
  Optional<Exchange> http(HttpRequest request, RequestForm before) {
    String anyTarget = String.valueOf(RequestForm.ANY_TEXT);
    for (String target : List.of(request.target(), anyTarget)) {
      for (String key : request.keys(target)) {
        List<Exchange> found = byText.get(key);
        if (found != null) {
          return fitting(found, before);
        }
      }
    }
    return Optional.empty();
  }

  Optional<Exchange> snmp(SnmpMessage request) {
    return Optional.ofNullable(byText.get(request.key())).map(found -> found.get(0));
  }

  /** That which follows the request before; else the first that does not say what it follows. */
  private static Optional<Exchange> fitting(List<Exchange> candidates, RequestForm before) {
    Optional<Exchange> other = Optional.empty();
    for (Exchange exchange : candidates) {
      if (before != null && exchange.follows().filter(before::equals).isPresent()) {
        return Optional.of(exchange);
      }
      if (other.isEmpty() && exchange.follows().isEmpty()) {
        other = Optional.of(exchange);
      }
    }
    return other;
  }
}
