package org.utsusemi.topology.yaml;

import java.util.List;
import org.utsusemi.topology.model.SourceRef;

/** A list. */
public record Sequence(SourceRef at, List<Yaml> items) implements Yaml {
  public Sequence {
    items = List.copyOf(items);
  }

  @Override
  public String describe() {
    return "a list";
  }
}
