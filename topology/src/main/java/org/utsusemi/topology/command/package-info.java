/** How a module brings its own subcommands to the one program without the others knowing it. */
package org.utsusemi.topology.command;
