/**
 * Modbus/TCP as a device speaks it: frames by their MBAP header, requests through j2mod's codec,
 * answers from the values of a host as its persona maps them to addresses (Modbus Application
 * Protocol V1.1b3; Modbus Messaging on TCP/IP V1.0b). What arrives is hostile: no length is
 * believed, nothing throws.
 */
package org.utsusemi.decoy.ics.modbus;
