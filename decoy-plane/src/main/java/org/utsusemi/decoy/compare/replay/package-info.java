/** Which requests of a capture are asked again, and of whom they may be asked. Pure. */
package org.utsusemi.decoy.compare.replay;
