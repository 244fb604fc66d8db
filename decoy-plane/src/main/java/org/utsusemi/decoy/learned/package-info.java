/**
 * Services that nobody taught: what a device was heard to answer, said again. Requests are looked
 * up as they came, as lines of text or as HTTP, the likest known one counts; the parts of an answer
 * that differ each time (what the request said, counters, dates, addresses) are made anew. What a
 * client sends is never kept beyond a bound, and looking it up takes a bounded time.
 */
package org.utsusemi.decoy.learned;
