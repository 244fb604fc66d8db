/**
 * Where a packet goes and why: the planned rules of all switches, followed by hand. Pure; what a
 * switch really holds and does is another question.
 */
package org.utsusemi.controller.explain;
