/** A comparison as text, as JSON and as a page to read side by side. Pure. */
package org.utsusemi.decoy.compare.render;
