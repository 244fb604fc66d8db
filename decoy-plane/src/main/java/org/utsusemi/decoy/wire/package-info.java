/**
 * Bytes and values: one record per protocol, each with {@code decode} (empty on anything malformed,
 * never an exception) and {@code encode}. A payload is a view of the frame it was decoded from, so
 * it lives as long as that frame's array is left alone. Received checksums are not looked at,
 * because senders with offload leave them unfinished; sent ones are right. No sockets, no
 * configuration, no logging.
 */
package org.utsusemi.decoy.wire;
