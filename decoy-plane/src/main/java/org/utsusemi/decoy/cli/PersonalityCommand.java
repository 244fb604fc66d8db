package org.utsusemi.decoy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.utsusemi.decoy.personality.Model;
import org.utsusemi.decoy.personality.NmapOsDb;
import org.utsusemi.topology.command.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows which fingerprints a persona may name, and what hosts that have one answer. */
@Command(
    name = "personality",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what a decoy answers that has one of nmap's fingerprints, and why nmap",
      "could not find it by them, where it could not."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:shown",
      "1:there is no such fingerprint",
      "2:wrong usage",
      "3:nmap's data cannot be read"
    })
public final class PersonalityCommand implements Subcommand {
  private static final int NO = 1;
  private static final int COULD_NOT = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The fingerprint's name, as after 'Fingerprint' in nmap-os-db.")
  private String name;

  @Option(
      names = "--list",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "REGEX",
      description = "List the names in which this is found; without it all.")
  private String list;

  @Option(
      names = "--ordinal",
      defaultValue = "0",
      paramLabel = "N",
      description = "Which one of that name, from 0 (a persona gets number 0).")
  private int ordinal;

  @Option(
      names = "--json",
      description =
          "One JSON object a line: name, ordinal, line, first, class, unmeetable, fingerprint.")
  private boolean json;

  @Option(
      names = "--nmap-os-db",
      defaultValue = "/usr/share/nmap/nmap-os-db",
      paramLabel = "FILE",
      description = "nmap's data (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if ((name == null) == (list == null)) {
      throw new ParameterException(spec.commandLine(), "give either NAME or --list");
    }
    PrintWriter out = spec.commandLine().getOut();
    try {
      return name == null ? list(out) : show(out);
    } catch (IOException e) {
      spec.commandLine().getErr().println("utsusemi personality: cannot read " + file + ": " + e);
      return COULD_NOT;
    } finally {
      out.flush();
    }
  }

  private int list(PrintWriter out) throws IOException {
    Pattern wanted;
    try {
      wanted = Pattern.compile(list);
    } catch (PatternSyntaxException e) {
      throw new ParameterException(spec.commandLine(), "not a regular expression: " + list, e);
    }
    List<NmapOsDb.Entry> entries =
        new NmapOsDb(file).entries(candidate -> wanted.matcher(candidate).find());
    for (NmapOsDb.Entry entry : entries) {
      if (json) {
        out.println(text(describe(entry)));
      } else if (entry.ordinal() == 0) {
        out.println(entry.name());
      }
    }
    return entries.isEmpty() ? NO : 0;
  }

  private int show(PrintWriter out) throws IOException {
    NmapOsDb db = new NmapOsDb(file);
    NmapOsDb.Entry entry = db.entry(name, ordinal).orElse(null);
    if (entry == null) {
      String hint = db.find(name) instanceof NmapOsDb.Found.No no ? no.hint() : "";
      spec.commandLine()
          .getErr()
          .println("utsusemi personality: no fingerprint '" + name + "' " + ordinal + hint);
      return NO;
    }
    Model model = Model.of(entry.fingerprint());
    if (json) {
      Map<String, Object> described = describe(entry);
      described.put("answered", model.answered());
      out.println(text(described));
      return 0;
    }
    out.println(entry.name() + " (" + file + ", line " + entry.line() + ")");
    entry.classes().forEach(line -> out.println("  " + line));
    out.println("What one of its hosts answers to nmap's probes:");
    model.answered().forEach(line -> out.println("  " + line));
    List<String> reasons = model.unmeetable();
    if (!reasons.isEmpty()) {
      out.println("nmap cannot find it, whatever is answered:");
      reasons.forEach(reason -> out.println("  " + reason));
    }
    return 0;
  }

  private static Map<String, Object> describe(NmapOsDb.Entry entry) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", entry.name());
    described.put("ordinal", entry.ordinal());
    described.put("line", entry.line());
    described.put("first", entry.ordinal() == 0);
    described.put("class", entry.classes());
    described.put("unmeetable", reasons(entry));
    described.put("fingerprint", entry.text());
    return described;
  }

  private static List<String> reasons(NmapOsDb.Entry entry) {
    try {
      return Model.of(entry.fingerprint()).unmeetable();
    } catch (IllegalArgumentException e) {
      return List.of("cannot be read: " + e.getMessage());
    }
  }

  private static String text(Map<String, Object> described) {
    try {
      return JSON.writeValueAsString(described);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are JSON", e);
    }
  }
}
