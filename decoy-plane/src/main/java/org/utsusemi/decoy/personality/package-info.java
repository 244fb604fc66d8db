/**
 * TCP/IP personalities: fingerprints as nmap writes them, read from the nmap that is installed or
 * from a persona, and turned into the header fields, numbers and silences that nmap would find them
 * by. A model is compiled once per fingerprint; what differs between two hosts of one model is
 * drawn by a host's own seed, and what a host must remember lies in one bounded table.
 */
package org.utsusemi.decoy.personality;
