"use strict";

// Names, summaries and addresses may come from an intruder: they go into the page as text only.
(() => {
  const API = "/api/v1/";
  const EVENTS_SHOWN = 30;
  const TOUCHES_SHOWN = 50;
  const REFRESH_MS = 5000;
  const GRADES = { attack: "bad", scan: "warn", touch: "warn", "state-violation": "info", noise: "dim" };
  const SEVERITIES = { critical: "bad", warning: "warn", notice: "info", informational: "dim" };
  const HIDDEN_DETAILS = new Set(["devices"]);

  const $ = (id) => document.getElementById(id);
  const opened = new Set();
  const touches = new Map();
  const events = [];
  let incidents = { total: 0, incidents: [] };
  let lastEvent = 0;
  let due = null;

  function el(tag, className, ...children) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.append(...children.filter((child) => child !== null).map((child) =>
      child instanceof Node ? child : document.createTextNode(String(child))));
    return node;
  }

  const badge = (text, tone) => el("span", "badge " + tone, text);

  function time(text) {
    const at = new Date(text);
    const today = at.toDateString() === new Date().toDateString();
    const node = el("time", "when", today ? at.toLocaleTimeString() : at.toLocaleString());
    node.dateTime = text;
    node.title = text;
    return node;
  }

  async function get(path) {
    const answer = await fetch(API + path, { headers: { Accept: "application/json" } });
    // healthz says 503 and, in the same form, what is wrong
    if (!answer.ok && path !== "healthz") throw new Error(path + ": HTTP " + answer.status);
    return answer.json();
  }

  function show(id, nodes) {
    $(id).replaceChildren(...nodes);
  }

  function plantState(state) {
    $("state").textContent = state.state;
    document.title = state.state + " – Utsusemi";
    $("state-detail").replaceChildren(
      state.change_under_way ? "a change is under way" : "since ",
      ...(state.change_under_way ? [] : [time(state.since), " by " + state.by + ": " + state.reason]));
  }

  function zones(view, devices) {
    const byName = new Map(devices.devices.map((device) => [device.name, device]));
    $("zone-count").textContent = view.zones.length;
    show("zones", view.zones.map((zone) => el("article", "card zone-" + (zone.number - 1) % 6,
      el("h3", "", "Zone " + zone.number),
      el("ul", "", ...zone.devices.map((name) => deviceLine(name, byName.get(name)))),
      el("p", "quiet", "Conduits: " + zone.conduits.join(", ")))));
    $("tagged-count").textContent = view.tagged_out.length;
    show("tagged", view.tagged_out.length === 0
      ? [el("li", "quiet", "No device is cut off in this plant state.")]
      : view.tagged_out.map((out) => el("li", "",
        el("strong", "", out.device), " ", place(byName.get(out.device)),
        el("div", "quiet", out.reason))));
  }

  function deviceLine(name, device) {
    return el("li", "", el("strong", "", name), device ? " " + device.role + " " : " ", place(device));
  }

  function place(device) {
    return el("span", "mono quiet", device ? device.ip + " at " + device.port : "");
  }

  function health(switches, decoys) {
    const lines = switches.switches.map((it) => el("li", "",
      badge(it.connected ? "connected" : "away", it.connected ? "good" : "bad"), " ",
      el("strong", "", it.name),
      it.mode === "observe" ? " (observes only)" : "",
      el("span", "quiet", " " + it.desired_rules + " rules"
        + (it.foreign_rules ? ", " + it.foreign_rules + " of others" : "")),
      it.since ? el("span", "quiet", ", since ") : null, it.since ? time(it.since) : null,
      it.problem ? el("div", "bad", it.problem) : null));
    decoys.decoys.forEach((it) => lines.push(el("li", "",
      badge(it.state, it.state === "up" ? "good" : it.state === "starting" ? "warn" : "bad"), " ",
      el("strong", "", "decoy plane on " + it.interface),
      el("span", "quiet", ", since "), time(it.since),
      it.counters ? el("div", "quiet", it.counters.frames_in + " frames in, " + it.counters.frames_out
        + " out; " + it.counters.active_clones + " clones, " + it.counters.connections + " connections") : null,
      it.problem ? el("div", "bad", it.problem) : null)));
    show("health", lines);
  }

  function problems(view) {
    $("problems").hidden = view.problems.length === 0;
    show("problem-list", view.problems.map((problem) => el("li", "", problem)));
  }

  function drawIncidents() {
    const focused = document.activeElement && document.activeElement.dataset.incident;
    $("incident-count").textContent = incidents.total;
    $("no-incidents").hidden = incidents.total > 0;
    show("incident-rows", incidents.incidents.flatMap((it) =>
      opened.has(it.id) ? [row(it), details(it)] : [row(it)]));
    if (focused) document.querySelector("[data-incident='" + CSS.escape(focused) + "']")?.focus();
  }

  function row(it) {
    const open = opened.has(it.id);
    const button = el("button", "", open ? "Hide" : "Show");
    button.type = "button";
    button.dataset.incident = it.id;
    button.setAttribute("aria-expanded", String(open));
    button.setAttribute("aria-label", (open ? "Hide" : "Show") + " touches of " + it.id);
    button.addEventListener("click", () => toggle(it.id));
    return el("tr", it.open ? "" : "closed",
      el("td", "", badge(it.grade, GRADES[it.grade] || "dim"), el("div", "quiet", it.why)),
      el("td", "", el("strong", "mono", it.port || "not known"),
        el("div", "quiet", it.devices.length ? "belongs to " + it.devices.join(", ") : "belongs to nobody")),
      el("td", "", ...it.identities.slice(0, 4).map(identity),
        it.identities.length > 4 ? el("div", "quiet", "and " + (it.identities.length - 4) + " more") : null),
      el("td", "", ...counts(it.targets), el("div", "quiet", Object.keys(it.protocols).join(", "))),
      el("td", "number", it.touches),
      el("td", "", time(it.last)),
      el("td", "", button));
  }

  function identity(it) {
    return el("div", "", el("span", "mono", it.mac + (it.ip ? " " + it.ip : "")),
      it.owner ? " " : null,
      it.owner ? el("span", it.spoofed ? "bad" : "quiet", (it.spoofed ? "pretends to be " : "is ") + it.owner) : null);
  }

  function counts(byName) {
    const all = Object.entries(byName).sort((a, b) => b[1] - a[1]);
    const lines = all.slice(0, 4).map(([name, n]) => el("div", "mono", name + " × " + n));
    return all.length > 4 ? [...lines, el("div", "quiet", "and " + (all.length - 4) + " more")] : lines;
  }

  async function toggle(id) {
    if (!opened.delete(id)) {
      opened.add(id);
      await loadTouches(id);
    }
    drawIncidents();
  }

  async function loadTouches(id) {
    try {
      touches.set(id, (await get("incidents/" + encodeURIComponent(id))).evidence);
    } catch (e) {
      touches.set(id, null);
    }
  }

  function details(it) {
    const kept = touches.get(it.id);
    const cell = el("td", "");
    cell.colSpan = 7;
    if (!kept) {
      cell.append("Its touches could not be read.");
    } else {
      const head = ["Time", "From", "To", "Protocol", "What", "Count", "Payload"];
      cell.append(el("p", "quiet", "The last " + Math.min(kept.length, TOUCHES_SHOWN) + " of "
        + it.touches + " touches, latest first."));
      cell.append(el("table", "",
        el("thead", "", el("tr", "", ...head.map((name) => {
          const th = el("th", "", name);
          th.scope = "col";
          return th;
        }))),
        el("tbody", "", ...kept.slice(-TOUCHES_SHOWN).reverse().map((touch) => touchRow(it.id, touch)))));
    }
    return el("tr", "details", cell);
  }

  function touchRow(id, touch) {
    const port = (number) => number ? ":" + number : "";
    return el("tr", "",
      el("td", "", time(touch.at)),
      el("td", "mono", (touch.source_ip || touch.source_mac) + port(touch.source_port)),
      el("td", "mono", (touch.target_ip || touch.target_mac) + port(touch.target_port),
        touch.target ? el("div", "quiet", touch.target) : null),
      el("td", "", touch.protocol),
      el("td", "", touch.summary),
      el("td", "number", touch.count),
      el("td", "", touch.payload_bytes ? payloadLink(id, touch) : "–"));
  }

  function payloadLink(id, touch) {
    const link = el("a", "", touch.payload_bytes + " bytes");
    link.href = API + "incidents/" + encodeURIComponent(id) + "/touches/" + touch.number + "/payload";
    link.title = "SHA-256 " + touch.payload_sha256;
    link.download = "";
    return link;
  }

  function drawEvents() {
    show("events", events.length === 0
      ? [el("li", "quiet", "Nothing yet.")]
      : events.slice(-EVENTS_SHOWN).reverse().map((event) => el("li", "",
        time(event.at), " ", badge(event.type, SEVERITIES[event.severity] || "dim"), " ",
        el("strong", "", event.subject), " ", el("span", "quiet", detailText(event.details)))));
  }

  function detailText(details) {
    return Object.entries(details)
      .filter(([name]) => !HIDDEN_DETAILS.has(name))
      .map(([name, value]) => name.replaceAll("_", " ") + ": "
        + (typeof value === "object" ? JSON.stringify(value) : value))
      .join(", ");
  }

  function take(event) {
    if (event.id <= lastEvent) return;
    lastEvent = event.id;
    events.push(event);
    if (events.length > EVENTS_SHOWN) events.shift();
  }

  async function refresh() {
    try {
      const [state, zoning, devices, switches, decoys, healthz, list] = await Promise.all(
        ["plant-state", "zones", "devices", "switches", "decoys", "healthz", "incidents"].map(get));
      plantState(state);
      zones(zoning, devices);
      health(switches, decoys);
      problems(healthz);
      incidents = list;
      await Promise.all([...opened].map(loadTouches));
      drawIncidents();
    } catch (e) {
      $("link").textContent = "the controller does not answer";
    }
  }

  function refreshSoon() {
    if (due === null) {
      due = setTimeout(() => {
        due = null;
        refresh();
      }, 250);
    }
  }

  function listen(after) {
    const stream = new EventSource(API + "events?after=" + after);
    stream.onopen = () => {
      $("link").textContent = "live";
      refreshSoon();
    };
    stream.onerror = () => {
      $("link").textContent = "connection lost, trying again …";
    };
    stream.onmessage = (message) => {
      take(JSON.parse(message.data));
      drawEvents();
      refreshSoon();
    };
  }

  async function start() {
    await refresh();
    try {
      (await get("events?after=0")).events.forEach(take);
    } catch (e) {
      $("link").textContent = "events could not be read";
    }
    drawEvents();
    listen(lastEvent);
    setInterval(() => {
      if (!document.hidden) refresh();
    }, REFRESH_MS);
  }

  start();
})();
