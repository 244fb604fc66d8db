package org.utsusemi.decoy.compare;

import org.utsusemi.decoy.compare.rule.Rule;

/**
 * One field that is compared.
 *
 * @param topic what it is about
 * @param subject where it shows, such as {@code SYN/ACK} or {@code TCP 502}
 * @param aspect what it is, in people's words, such as {@code initial time to live}
 * @param term what nmap calls it, such as {@code T1.T}; may be empty
 * @param rule how it is judged
 */
public record Question(Topic topic, String subject, String aspect, String term, Rule rule) {}
