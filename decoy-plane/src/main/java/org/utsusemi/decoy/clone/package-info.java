/**
 * Makes a persona file of what scans and captures show of one device. Each learner turns evidence
 * into a part of a draft and says what it could not learn, why, and what would help; the draft is
 * written as YAML, read again as any persona is, and asked all that the capture shows the device
 * being asked.
 */
package org.utsusemi.decoy.clone;
