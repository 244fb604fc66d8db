/**
 * What the stack and the personas know of each other: a host that may be asked, its ports, the
 * services behind them, and the verdict on a conversation. Both sides depend on this room, neither
 * on the other.
 */
package org.utsusemi.decoy.host;
