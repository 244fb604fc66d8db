/**
 * What controller and decoy plane say to each other: the world view down, touches up, one JSON
 * object a line over a Unix-domain socket. The decoy plane learns from here what is real, what may
 * talk and who asked; it is told no rules, no keys of the early-warning network and no credentials.
 */
package org.utsusemi.topology.plane;
