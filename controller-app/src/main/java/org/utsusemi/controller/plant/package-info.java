/**
 * The plant state and what follows from it: which conduits are permitted, which rules each switch
 * should hold, how a change is brought about (revoke, barrier, grant, barrier; rolled back when a
 * switch refuses), how switches are kept right (reconciled, never wiped), and what must survive a
 * restart. One thread does all of it; views are read from any.
 */
package org.utsusemi.controller.plant;
