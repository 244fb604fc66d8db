package org.utsusemi.topology.yaml;

import org.utsusemi.topology.model.SourceRef;

/** A value and the place where it is written. */
public record Located<T>(T value, SourceRef at) {}
