/**
 * How what a clone answered is judged by what its original answered when it was asked more than
 * once: one rule per kind of value. Pure; knows nothing of what was asked, or how.
 */
package org.utsusemi.decoy.compare.rule;
