/** Asks two machines the same questions: nmap as a child process, sockets, replayed captures. */
package org.utsusemi.decoy.compare.ask;
