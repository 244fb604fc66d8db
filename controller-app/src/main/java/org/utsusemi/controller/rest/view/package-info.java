/**
 * What the REST interface asks of the controller, and the records that it answers with. The records
 * are the JSON contract: every component is a key, in snake case, instants as ISO 8601 in UTC; an
 * empty optional is left out. Whoever implements an interface here is called from several threads
 * at once.
 */
package org.utsusemi.controller.rest.view;
