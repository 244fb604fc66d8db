/**
 * YAML as people write it: text to a bounded tree in which everything knows its line and column,
 * and {@link org.utsusemi.topology.yaml.Shape}s that read values from it and say, for whatever they
 * cannot read, what was found and what to write. Problems are collected, never thrown, so that one
 * pass finds them all. Scalars stay raw text: {@code off} is a word, {@code 01.07} is not a number.
 */
package org.utsusemi.topology.yaml;
