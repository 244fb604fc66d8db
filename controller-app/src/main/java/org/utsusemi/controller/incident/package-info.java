/**
 * Touches, gathered by who did it: one incident for each access port and hour of its unrest, graded
 * by a few rules, with bounded evidence. Pure but for the events it tells; time is passed in, and
 * nothing that a decoy plane says is believed further than its bounds.
 */
package org.utsusemi.controller.incident;
