package org.utsusemi.topology.yaml;

import java.util.List;
import org.utsusemi.topology.model.SourceRef;

/** Keys with their values, in the order of the file; a key that is written twice is here twice. */
public record Mapping(SourceRef at, List<Entry> entries) implements Yaml {
  /** One key and its value. */
  public record Entry(Scalar key, Yaml value) {}

  public Mapping {
    entries = List.copyOf(entries);
  }

  @Override
  public String describe() {
    return "a mapping";
  }
}
