package org.utsusemi.controller.rest;

/** Every path that is served; see rest.md. */
enum Route {
  PLANT_STATE("/api/v1/plant-state"),
  ZONES("/api/v1/zones"),
  DEVICES("/api/v1/devices"),
  SWITCHES("/api/v1/switches"),
  FLOWS("/api/v1/flows"),
  VERIFICATION("/api/v1/verification"),
  DECOYS("/api/v1/decoys"),
  INCIDENTS("/api/v1/incidents"),
  INCIDENT("/api/v1/incidents/{id}"),
  PAYLOAD("/api/v1/incidents/{id}/touches/{n}/payload"),
  EVENTS("/api/v1/events"),
  HEALTHZ("/api/v1/healthz"),
  METRICS("/api/v1/metrics"),
  PAGE("/"),
  PAGE_SCRIPT("/page.js"),
  PAGE_STYLE("/page.css"),
  PAGE_ICON("/icon.svg");

  private final String path;

  Route(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }
}
