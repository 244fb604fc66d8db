package org.utsusemi.controller.rest.view;

/**
 * A wish for another plant state.
 *
 * @param state a state of the site
 * @param reason printable, 1–500 characters
 * @param by who asks, printable, 1–100 characters
 * @param dryRun work out what would change, send nothing
 */
public record ChangeRequest(String state, String reason, String by, boolean dryRun) {}
