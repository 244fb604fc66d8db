/**
 * One plant as an immutable value: its switches, networks, devices, services, conduits and plant
 * states, each with the line of the site file that it came from. What is here has been checked; the
 * names in it resolve.
 */
package org.utsusemi.topology.model;
