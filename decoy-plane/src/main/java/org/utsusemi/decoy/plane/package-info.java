/**
 * The world view, or what a decoy plane by itself was told, made into hosts that answer: real
 * devices with their own addresses, clones where the address book has them, and the verdict on each
 * conversation.
 */
package org.utsusemi.decoy.plane;
