package io.steward.workers.contract;

import io.steward.workers.config.PlatformEnvironment;
import io.steward.workers.config.StewardProperties;
import io.steward.workers.job.StepWorker;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/**
 * The workers as the application finds them, made without their collaborators: enough to ask for
 * job types and variables.
 */
public final class AllWorkers {
  private AllWorkers() {}

  /** The workers by job type; two of one type are a fault. */
  static Map<String, StepWorker<?, ?>> byJobType(Path home)
      throws ReflectiveOperationException, IOException {
    StewardProperties properties = properties(home);
    Map<String, StepWorker<?, ?>> workers = new TreeMap<>();
    ClassPathScanningCandidateComponentProvider scanner =
        new ClassPathScanningCandidateComponentProvider(true);
    for (BeanDefinition found : scanner.findCandidateComponents("io.steward.workers")) {
      Class<?> type = Class.forName(found.getBeanClassName());
      if (StepWorker.class.isAssignableFrom(type)) {
        Constructor<?> constructor = type.getConstructors()[0];
        Object[] arguments =
            Arrays.stream(constructor.getParameterTypes())
                .map(parameter -> parameter == StewardProperties.class ? properties : null)
                .toArray();
        StepWorker<?, ?> worker = (StepWorker<?, ?>) constructor.newInstance(arguments);
        StepWorker<?, ?> other = workers.put(worker.jobType(), worker);
        if (other != null) {
          throw new IllegalStateException("Two workers take " + worker.jobType());
        }
      }
    }
    return workers;
  }

  /** The settings of the project's config folder. */
  public static StewardProperties properties(Path home) throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "platform",
                PlatformEnvironment.properties(Map.of("STEWARD_HOME", home.toString()))));
    new YamlPropertySourceLoader()
        .load("config", new FileSystemResource(home.resolve("config/application.yaml")))
        .forEach(environment.getPropertySources()::addLast);
    return Binder.get(environment).bind("steward", StewardProperties.class).get();
  }
}
