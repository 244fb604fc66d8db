package org.utsusemi.decoy.stack;

import org.utsusemi.decoy.host.Peer;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * A TCP connection with one of the stack's hosts.
 *
 * @param peer who opened it
 * @param host address of the host that answers
 * @param port the host's port, 0–65535
 */
public record OpenSession(Peer peer, Ipv4Address host, int port) {}
