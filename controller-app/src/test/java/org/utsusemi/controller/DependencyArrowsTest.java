package org.utsusemi.controller;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between the rooms of the house, as they may run. */
class DependencyArrowsTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.utsusemi");

  @Test
  void theWholeHouseWasRead() {
    for (String room : new String[] {"topology", "controller", "decoy"}) {
      org.assertj.core.api.Assertions.assertThat(HOUSE)
          .as("classes of " + room)
          .anyMatch(type -> type.getPackageName().startsWith("org.utsusemi." + room + "."));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "topology, controller",
    "topology, decoy",
    "topology, warning",
    "decoy, controller",
    "decoy, warning",
    "controller, decoy",
    "warning, controller",
    "warning, decoy",
    "warning, topology",
  })
  void modulesKeepTheirDirection(String from, String to) {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.utsusemi." + from + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.utsusemi." + to + ".."));
  }

  @ParameterizedTest
  @CsvSource({"topology", "controller", "decoy", "warning"})
  void noPackagesInACircle(String module) {
    slices()
        .matching("org.utsusemi." + module + ".(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @ParameterizedTest
  @CsvSource({
    "org.projectfloodlight.., org.utsusemi.controller.openflow..",
    "org.pcap4j.., org.utsusemi.decoy.link..",
    "com.sun.jna.., org.utsusemi.decoy.link..",
    "org.jgrapht.., org.utsusemi.topology..",
    "org.snakeyaml.., org.utsusemi.topology.yaml..",
    "com.ghgande.., org.utsusemi.decoy.ics.modbus..",
    "javax.xml.., org.utsusemi.decoy.nmap..",
    "io.javalin.., org.utsusemi.controller.rest..",
    "io.netty.., org.utsusemi.controller.openflow..",
  })
  void aLibraryHasOneRoom(String library, String room) {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(room)
            .and()
            .resideInAPackage("org.utsusemi..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
  }

  @Test
  void rulesArePure() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage("org.utsusemi.controller.rules..", "org.utsusemi.topology.zone..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio..", "java.io..", "org.slf4j.."));
  }

  @Test
  void aCodecKnowsOnlyBytes() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.utsusemi.decoy.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.net..",
                "java.nio.file..",
                "java.nio.channels..",
                "org.slf4j..",
                "org.utsusemi.decoy.link..",
                "org.utsusemi.decoy.stack..",
                "org.utsusemi.decoy.persona.."));
  }

  /** Only its rooms {@code ask} and {@code command} touch the world. */
  @Test
  void comparingIsPure() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.utsusemi.decoy.compare..")
            .and()
            .resideOutsideOfPackages(
                "org.utsusemi.decoy.compare.ask..", "org.utsusemi.decoy.compare.command..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.net..",
                "java.nio.file..",
                "java.nio.channels..",
                "org.slf4j..",
                "org.utsusemi.decoy.stack..",
                "org.utsusemi.decoy.persona..",
                "org.utsusemi.decoy.compare.ask.."));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(HOUSE);
  }
}
