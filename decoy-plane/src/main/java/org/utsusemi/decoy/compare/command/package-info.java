/** The subcommand {@code compare}. */
package org.utsusemi.decoy.compare.command;
