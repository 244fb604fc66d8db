/**
 * What a device measures and is told to do: one set of values behind all its protocols. A value
 * that moves is a pure function of its seed and the time, so nothing runs while nobody asks; what
 * an intruder writes, that intruder reads back, and nobody else does.
 */
package org.utsusemi.decoy.value;
