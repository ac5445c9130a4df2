package io.steward.features;

import io.steward.artifact.Digest;
import io.steward.charter.FeaturePlan.ColumnPlan;
import io.steward.data.DataEngine;
import io.steward.data.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Fits the parts of dates: each part that varies is a number like any other. */
final class DateFitter {
  private static final NumberSteps NOT_THERE = NumberSteps.of(new NumberStep.Fill(-1));

  private final DataEngine engine;
  private final String relation;
  private final long rows;
  private final boolean rich;

  DateFitter(DataEngine engine, String relation, long rows, boolean rich) {
    this.engine = engine;
    this.relation = relation;
    this.rows = rows;
    this.rich = rich;
  }

  Fitted fit(String column, ColumnPlan plan) {
    List<DateRecipe.Part> raw =
        Arrays.stream(DatePart.values()).map(part -> new DateRecipe.Part(part, NOT_THERE)).toList();
    FeatureRecipe recipe =
        FeatureRecipe.of(Digest.of(""), List.of(new DateRecipe(column, raw, false)), 0);
    RecipeSql sql = RecipeSql.of(engine.dialect(), recipe, relation);
    List<String> select = new ArrayList<>();
    List<NumberFitter.Source> sources = new ArrayList<>();
    for (int i = 0; i < raw.size(); i++) {
      select.add("nullif(" + sql.features().get(i) + ", -1) AS part" + i);
      sources.add(new NumberFitter.Source("part" + i, ColumnPlan.AUTOMATIC));
    }
    String parts = "(SELECT " + String.join(", ", select) + " FROM " + sql.from() + ") AS parts_";
    List<NumberFitter.Result> results = new NumberFitter(engine, parts, rows, false).fit(sources);
    List<DateRecipe.Part> used = new ArrayList<>();
    for (int i = 0; i < raw.size(); i++) {
      DatePart part = raw.get(i).part();
      results.get(i).steps().ifPresent(steps -> used.add(new DateRecipe.Part(part, steps)));
    }
    if (used.isEmpty()) {
      return Fitted.leftOut("It is empty, or holds one date only, in the training rows.");
    }
    Row present = engine.query("SELECT count(part0) AS n FROM " + parts).getFirst();
    boolean gaps = present.whole("n") < rows;
    boolean indicator = gaps && (plan.indicator() == null ? rich : plan.indicator());
    String names =
        used.stream().map(part -> part.part().written()).collect(Collectors.joining(", "));
    return new Fitted(
        new DateRecipe(column, used, indicator),
        "A date becomes those of its parts that differ in the training rows ("
            + names
            + "), each scaled by its mean and deviation; what is missing or no date becomes their"
            + " medians"
            + (indicator ? " and is marked by a feature of its own." : "."));
  }
}
