package org.utsusemi.decoy.persona;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.utsusemi.decoy.ics.modbus.FunctionCode;
import org.utsusemi.decoy.ics.modbus.Garbage;
import org.utsusemi.decoy.ics.modbus.Identity;
import org.utsusemi.decoy.ics.modbus.Limits;
import org.utsusemi.decoy.ics.modbus.ModbusProfile;
import org.utsusemi.topology.address.NumberRange;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;

/** {@code modbus}. */
final class ModbusSection {
  /** Object ids of Read Device Identification (V1.1b3, 6.21) by the keys of a persona file. */
  private static final List<String> OBJECTS =
      List.of(
          "vendor_name",
          "product_code",
          "revision",
          "vendor_url",
          "product_name",
          "model_name",
          "user_application_name");

  private static final int BASIC_OBJECTS = 3;

  private ModbusSection() {}

  static Optional<ModbusProfile> read(Fields persona, ModbusTables tables) {
    return persona.optional(
        "modbus",
        Shapes.mapping(
            "a mapping such as { units: [1], holding: { 0: tank_level } }",
            fields -> Optional.of(profile(fields, tables))));
  }

  private static ModbusProfile profile(Fields fields, ModbusTables tables) {
    ModbusProfile usual = ModbusProfile.plain(Map.of());
    Optional<Identity> identity = fields.optional("identity", identity());
    return new ModbusProfile(
        fields.optional("units", unit().oneOrMore(), usual.units()),
        fields.optional("unknown_unit", Words.REFUSAL, usual.unknownUnit()),
        fields.optional("functions", functions(), usual.functions()),
        fields.optional("unknown_function", Words.REFUSAL, usual.unknownFunction()),
        fields.optional("read_only", Words.REFUSAL, usual.readOnly()),
        identity,
        fields
            .optional("server_id", Words.latin(Identity.MAX_TEXT))
            .or(() -> identity.map(ModbusSection::serverId)),
        fields.optional(
            "word_order", Shapes.words(Map.of("high_first", false, "low_first", true)), false),
        fields.optional("limits", limits(), Limits.DEFAULT),
        tables.read(fields),
        FixedAnswerSection.read(fields),
        fields.optional("not_modbus", Shapes.words(Garbage.class, Garbage::word), usual.garbage()));
  }

  private static Shape<NumberRange> unit() {
    return Shapes.scalar(
        "a unit identifier or a range of them within 0-255 such as 1",
        text -> NumberRange.tryParse(text).filter(range -> range.last() <= 255));
  }

  private static Shape<Set<Integer>> functions() {
    String all = FunctionCode.ALL.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return Shapes.scalar(
            "one of the function codes " + all,
            text ->
                NumberRange.tryParse(text)
                    .filter(n -> n.size() == 1 && FunctionCode.ALL.contains(n.first()))
                    .map(NumberRange::first))
        .oneOrMore()
        .map(TreeSet::new);
  }

  private static Shape<Identity> identity() {
    Shape<String> text = Words.latin(Identity.MAX_TEXT);
    return Shapes.mapping(
        "a mapping such as { vendor_name: WAGO, product_code: 750-880, revision: \"01\" }",
        fields -> {
          NavigableMap<Integer, String> objects = new TreeMap<>();
          for (int id = 0; id < OBJECTS.size(); id++) {
            String key = OBJECTS.get(id);
            Optional<String> object =
                id < BASIC_OBJECTS ? fields.required(key, text) : fields.optional(key, text);
            if (object.isPresent()) {
              objects.put(id, object.get());
            }
          }
          return Optional.of(new Identity(objects));
        });
  }

  /** What function 17 tells when the file gives it no text of its own. */
  private static String serverId(Identity identity) {
    String id = String.join(" ", identity.objects().headMap(BASIC_OBJECTS).values());
    return id.substring(0, Math.min(id.length(), Identity.MAX_TEXT));
  }

  private static Shape<Limits> limits() {
    Limits most = Limits.DEFAULT;
    return Shapes.mapping(
        "a mapping such as { registers_per_read: 125 }",
        fields ->
            Optional.of(
                new Limits(
                    limit(fields, "registers_per_read", most.registersPerRead()),
                    limit(fields, "registers_per_write", most.registersPerWrite()),
                    limit(fields, "bits_per_read", most.bitsPerRead()),
                    limit(fields, "bits_per_write", most.bitsPerWrite()),
                    fields.optional("addresses", Words.ADDRESSES.oneOrMore(), most.addresses()))));
  }

  private static int limit(Fields fields, String key, int most) {
    return fields.optional(key, Shapes.integer(1, most), most);
  }
}
