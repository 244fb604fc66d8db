package org.utsusemi.decoy.clone;

import org.utsusemi.decoy.learned.Outcome;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * One request and what followed it.
 *
 * @param nanos since 1970, of the request
 * @param client who asked
 * @param talk number of the connection
 * @param before the request before it on that connection; empty: none
 * @param request not to be changed
 * @param answer empty: nothing was said; not to be changed
 * @param then what became of the connection
 * @param sure whether the capture goes on long enough to know that nothing more came
 */
record Heard(
    long nanos,
    Ipv4Address client,
    int talk,
    byte[] before,
    byte[] request,
    byte[] answer,
    Outcome.Then then,
    boolean sure) {}
