/**
 * The site file: YAML to a checked {@link org.utsusemi.topology.model.Site}, or every problem in
 * it, each with its line and what to write. One class per section of the file; what sections must
 * agree on (names, addresses, ports, files) they share through {@code Reading}. Nothing here knows
 * of rules or packets.
 */
package org.utsusemi.topology.sitefile;
