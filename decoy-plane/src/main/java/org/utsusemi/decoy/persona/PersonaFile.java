package org.utsusemi.decoy.persona;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.utsusemi.decoy.host.Latency;
import org.utsusemi.decoy.ics.modbus.ModbusProfile;
import org.utsusemi.decoy.learned.Learned;
import org.utsusemi.decoy.personality.Fingerprint;
import org.utsusemi.decoy.personality.Model;
import org.utsusemi.decoy.personality.NmapOsDb;
import org.utsusemi.decoy.value.ValueSpec;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Mapping;
import org.utsusemi.topology.yaml.Problem;
import org.utsusemi.topology.yaml.Problems;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;
import org.utsusemi.topology.yaml.Yaml;

/** Reads a persona file. */
public final class PersonaFile {
  /**
   * What reading found.
   *
   * @param persona there exactly when there are no problems
   * @param problems all of them, in the order of the file
   */
  public record Result(Optional<Persona> persona, List<Problem> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  private final NmapOsDb osDb;

  PersonaFile(NmapOsDb osDb) {
    this.osDb = osDb;
  }

  /** With the fingerprints of the nmap that is installed, if there is one. */
  public static PersonaFile reader() {
    return new PersonaFile(new NmapOsDb(NmapOsDb.INSTALLED));
  }

  /**
   * Reads one. Never throws for what is in the text.
   *
   * @param fileName as it shall stand in problems
   */
  public Result read(String fileName, String text) {
    Problems problems = new Problems();
    Optional<Persona> persona = read(fileName, text, problems);
    return new Result(persona.filter(p -> problems.isEmpty()), problems.sorted());
  }

  /** Reads one into a list of problems that may have some already. */
  Optional<Persona> read(String fileName, String text, Problems problems) {
    return Yaml.parse(fileName, text, problems).flatMap(root -> persona().read(root, "", problems));
  }

  private Shape<Persona> persona() {
    return Shapes.mapping(
        "a persona: keys and their values, the first of them persona: NAME",
        fields -> {
          Optional<String> name = fields.required("persona", Words.NAME);
          Persona.Maker maker =
              new Persona.Maker(
                  fields.optional("vendor", Words.NOTE, ""),
                  fields.optional("product", Words.NOTE, ""),
                  fields.optional("version", Words.NOTE, ""));
          Optional<MacPattern> mac = fields.optional("mac", Words.MAC);
          Optional<Model> personality = personality(fields);
          Optional<Duration> uptime = fields.optional("uptime", Shapes.duration());
          Optional<Latency> latency = fields.optional("latency", Times.latency());
          Optional<Latency> roundTrip = fields.optional("round_trip", Times.latency());
          PortRules tcp = PortSection.read(fields, "tcp", KnownServices.TCP);
          PortRules udp = PortSection.read(fields, "udp", KnownServices.UDP);
          Map<String, ValueSpec> values = ValueSection.read(fields);
          Optional<ModbusProfile> modbus =
              ModbusSection.read(fields, new ModbusTables(values, declared(fields)));
          Learned learned = LearnedSection.read(fields, tcp, udp);
          return name.map(
              n ->
                  new Persona(
                      n,
                      maker,
                      mac,
                      personality.orElse(Model.EMBEDDED),
                      uptime,
                      latency,
                      roundTrip,
                      tcp,
                      udp,
                      values,
                      modbus,
                      learned));
        });
  }

  private Optional<Model> personality(Fields fields) {
    Optional<Model> named = fields.optional("personality", this::named);
    Optional<Model> printed = fields.optional("fingerprint", PersonaFile::printed);
    if (fields.has("personality") == fields.has("fingerprint")) {
      fields
          .problems()
          .add(
              fields.at("fingerprint").orElse(fields.at()),
              fields.path(),
              "write either personality: NAME (of a fingerprint in nmap-os-db)"
                  + " or fingerprint: TEXT (as nmap -O prints it)");
    }
    return named.or(() -> printed);
  }

  private Optional<Model> named(Yaml node, String path, Problems problems) {
    return Words.FINGERPRINT_NAME
        .read(node, path, problems)
        .flatMap(
            name -> {
              NmapOsDb.Found found = osDb.find(name);
              if (found instanceof NmapOsDb.Found.No no) {
                return Words.refuse(
                    node,
                    path,
                    problems,
                    "the nmap that is installed has no fingerprint '" + name + "'" + no.hint());
              }
              return Optional.of(
                  found instanceof NmapOsDb.Found.Yes yes
                      ? Model.of(yes.fingerprint())
                      : Model.EMBEDDED);
            });
  }

  private static Optional<Model> printed(Yaml node, String path, Problems problems) {
    return Shapes.text("a fingerprint as nmap -O prints it")
        .read(node, path, problems)
        .flatMap(
            text -> {
              try {
                return Optional.of(Model.of(Fingerprint.parse(text)));
              } catch (IllegalArgumentException e) {
                return Words.refuse(
                    node, path, problems, "not a fingerprint of nmap: " + e.getMessage());
              }
            });
  }

  private static Set<String> declared(Fields fields) {
    Set<String> names = new LinkedHashSet<>();
    fields
        .optional("values", Shapes.anything())
        .filter(Mapping.class::isInstance)
        .ifPresent(
            node -> ((Mapping) node).entries().forEach(entry -> names.add(entry.key().text())));
    return names;
  }
}
