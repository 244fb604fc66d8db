/**
 * What was asked of an original and of its clone, what they showed, and what differs. Pure: records
 * in, findings out; asking and telling are rooms of their own.
 */
package org.utsusemi.decoy.compare;
