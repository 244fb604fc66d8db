/** The {@code decoy} subcommand: link, stack, directory and controller put together. */
package org.utsusemi.decoy.cli;
