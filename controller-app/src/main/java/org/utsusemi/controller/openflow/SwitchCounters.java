package org.utsusemi.controller.openflow;

/**
 * What has gone over one session since it began.
 *
 * @param adds flow-mods sent, whether or not the switch took them
 * @param modifies those sent to replace a rule's body
 * @param removes those sent to delete
 * @param errors error messages received
 * @param reads of all rules, answered in full
 * @param packetIns received, and ignored
 * @param skipped messages received that nobody here could read
 */
public record SwitchCounters(
    long adds,
    long modifies,
    long removes,
    long errors,
    long reads,
    long packetIns,
    long skipped) {}
