/**
 * The decoy plane as a child process: started without privileges beyond its raw socket, told the
 * world view, listened to with suspicion, and started again when it dies, falls silent or babbles.
 */
package org.utsusemi.controller.decoy;
