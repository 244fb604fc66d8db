/**
 * Proof that the rules of all switches together do what the site file says and nothing else: not by
 * trying packets but by following sets of packets that leave none out (header space analysis, P.
 * Kazemian et al., NSDI 2012). Pure.
 */
package org.utsusemi.controller.verify;
