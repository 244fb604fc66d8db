package org.utsusemi.decoy.ics.modbus;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.host.StreamService;
import org.utsusemi.decoy.ics.modbus.AddressMap.Entry;
import org.utsusemi.decoy.value.DeviceValues;
import org.utsusemi.decoy.value.Motion;
import org.utsusemi.decoy.value.Overlays;
import org.utsusemi.decoy.value.ValueSpec;
import org.utsusemi.decoy.value.ValueType;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.NumberRange;

/** A device that holds what the examples of the specification show (V1.1b3, chapter 6). */
final class TestDevice {
  static final Peer INTRUDER = peer(3001, "02:00:00:00:00:66");

  private final ModbusService service;

  TestDevice(ModbusProfile profile) {
    DeviceValues values =
        new DeviceValues(
            Ipv4Address.parse("10.0.0.1"),
            1,
            new Overlays(Overlays.DEFAULT_CELLS),
            InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z")));
    service = new ModbusService(() -> profile, values);
  }

  StreamService service() {
    return service;
  }

  TestDevice() {
    this(profile());
  }

  static Peer peer(int mark, String mac) {
    return new Peer(mark, MacAddress.parse(mac), Ipv4Address.parse("10.0.0.66"), 40_000);
  }

  static ModbusProfile profile() {
    TreeMap<Integer, String> objects =
        new TreeMap<>(Map.of(0, "Company identification", 1, "Product code XX", 2, "V2.11"));
    ModbusProfile plain = ModbusProfile.plain(tables());
    return new ModbusProfile(
        List.of(NumberRange.of(1)),
        plain.unknownUnit(),
        plain.functions(),
        plain.unknownFunction(),
        plain.readOnly(),
        Optional.of(new Identity(objects)),
        Optional.of("PLC 1"),
        false,
        plain.limits(),
        plain.tables());
  }

  private static Map<Table, AddressMap> tables() {
    List<Entry> holding = new ArrayList<>();
    numbers(holding, Table.HOLDING, 107, 0x022b, 0, 0x0064);
    numbers(holding, Table.HOLDING, 3, 0x00fe, 0x0012, 0x0001, 0x0003, 0x000d, 0x00ff);
    holding.add(Entry.nameless(Table.HOLDING, new NumberRange(1, 2), setting()));
    holding.add(Entry.nameless(Table.HOLDING, new NumberRange(14, 16), setting()));
    holding.add(Entry.nameless(Table.HOLDING, new NumberRange(1000, 65_535), setting()));
    holding.add(
        Entry.named(Table.HOLDING, 200, "level", ValueSpec.constant(ValueType.FLOAT32, 1.5, true)));
    holding.add(
        Entry.named(
            Table.HOLDING, 210, "fixed", ValueSpec.constant(ValueType.UINT32, 0x01020304, false)));
    holding.add(Entry.named(Table.HOLDING, 220, "text", text("abc")));
    return Map.of(
        Table.HOLDING,
        AddressMap.of(holding),
        Table.INPUT,
        AddressMap.of(numbers(new ArrayList<>(), Table.INPUT, 8, 0x000a)),
        Table.COILS,
        AddressMap.of(bits(Table.COILS, 19, 0xcd, 0x6b, 0x05, 172)),
        Table.DISCRETE,
        AddressMap.of(bits(Table.DISCRETE, 196, 0xac, 0xdb, 0x35, 300)));
  }

  private static ValueSpec setting() {
    return ValueSpec.constant(ValueType.UINT16, 0, true);
  }

  private static ValueSpec text(String text) {
    return new ValueSpec(
        ValueType.STRING,
        text.length(),
        Optional.of(new ValueSpec.Start(0, text)),
        Optional.empty(),
        new Motion.Still(),
        true);
  }

  private static List<Entry> numbers(List<Entry> to, Table table, int first, int... numbers) {
    for (int i = 0; i < numbers.length; i++) {
      ValueSpec spec = ValueSpec.constant(ValueType.UINT16, numbers[i], true);
      to.add(Entry.nameless(table, NumberRange.of(first + i), spec));
    }
    return to;
  }

  /** Three bytes of bits, least significant first, and one more bit. */
  private static List<Entry> bits(Table table, int first, int a, int b, int c, int more) {
    List<Entry> entries = new ArrayList<>();
    int all = a | b << 8 | c << 16;
    for (int i = 0; i < 24; i++) {
      ValueSpec spec = ValueSpec.constant(ValueType.BOOL, all >> i & 1, true);
      entries.add(Entry.nameless(table, NumberRange.of(first + i), spec));
    }
    ValueSpec off = ValueSpec.constant(ValueType.BOOL, 0, true);
    entries.add(Entry.nameless(table, NumberRange.of(more), off));
    return entries;
  }

  Client connect(Peer peer) {
    return new Client(peer);
  }

  Client connect() {
    return connect(INTRUDER);
  }

  /** One connection. */
  final class Client implements StreamService.Output {
    private final StreamService.Session session;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    final List<String> touches = new ArrayList<>();
    final List<byte[]> payloads = new ArrayList<>();
    boolean closed;

    private Client(Peer peer) {
      session = service.open(peer, this);
    }

    void send(String hex) {
      session.receive(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    void sendBytes(byte[] bytes) {
      session.receive(bytes);
    }

    void hangUp() {
      session.closed();
    }

    /** A request to unit 1, and its response without the MBAP header. */
    String ask(String pdu) {
      String digits = pdu.replace(" ", "");
      send(String.format("0007 0000 %04x 01", digits.length() / 2 + 1) + digits);
      String response = take();
      return response.isEmpty() ? "" : response.substring(14);
    }

    /** All that came since the last time, as hex. */
    String take() {
      String hex = HexFormat.of().formatHex(received.toByteArray());
      received.reset();
      return hex;
    }

    @Override
    public void send(byte[] bytes) {
      received.writeBytes(bytes);
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public void reset() {
      closed = true;
    }

    @Override
    public void touched(String summary, byte[] payload) {
      touches.add(summary);
      payloads.add(payload.clone());
    }
  }
}
