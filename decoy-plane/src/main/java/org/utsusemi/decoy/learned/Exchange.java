package org.utsusemi.decoy.learned;

import java.util.Optional;

/**
 * A request and what it gets.
 *
 * @param follows only directly after this request on the same connection; empty: whenever it comes
 */
public record Exchange(RequestForm request, Optional<RequestForm> follows, Outcome outcome) {}
