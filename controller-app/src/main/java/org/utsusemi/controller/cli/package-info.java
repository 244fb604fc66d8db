/** The {@code utsusemi} program: its subcommands {@code run} and {@code check}, and the others'. */
package org.utsusemi.controller.cli;
