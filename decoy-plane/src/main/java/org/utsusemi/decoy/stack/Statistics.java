package org.utsusemi.decoy.stack;

/**
 * Counters since the start, and how many connections there are now.
 *
 * @param malformed frames that bore no mark, or were cut short or impossible in a header
 * @param evicted connections that gave way to newer ones
 * @param cookies SYNs that were answered without keeping memory
 * @param connections half-open ones included
 * @param bufferBytes memory that waits for services or peers to take it
 */
public record Statistics(
    long framesIn,
    long framesOut,
    long malformed,
    long evicted,
    long cookies,
    int connections,
    int halfOpen,
    int bufferBytes) {}
