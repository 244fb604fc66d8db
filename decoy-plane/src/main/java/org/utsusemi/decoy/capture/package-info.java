/**
 * Captures that other programs wrote, and what one device says in them: pcap and pcapng files read
 * frame by frame, the device's TCP connections put together, requests and answers with their times.
 * Everything is bounded, since a capture holds what strangers sent; what is cut off or beyond a
 * bound is counted and told, and the rest is used. Frames are decoded by {@code wire}.
 */
package org.utsusemi.decoy.capture;
