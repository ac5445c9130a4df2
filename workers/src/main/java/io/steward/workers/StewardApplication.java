package io.steward.workers;

import io.steward.workers.config.PlatformEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the process application. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan("io.steward.workers.config")
public class StewardApplication {

  /** Starts with the environment of the process. */
  public static void main(String[] args) {
    var _ = start(System.getenv(), args);
  }

  /**
   * Starts the application.
   *
   * @param environment {@code STEWARD_…} variables, see {@link PlatformEnvironment}
   * @param args further properties as {@code --key=value}, which win over everything
   */
  public static ConfigurableApplicationContext start(
      Map<String, String> environment, String... args) {
    SpringApplication application = new SpringApplication(StewardApplication.class);
    application.setDefaultProperties(defaults(environment));
    application.setRegisterShutdownHook(true);
    return application.run(args);
  }

  /** The properties of an environment, among them where the settings are. */
  static Map<String, Object> defaults(Map<String, String> environment) {
    Map<String, Object> properties =
        new LinkedHashMap<>(PlatformEnvironment.properties(environment));
    Path config = Path.of(String.valueOf(properties.get("platform.home")), "config");
    if (!Files.isReadable(config.resolve("application.yaml"))) {
      throw new IllegalStateException(
          "There is no application.yaml in "
              + config
              + ". Set STEWARD_HOME to the folder of the project.");
    }
    // Nothing may be decided by an implicitly found file.
    properties.put("spring.config.location", config.toUri().toString());
    return properties;
  }
}
