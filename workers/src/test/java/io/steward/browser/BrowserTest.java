package io.steward.browser;

import static org.junit.jupiter.api.Assumptions.abort;

import io.steward.process.RunningSteward;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;

/** What every test in the browser has: a running platform, and a fresh browser on its Tasklist. */
abstract class BrowserTest {
  final RunningSteward steward;
  ChromeDriver browser;
  TasklistPages pages;

  BrowserTest(RunningSteward steward) {
    this.steward = steward;
  }

  @BeforeEach
  void openBrowser(@TempDir Path profile) {
    Chromium chromium =
        Chromium.installed()
            .orElseGet(
                () ->
                    abort(
                        "chromium or chromedriver is not on the PATH (Debian: apt install chromium"
                            + " chromium-driver), so nobody can look at the forms."));
    browser = chromium.open(profile);
    pages = new TasklistPages(browser, steward.tasklist());
  }

  @AfterEach
  void closeBrowser() {
    if (browser != null) {
      browser.quit();
    }
  }
}
