package org.utsusemi.topology.command;

import java.util.concurrent.Callable;

/**
 * A subcommand of {@code utsusemi}: a picocli {@code @Command}, found by {@link
 * java.util.ServiceLoader}. Its result is the exit code: 0 done, 1 the answer is no (problems
 * found, a difference), 2 wrong usage, 3 it could not be done.
 */
public interface Subcommand extends Callable<Integer> {}
