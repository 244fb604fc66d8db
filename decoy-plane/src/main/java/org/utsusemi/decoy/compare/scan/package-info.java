/** What nmap found out about a machine, told as questions and values. Pure. */
package org.utsusemi.decoy.compare.scan;
