/**
 * The early-warning network: an incident of one plant as a warning for another. Empty as yet: what
 * it will say (STIX 2.1) and how it will travel (TAXII 2.1, OpenPGP) is not built.
 */
package org.utsusemi.warning;
