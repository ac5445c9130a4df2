package io.steward.workers.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.client.api.response.Form;
import io.camunda.client.api.response.Process;
import io.steward.tasklist.TasklistClient;
import io.steward.tasklist.TasklistException;
import io.steward.workers.job.WorkerPool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Brings the application to work, in the background so that the health check can answer from the
 * first moment: deploys all processes in one deployment (the engine keeps what has not changed),
 * takes jobs, and waits until Tasklist knows the forms: a task that is imported before its form
 * would show no form. Waits patiently for an engine that is still starting.
 */
public final class EngineStart implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(EngineStart.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final CamundaClient client;
  private final ProcessFiles files;
  private final WorkerPool workers;
  private final TasklistClient tasklist;
  private final Readiness readiness;
  private volatile boolean running;
  private volatile Thread thread = new Thread("engine-start");

  public EngineStart(
      CamundaClient client,
      ProcessFiles files,
      WorkerPool workers,
      TasklistClient tasklist,
      Readiness readiness) {
    this.client = client;
    this.files = files;
    this.workers = workers;
    this.tasklist = tasklist;
    this.readiness = readiness;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().daemon().name("engine-start").start(this::run);
  }

  @Override
  public void stop() {
    running = false;
    readiness.waitingFor("The application is shutting down.");
    thread.interrupt();
    workers.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void run() {
    try {
      DeploymentEvent deployment = deploy();
      workers.open(client);
      awaitForms(deployment);
      if (running) {
        readiness.ready();
        LOG.info("Ready.");
      }
    } catch (InterruptedException e) {
      // The application is shutting down.
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      readiness.waitingFor("The application cannot work: " + e.getMessage());
      LOG.error("The application cannot work.", e);
    }
  }

  private DeploymentEvent deploy() throws InterruptedException {
    List<ProcessFiles.ProcessFile> resources = files.read();
    readiness.waitingFor("Waiting for the process engine.");
    boolean told = false;
    while (true) {
      try {
        DeploymentEvent deployment = send(resources);
        LOG.info(
            "Deployed {} processes, {} decisions and {} forms.",
            deployment.getProcesses().size(),
            deployment.getDecisions().size(),
            deployment.getForm().size());
        return deployment;
      } catch (ClientException e) {
        if (isRefused(e)) {
          throw new IllegalStateException(
              "The engine refuses the processes in " + files.folder() + ": " + e.getMessage(), e);
        }
        if (!told) {
          LOG.info("Waiting for the process engine ({}).", e.getMessage());
          told = true;
        }
      }
      Thread.sleep(PAUSE);
    }
  }

  private DeploymentEvent send(List<ProcessFiles.ProcessFile> resources) {
    DeployResourceCommandStep1 command = client.newDeployResourceCommand();
    DeployResourceCommandStep1.DeployResourceCommandStep2 step = null;
    for (ProcessFiles.ProcessFile file : resources) {
      step = (step == null ? command : step).addResourceBytes(file.content(), file.name());
    }
    if (step == null) {
      throw new IllegalStateException("There is nothing to deploy in " + files.folder() + ".");
    }
    return step.requestTimeout(Duration.ofSeconds(30)).send().join();
  }

  private static boolean isRefused(ClientException e) {
    return e instanceof io.camunda.client.api.command.ClientStatusException status
        && status.getStatusCode() == io.grpc.Status.Code.INVALID_ARGUMENT;
  }

  /**
   * Tasklist answers for a form only where a task or a start uses it, so it is asked for the start
   * form. That one is deployed last, and forms are imported in the order of their deployment.
   */
  private void awaitForms(DeploymentEvent deployment) throws InterruptedException {
    Optional<Form> startForm =
        deployment.getForm().stream()
            .filter(form -> form.getFormId().equals(ProcessFiles.START_FORM))
            .findFirst();
    Optional<Process> lifecycle =
        deployment.getProcesses().stream()
            .filter(process -> process.getBpmnProcessId().equals(ProcessEngine.LIFECYCLE))
            .findFirst();
    if (startForm.isEmpty() || lifecycle.isEmpty()) {
      throw new IllegalStateException(
          "The processes in "
              + files.folder()
              + " lack "
              + ProcessEngine.LIFECYCLE
              + " or the form "
              + ProcessFiles.START_FORM
              + ". Set steward.processes-folder to the project's folder bpmn.");
    }
    readiness.waitingFor("Waiting for Tasklist to know the forms.");
    while (!isKnown(startForm.get(), lifecycle.get())) {
      Thread.sleep(PAUSE);
    }
  }

  private boolean isKnown(Form form, Process process) {
    try {
      return tasklist.knowsForm(
          form.getFormId(), process.getProcessDefinitionKey(), form.getVersion());
    } catch (TasklistException e) {
      if (!e.isTemporary()) {
        throw e;
      }
      readiness.waitingFor("Waiting for Tasklist: " + e.getMessage());
      return false;
    }
  }
}
