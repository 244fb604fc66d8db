/**
 * Everything that reads bytes of strangers, fed with what a fuzzer thinks up. A target is a
 * function of bytes that throws when something is wrong; {@link org.utsusemi.decoy.fuzz.Targets}
 * lists them. {@code FuzzIT} has Jazzer search for inputs that make one throw, hang or grow; {@code
 * FuzzTargetsTest} shows every known input to its target again.
 */
package org.utsusemi.decoy.fuzz;
