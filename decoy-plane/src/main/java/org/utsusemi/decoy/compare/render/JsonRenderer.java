package org.utsusemi.decoy.compare.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.utsusemi.decoy.compare.Comparison;
import org.utsusemi.decoy.compare.Finding;

/** For programs: every field, with its outcome. */
public final class JsonRenderer implements Renderer {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Override
  public String render(Heading heading, Comparison comparison) {
    ObjectNode root = JSON.createObjectNode();
    root.put("original", heading.original());
    root.put("clone", heading.copy());
    root.put("at", heading.at().toString());
    root.put("rounds", heading.rounds());
    root.put("differences", comparison.differences().size());
    ArrayNode notes = root.putArray("notes");
    heading.notes().forEach(notes::add);
    ArrayNode findings = root.putArray("findings");
    comparison.findings().forEach(finding -> put(findings.addObject(), finding));
    try {
      return JSON.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts cannot be written as JSON", e);
    }
  }

  private static void put(ObjectNode node, Finding finding) {
    node.put("topic", finding.topic().name().toLowerCase(Locale.ROOT));
    node.put("aspect", finding.aspect());
    ArrayNode subjects = node.putArray("subjects");
    finding.subjects().forEach(subjects::add);
    ArrayNode terms = node.putArray("nmap");
    finding.terms().forEach(terms::add);
    node.put("outcome", finding.verdict().outcome().name().toLowerCase(Locale.ROOT));
    node.put("original", finding.verdict().original());
    node.put("clone", finding.verdict().copy());
    node.put("note", finding.verdict().note());
  }
}
