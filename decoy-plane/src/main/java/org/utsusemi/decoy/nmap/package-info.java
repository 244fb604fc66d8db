/**
 * What a scan by nmap found, read from the file that {@code nmap -oX} wrote: one immutable value
 * per element that is of use, bounded in size, depth and number, because such a file may come from
 * anywhere. A scan that was interrupted is read as far as it goes. nmap's document type, {@code
 * nmap.dtd}, is the source of the names.
 */
package org.utsusemi.decoy.nmap;
