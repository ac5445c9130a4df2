package io.steward.workers.web;

import com.samskivert.mustache.Mustache;
import io.steward.artifact.RunId;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The run pages: plain HTML without a script, everything escaped. */
@Controller
public class PageController {
  private final RunViews views;
  private final RunPages pages;

  public PageController(RunViews views, RunPages pages) {
    this.views = views;
    this.pages = pages;
  }

  /** Escapes HTML; what is missing is shown as nothing. */
  @Bean
  static Mustache.Compiler mustacheCompiler(Mustache.TemplateLoader loader) {
    return Mustache.compiler().escapeHTML(true).defaultValue("").withLoader(loader);
  }

  @GetMapping("/")
  String home() {
    return "redirect:/runs";
  }

  @GetMapping("/runs")
  String runs(Model model) {
    model.addAttribute("runs", views.list().stream().map(RunPages::row).toList());
    return "runs";
  }

  @GetMapping("/runs/{run}")
  String run(@PathVariable String run, Model model) {
    RunViews.Detail detail =
        views
            .find(RunId.parse(run))
            .orElseThrow(
                () -> new ApiException(HttpStatus.NOT_FOUND, "There is no run " + run + "."));
    model.addAttribute("page", pages.page(detail));
    return "run";
  }

  @ExceptionHandler({ApiException.class, IllegalArgumentException.class})
  @ResponseStatus(HttpStatus.NOT_FOUND)
  String unknown(RuntimeException e, Model model) {
    model.addAttribute("message", String.valueOf(e.getMessage()));
    return "message";
  }
}
