package org.utsusemi.topology.plane;

/**
 * Up, every 5 seconds and once after each world view has been taken over.
 *
 * @param worldVersion {@link WorldView#version} in force
 * @param framesIn frames read since start
 * @param framesOut frames sent since start
 * @param framesMalformed frames that no codec could read
 * @param framesLost frames that came faster than they could be read, or could not be sent
 * @param noise frames known as benign noise
 * @param touchesDropped touches lost because there were more than could be told
 * @param connections TCP connections that are open now
 * @param activeClones addresses that a clone stands on now
 */
public record PlaneStatus(
    long worldVersion,
    long framesIn,
    long framesOut,
    long framesMalformed,
    long framesLost,
    long noise,
    long touchesDropped,
    int connections,
    int activeClones)
    implements PlaneMessage {}
