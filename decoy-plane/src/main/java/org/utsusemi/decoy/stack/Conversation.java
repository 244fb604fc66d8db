package org.utsusemi.decoy.stack;

import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.host.Manners;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.host.StreamService;

/** Who talks with whom over a connection, and which service serves it how. */
record Conversation(
    Peer peer,
    Host host,
    TcpKey key,
    StreamService service,
    Manners manners,
    boolean stateViolation) {}
