/**
 * A TCP/IP fingerprint as {@code nmap -O} prints it, told as questions and values in people's
 * words. Pure.
 */
package org.utsusemi.decoy.compare.stack;
