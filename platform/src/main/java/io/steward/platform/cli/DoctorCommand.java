package io.steward.platform.cli;

import io.steward.platform.Doctor;
import io.steward.platform.Finding;
import io.steward.platform.Finding.Level;
import io.steward.platform.PlatformSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;

/** Says what could keep the platform from starting. */
@Command(
    name = "doctor",
    description = "Check the machine; exit code 1 if something keeps the platform from working.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand extends PlatformCommand {

  @Override
  int run() {
    List<Finding> findings = new Doctor(PlatformSettings.fromEnvironment()).examine();
    boolean well = findings.stream().noneMatch(finding -> finding.level() == Level.FAULT);
    findings.forEach(finding -> say(Doctor.line(finding)));
    print(Map.of("ok", well, "findings", findings.stream().map(DoctorCommand::json).toList()));
    return well ? DONE : FAILED;
  }

  private static Map<String, String> json(Finding finding) {
    return Map.of(
        "subject", finding.subject(),
        "level", finding.level().name().toLowerCase(Locale.ROOT),
        "message", finding.message());
  }
}
