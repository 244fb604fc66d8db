/** The ways between switches: shortest paths over the cabling of the site. Pure. */
package org.utsusemi.topology.path;
