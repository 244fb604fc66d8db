package org.utsusemi.topology.model;

import java.util.Optional;
import java.util.OptionalInt;
import org.utsusemi.topology.address.Dpid;

/**
 * An OpenFlow switch.
 *
 * @param decoyPort OpenFlow port that leads to a decoy plane; empty: none here
 * @param mode overrides the site's
 */
public record Switch(
    String name, Dpid dpid, OptionalInt decoyPort, Optional<Mode> mode, SourceRef at) {}
