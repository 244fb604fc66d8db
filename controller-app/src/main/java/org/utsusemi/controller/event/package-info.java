/**
 * What happened, for people and machines: typed events in a bounded memory, in a file of JSON
 * lines, and to whoever listens. Telling never holds up who tells: a slow listener is cut off, a
 * full disk stops the file and nothing else.
 */
package org.utsusemi.controller.event;
