/**
 * Where frames come from and go to. The one room that knows of pcap and of Linux's packet sockets;
 * everything behind it deals in byte arrays.
 */
package org.utsusemi.decoy.link;
