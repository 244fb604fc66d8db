/** Touches on their way up: told apart from benign noise, gathered, counted, never unbounded. */
package org.utsusemi.decoy.event;
