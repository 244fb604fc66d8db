package org.utsusemi.topology.model;

import org.utsusemi.topology.address.PortRef;

/** A cable between two switches. */
public record Link(PortRef a, PortRef b, SourceRef at) {}
