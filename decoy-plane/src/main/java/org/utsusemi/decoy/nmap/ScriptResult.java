package org.utsusemi.decoy.nmap;

import java.util.List;

/**
 * The element {@code script}.
 *
 * @param id such as {@code modbus-discover}
 * @param output as nmap prints it
 * @param nodes the same with structure, for scripts that give it
 */
public record ScriptResult(String id, String output, List<Node> nodes) {
  public ScriptResult {
    nodes = List.copyOf(nodes);
  }

  /** A part of structured output; {@code key} is empty in a list. */
  public sealed interface Node {
    String key();

    record Text(String key, String text) implements Node {}

    record Group(String key, List<Node> nodes) implements Node {
      public Group {
        nodes = List.copyOf(nodes);
      }
    }
  }
}
