/** What the decoy plane is told of the site: the world view, made from the site and its state. */
package org.utsusemi.controller.world;
