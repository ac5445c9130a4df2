package io.steward.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TakesScreenshot;
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

  /**
   * Takes the task and waits until Tasklist has seen that itself: it reads the task anew then, a
   * second or two after it shows it as assigned, and empties the form.
   */
  TasklistPages assignToMe() {
    click(button("Assign to me"));
    visible(button("Unassign"));
    waiting()
        .ignoring(StaleElementReferenceException.class)
        .until(
            page -> {
              page.navigate().refresh();
              visible(FORM);
              return !page.findElements(button("Unassign")).isEmpty();
            });
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
    waiting()
        .ignoring(StaleElementReferenceException.class)
        .withMessage(() -> "The field '" + label + "' does not keep '" + text + "'.")
        .until(
            page -> {
              WebElement found = ExpectedConditions.elementToBeClickable(field).apply(page);
              if (found == null) {
                return false;
              }
              found.sendKeys(Keys.chord(Keys.CONTROL, "a"), text, Keys.TAB);
              return text.equals(found.getDomProperty("value"));
            });
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
  TasklistPages picture(Path file) {
    byte[] png = ((TakesScreenshot) browser).getScreenshotAs(OutputType.BYTES);
    try {
      Files.write(file, png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Completes the task as it is and waits until Tasklist says so. */
  void complete() {
    click(button("Complete Task"));
    visible(
        By.xpath(
            "//*[normalize-space()='Task completed' or starts-with(normalize-space(),'Completed by')]"));
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
