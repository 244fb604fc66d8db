/**
 * Frames in, frames out: ARP, ICMP, UDP and the serving side of TCP for as many hosts as the
 * directory knows. No thread, no socket, no clock and no randomness of its own, and no frame that
 * is not an answer, a retransmission, or the end of a session. All memory is bounded, per mark and
 * in all, so that what one access port does cannot take anything from another.
 */
package org.utsusemi.decoy.stack;
