package org.utsusemi.topology.model;

import java.time.Duration;

/** The state to take when the source of the plant state falls silent for so long. */
public record Watchdog(Duration silentFor, String then, SourceRef at) {}
