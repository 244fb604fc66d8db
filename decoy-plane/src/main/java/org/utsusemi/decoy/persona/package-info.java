/**
 * The whole character of a device as one immutable value, and the file that says it: ports,
 * personality, values, Modbus. Every problem of a file is found in one pass, with its line; what a
 * file leaves open has a default that is written down in docs/reference/persona-file.md.
 */
package org.utsusemi.decoy.persona;
