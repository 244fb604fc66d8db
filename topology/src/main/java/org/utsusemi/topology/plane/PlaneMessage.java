package org.utsusemi.topology.plane;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One line between controller and decoy plane. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "message")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Hello.class, name = "hello"),
  @JsonSubTypes.Type(value = WorldView.class, name = "world"),
  @JsonSubTypes.Type(value = Touches.class, name = "touches"),
  @JsonSubTypes.Type(value = PlaneStatus.class, name = "status"),
})
public sealed interface PlaneMessage permits Hello, WorldView, Touches, PlaneStatus {}
