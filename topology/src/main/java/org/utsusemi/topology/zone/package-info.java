/** Who may reach whom in a plant state, computed from its conduits. Pure. */
package org.utsusemi.topology.zone;
