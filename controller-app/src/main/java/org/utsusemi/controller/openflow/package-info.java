/**
 * OpenFlow 1.3 sessions with switches: the only room that knows openflowj. Rules go in and come out
 * as values of {@code rules}.
 */
package org.utsusemi.controller.openflow;
