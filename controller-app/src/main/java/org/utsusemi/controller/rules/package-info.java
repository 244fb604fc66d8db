/**
 * Flow rules as values, without OpenFlow's library: what a switch should hold, and the planner that
 * works it out of a site and its plant state. Pure: nothing here sends anything.
 */
package org.utsusemi.controller.rules;
