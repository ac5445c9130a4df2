package io.steward.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The Chromium of this machine, without a window. Both programs are given to Selenium by path: it
 * would look for downloads otherwise.
 *
 * @param browser the browser's program
 * @param driver the program that steers it; of the same version
 */
record Chromium(Path browser, Path driver) {
  /** Tall enough that no form has to be scrolled before something in it is clicked. */
  private static final String WINDOW = "1440,6000";

  /** The installed Chromium with its driver, or nothing if one of them is missing. */
  static Optional<Chromium> installed() {
    return program("chromium", "chromium-browser", "google-chrome")
        .flatMap(browser -> program("chromedriver").map(driver -> new Chromium(browser, driver)));
  }

  /**
   * Starts a browser without cookies or history.
   *
   * @param profile an empty folder for it
   */
  ChromeDriver open(Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.toString());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=" + WINDOW,
        "--user-data-dir=" + profile);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.toFile())
            .usingAnyFreePort()
            .build();
    return new ChromeDriver(service, options);
  }

  private static Optional<Path> program(String... names) {
    String path = System.getenv().getOrDefault("PATH", "");
    List<Path> folders = Stream.of(path.split(File.pathSeparator)).map(Path::of).toList();
    return Stream.of(names)
        .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
