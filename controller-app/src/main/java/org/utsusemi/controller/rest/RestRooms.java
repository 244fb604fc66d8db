package org.utsusemi.controller.rest;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.utsusemi.controller.decoy.DecoyHealth;
import org.utsusemi.controller.event.EventLog;
import org.utsusemi.controller.incident.IncidentBook;
import org.utsusemi.controller.rest.view.HealthQueries;
import org.utsusemi.controller.rest.view.PlantQueries;
import org.utsusemi.controller.rest.view.PlantStates;
import org.utsusemi.controller.rest.view.SwitchQueries;
import org.utsusemi.controller.rest.view.VerificationQueries;

/** The rooms of the controller that REST looks into. Each is safe for several threads. */
public record RestRooms(
    PlantStates plantStates,
    PlantQueries plant,
    SwitchQueries switches,
    VerificationQueries verification,
    HealthQueries health,
    Supplier<DecoyHealth> decoy,
    IncidentBook incidents,
    EventLog events,
    InstantSource clock) {}
