/**
 * The {@code decoy} subcommand: link, stack and directory put together, with a controller or with
 * what the command line says in its stead.
 */
package org.utsusemi.decoy.cli;
