package org.utsusemi.controller.rules;

/**
 * A rule that a switch says it holds.
 *
 * @param ours whether its cookie bears the project's magic
 * @param readable whether key and body say all of it; a foreign rule may use fields, actions or
 *     tables that have no place here: then {@code text} alone describes it
 * @param key null when not readable; so is {@code body}
 * @param cookie as the switch holds it
 * @param packets that it has matched
 */
public record InstalledRule(
    boolean ours,
    boolean readable,
    RuleKey key,
    RuleBody body,
    long cookie,
    long packets,
    long bytes,
    String text) {}
