package io.steward.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TakesScreenshot;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Tasklist 8.6 as a person uses it. What is to be clicked is found by the words on it; each step
 * waits until it can be taken, for at most {@link #PATIENCE}.
 */
final class TasklistPages {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int ATTEMPTS = 5;
  private static final By FORM = By.cssSelector(".fjs-form");

  private final WebDriver browser;
  private final URI tasklist;

  TasklistPages(WebDriver browser, URI tasklist) {
    this.browser = browser;
    this.tasklist = tasklist;
  }

  /** Logs in; the demo users' password is their name. */
  TasklistPages logIn(String user) {
    browser.get(tasklist.resolve("/tasklist/login").toString());
    visible(By.name("username")).sendKeys(user);
    browser.findElement(By.name("password")).sendKeys(user);
    click(By.cssSelector("button[type=submit]"));
    visible(By.xpath("//*[normalize-space()='All open tasks']"));
    return this;
  }

  /** Opens a task by its Tasklist id and waits for its form. */
  TasklistPages openTask(String id) {
    browser.get(tasklist.resolve("/tasklist/" + id).toString());
    visible(FORM);
    return this;
  }

  /** Waits until the form shows this text. */
  TasklistPages expect(String text) {
    waiting()
        .withMessage(() -> "The form does not show '" + text + "' but: " + shown())
        .until(ExpectedConditions.textToBePresentInElementLocated(FORM, text));
    return this;
  }

  /** The text of the form as it is now. */
  String shown() {
    return browser.findElement(FORM).getText();
  }

  /** Waits until the form shows this many pictures, each of them drawn. */
  TasklistPages expectPictures(int number) {
    waiting()
        .withMessage("The form does not show " + number + " pictures.")
        .until(
            page ->
                page.findElements(By.cssSelector(".fjs-form img")).stream()
                        .filter(image -> !"0".equals(image.getDomProperty("naturalWidth")))
                        .count()
                    == number);
    return this;
  }

  /** Takes the task. */
  TasklistPages assignToMe() {
    click(button("Assign to me"));
    visible(button("Unassign"));
    return this;
  }

  /** Picks the answer whose label begins so. */
  TasklistPages choose(String answer) {
    click(By.xpath("//*[contains(@class,'fjs-form')]//label[starts-with(.,'" + answer + "')]"));
    return this;
  }

  /** Writes into the field with this label. */
  TasklistPages write(String label, String text) {
    By field =
        By.xpath("//label[starts-with(.,'" + label + "')]/..//*[self::input or self::textarea]");
    WebElement found = waiting().until(ExpectedConditions.elementToBeClickable(field));
    found.clear();
    found.sendKeys(text);
    return this;
  }

  /** Picks an entry of the list with this label. */
  TasklistPages pick(String label, String entry) {
    click(By.xpath("//label[starts-with(.,'" + label + "')]/..//*[contains(@class,'fjs-select')]"));
    click(
        By.xpath(
            "//*[contains(@class,'fjs-dropdownlist-item') and normalize-space()='" + entry + "']"));
    return this;
  }

  /** Keeps what the page looks like, for whoever wants to see it. */
  void picture(Path file) {
    byte[] png = ((TakesScreenshot) browser).getScreenshotAs(OutputType.BYTES);
    try {
      Files.write(file, png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Completes the task as it is and waits until Tasklist says so. */
  void complete() {
    complete(() -> {});
  }

  /**
   * Fills in the form and completes the task. Tasklist reads a task anew when it has seen its
   * assignment, a second or two after it shows it, and empties the form then; so what was lost is
   * filled in again.
   */
  void complete(Runnable filling) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      filling.run();
      click(button("Complete Task"));
      if (isCompletedSoon()) {
        return;
      }
    }
    throw new AssertionError("The task is not completed. The form shows: " + shown());
  }

  private boolean isCompletedSoon() {
    By completed =
        By.xpath(
            "//*[normalize-space()='Task completed' or starts-with(normalize-space(),'Completed by')]");
    try {
      new WebDriverWait(browser, ANSWER)
          .until(ExpectedConditions.visibilityOfElementLocated(completed));
      return true;
    } catch (TimeoutException refused) {
      return false;
    }
  }

  /** Opens the start form of a process under <em>Processes</em>. */
  TasklistPages openStartForm(String process) {
    browser.get(tasklist.resolve("/tasklist/processes").toString());
    // Tasklist explains this page to everybody who sees it for the first time.
    click(By.xpath("//*[contains(@class,'is-visible')]//button[normalize-space()='Continue']"));
    click(
        By.xpath(
            "//*[normalize-space()='"
                + process
                + "']/ancestor::*[.//button[contains(.,'Start process')]][1]//button"));
    visible(FORM);
    return this;
  }

  /** Sends the start form. */
  void start() {
    click(
        By.xpath("//*[contains(@class,'is-visible')]//button[normalize-space()='Start process']"));
    waiting().until(ExpectedConditions.invisibilityOfElementLocated(FORM));
  }

  private static By button(String label) {
    return By.xpath("//button[normalize-space()='" + label + "']");
  }

  private WebElement visible(By what) {
    return waiting().until(ExpectedConditions.visibilityOfElementLocated(what));
  }

  /** Clicks as soon as nothing covers it: Tasklist fades its notices in and out over the page. */
  private void click(By what) {
    waiting()
        .ignoring(ElementClickInterceptedException.class, StaleElementReferenceException.class)
        .until(
            page -> {
              WebElement found = ExpectedConditions.elementToBeClickable(what).apply(page);
              if (found == null) {
                return false;
              }
              found.click();
              return true;
            });
  }

  private WebDriverWait waiting() {
    return new WebDriverWait(browser, PATIENCE);
  }
}
