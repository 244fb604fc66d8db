package org.utsusemi.controller.explain;

import org.utsusemi.topology.address.PortRef;

/** Where would this frame go that comes in by this port? */
public record Question(PortRef in, Frame frame) {}
