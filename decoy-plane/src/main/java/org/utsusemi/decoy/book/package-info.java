/**
 * Which unused addresses answer, and as whom: a pure function of a key, of the networks and of an
 * epoch. Any number of decoy planes agree on it without speaking; nobody without the key predicts
 * it.
 */
package org.utsusemi.decoy.book;
