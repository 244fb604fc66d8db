package org.utsusemi.topology.model;

import java.nio.file.Path;
import java.util.Optional;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.PortRef;

/**
 * A real machine with a fixed place.
 *
 * @param network name of the network that its address lies in
 * @param role what it does: plc, hmi, scada, opc-server …; {@code unknown} by default
 * @param vendor empty text when not given; so are {@code product} and {@code version}
 * @param critical a loss of it stops production
 * @param safety never tagged out, never counter-scanned
 * @param persona file that describes how it answers, resolved beside the site file
 */
public record Device(
    String name,
    Ipv4Address ip,
    MacAddress mac,
    PortRef port,
    String network,
    String role,
    String vendor,
    String product,
    String version,
    boolean critical,
    boolean safety,
    Optional<Path> persona,
    SourceRef at) {}
