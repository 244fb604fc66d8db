package org.utsusemi.decoy.compare.render;

import org.utsusemi.decoy.compare.Comparison;

/** Writes a comparison down. */
@FunctionalInterface
public interface Renderer {
  String render(Heading heading, Comparison comparison);
}
