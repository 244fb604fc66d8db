package org.utsusemi.decoy.clone;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.utsusemi.decoy.capture.TcpTalk;
import org.utsusemi.decoy.clone.ModbusDraft.Fixed;
import org.utsusemi.decoy.clone.ModbusTalk.Asked;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.host.StreamService;
import org.utsusemi.decoy.ics.modbus.ModbusProfile;
import org.utsusemi.decoy.ics.modbus.ModbusService;
import org.utsusemi.decoy.value.DeviceValues;
import org.utsusemi.decoy.value.Overlays;
import org.utsusemi.topology.address.MacAddress;

/**
 * Asks a clone's Modbus all that the device was asked. What the tables cannot say, but the device
 * said each time it was asked, becomes a fixed answer.
 */
final class ModbusRehearing {
  private static final Set<Integer> READS = Set.of(1, 2, 3, 4, 23);
  private static final int MOST_FIXED = 400;
  private static final HexFormat HEX = HexFormat.of();

  private final List<Asked> differing = new ArrayList<>();
  private final Map<String, Integer> answersOf = new LinkedHashMap<>();

  /** What each request got from units that answer. */
  private final Map<String, Set<String>> answersOfAll = new LinkedHashMap<>();

  private final Set<Integer> units;
  private final List<String> different = new ArrayList<>();
  private int asked;
  private int alike;

  private ModbusRehearing(Set<Integer> units) {
    this.units = units;
  }

  /**
   * @param units that answer
   */
  static ModbusRehearing of(ModbusProfile profile, Set<Integer> units, Evidence evidence) {
    ModbusRehearing rehearing = new ModbusRehearing(units);
    Set<Integer> ports = ModbusLearner.ports(evidence);
    DeviceValues values =
        new DeviceValues(evidence.address(), 1, new Overlays(100_000), () -> Instant.EPOCH);
    ModbusService service = new ModbusService(() -> profile, values);
    for (TcpTalk talk : evidence.seen().connections()) {
      if (ports.contains(talk.port())) {
        rehearing.talk(talk, service);
      }
    }
    return rehearing;
  }

  Rehearing.Result result() {
    return new Rehearing.Result(asked, alike, different);
  }

  private static final class Ear implements StreamService.Output {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Override
    public void send(byte[] bytes) {
      said.writeBytes(bytes);
    }

    @Override
    public void close() {}

    @Override
    public void reset() {}

    @Override
    public void touched(String summary, byte[] payload) {}
  }

  private void talk(TcpTalk talk, ModbusService service) {
    Peer peer = new Peer(0, MacAddress.ZERO, talk.client(), talk.clientPort());
    Ear ear = new Ear();
    StreamService.Session session = service.open(peer, ear);
    for (Asked request : ModbusTalk.of(talk).asked()) {
      ear.said.reset();
      session.receive(frame(request));
      byte[] said = ear.said.toByteArray();
      Optional<byte[]> clone =
          said.length > 7
              ? Optional.of(Arrays.copyOfRange(said, 7, said.length))
              : Optional.empty();
      compare(request, clone);
    }
    session.closed();
  }

  private static byte[] frame(Asked request) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 1, 0, 0, 0, (byte) (request.request().length + 1)});
    out.write(request.unit());
    out.writeBytes(request.request());
    return out.toByteArray();
  }

  private void compare(Asked request, Optional<byte[]> clone) {
    asked++;
    answersOf.merge(key(request) + text(request.response()), 1, Integer::sum);
    answersOf.merge(key(request), 1, Integer::sum);
    Set<String> ofAll = answersOfAll.computeIfAbsent(text(request), r -> new HashSet<>());
    if (units.contains(request.unit())) {
      ofAll.add(text(request.response()));
    }
    boolean same =
        text(request.response()).equals(text(clone))
            || READS.contains(request.function())
                && request.succeeded()
                && sameShape(request, clone);
    if (same) {
      alike++;
      return;
    }
    differing.add(request);
    if (different.size() < Rehearing.SHOWN) {
      different.add(
          "modbus unit "
              + request.unit()
              + ": answer to "
              + HEX.formatHex(request.request())
              + " was "
              + text(request.response())
              + " and is "
              + text(clone));
    }
  }

  /** Values move; how many there are does not. */
  private static boolean sameShape(Asked request, Optional<byte[]> clone) {
    byte[] device = request.response().orElseThrow();
    return clone.isPresent() && clone.get().length == device.length && clone.get()[0] == device[0];
  }

  private static String key(Asked request) {
    return request.unit() + ":" + HEX.formatHex(request.request()) + "=";
  }

  private static String text(Asked request) {
    return HEX.formatHex(request.request());
  }

  private static String text(Optional<byte[]> pdu) {
    return pdu.map(HEX::formatHex).orElse("nothing");
  }

  /**
   * Answers that the device gave each time, and the clone does not. Those that all units which were
   * asked gave alike are for all.
   */
  List<Fixed> fixed() {
    Map<String, Fixed> fixed = new LinkedHashMap<>();
    for (Asked request : differing) {
      String response = text(request.response());
      boolean always = answersOf.get(key(request)).equals(answersOf.get(key(request) + response));
      boolean value = READS.contains(request.function()) && request.succeeded();
      boolean ofAll = answersOfAll.get(text(request)).equals(Set.of(response));
      if (always && !value && fixed.size() < MOST_FIXED) {
        OptionalInt unit =
            ofAll && units.contains(request.unit())
                ? OptionalInt.empty()
                : OptionalInt.of(request.unit());
        fixed.put(unit + text(request), new Fixed(unit, request.request(), request.response()));
      }
    }
    return List.copyOf(fixed.values());
  }
}
