/** The line to the controller: world views down, touches and the state of the plane up. */
package org.utsusemi.decoy.control;
