package io.steward.evaluation;

import io.steward.bundle.Predictions;
import io.steward.evaluation.Counterfactual.Change;
import io.steward.evaluation.Moves.Move;
import io.steward.schema.ColumnKind;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks for the fewest and smallest plausible changes that turn a label (Wachter, Mittelstadt and
 * Russell 2018): all single changes, then pairs, then triples, of which the most promising are
 * followed (beam search). Of those that turn it, numbers are moved back as far as the label stays
 * turned. Deterministic, and safe for use by many threads.
 */
final class CounterfactualSearch {
  /** More changes than this are no advice. */
  static final int MOST_CHANGES = 3;

  /** Counterfactuals given for a row. */
  static final int MOST_GIVEN = 3;

  private static final int BEAM = 10;

  private final AskedModel model;
  private final Moves moves;
  private final List<String> classes;

  /**
   * A search for one model.
   *
   * @param classes in the order of the probabilities
   */
  CounterfactualSearch(AskedModel model, Moves moves, List<String> classes) {
    this.model = model;
    this.moves = moves;
    this.classes = List.copyOf(classes);
  }

  /**
   * Some changes together.
   *
   * @param lead the probability of the old label minus the largest other one: small is promising
   */
  private record State(List<Move> moves, boolean turned, double lead) {
    double cost() {
      return moves.stream().mapToDouble(Move::cost).sum();
    }

    Set<String> columns() {
      return moves.stream().map(Move::column).collect(Collectors.toSet());
    }
  }

  /** What turns the label of the only row of a table, the fewest and smallest changes first. */
  List<Counterfactual> search(RawTable one) {
    String label = model.scorer().score(one).labels()[0];
    List<State> beam = List.of(new State(List.of(), false, 1));
    for (int changes = 1; changes <= MOST_CHANGES; changes++) {
      List<State> states = asked(one, label, expanded(one, beam));
      List<State> turned = states.stream().filter(State::turned).toList();
      if (!turned.isEmpty()) {
        return cheapestByColumns(turned).stream()
            .map(state -> smaller(one, label, state))
            .sorted(Comparator.comparingDouble(State::cost))
            .limit(MOST_GIVEN)
            .map(state -> counterfactual(one, label, state))
            .toList();
      }
      beam =
          states.stream()
              .sorted(Comparator.comparingDouble(State::lead).thenComparingDouble(State::cost))
              .limit(BEAM)
              .toList();
    }
    return List.of();
  }

  private List<List<Move>> expanded(RawTable one, List<State> beam) {
    // Two orders of the same changes are one.
    Map<Set<Move>, List<Move>> expanded = new LinkedHashMap<>();
    for (State state : beam) {
      for (Move move : moves.from(one, state.columns())) {
        List<Move> together = new ArrayList<>(state.moves());
        together.add(move);
        expanded.putIfAbsent(new HashSet<>(together), together);
      }
    }
    return List.copyOf(expanded.values());
  }

  private List<State> asked(RawTable one, String label, List<List<Move>> candidates) {
    if (candidates.isEmpty()) {
      return List.of();
    }
    Predictions answers = model.scorer().score(changed(one, candidates));
    int of = classes.indexOf(label);
    List<State> states = new ArrayList<>();
    for (int index = 0; index < candidates.size(); index++) {
      double[] probabilities = answers.probabilities()[index];
      double other = 0;
      for (int at = 0; at < probabilities.length; at++) {
        other = at == of ? other : Math.max(other, probabilities[at]);
      }
      states.add(
          new State(
              candidates.get(index),
              !answers.labels()[index].equals(label),
              probabilities[of] - other));
    }
    return states;
  }

  /** The row once a candidate, each with its changes. */
  private static RawTable changed(RawTable one, List<List<Move>> candidates) {
    RawTable changed = one.select(new int[candidates.size()]);
    Set<String> columns =
        candidates.stream().flatMap(List::stream).map(Move::column).collect(Collectors.toSet());
    for (String column : columns) {
      boolean number = one.kind(column) == ColumnKind.NUMBER;
      Object array = number ? changed.numbers(column).clone() : changed.texts(column).clone();
      for (int index = 0; index < candidates.size(); index++) {
        for (Move move : candidates.get(index)) {
          if (move.column().equals(column)) {
            set(array, index, move.value());
          }
        }
      }
      changed = changed.withColumn(column, array);
    }
    return changed;
  }

  private static void set(Object array, int index, Object value) {
    if (array instanceof double[] numbers && value instanceof Double number) {
      numbers[index] = number;
    } else if (array instanceof String[] texts && value instanceof String text) {
      texts[index] = text;
    }
  }

  /** Of the states that change the same columns the cheapest; of those the cheapest few. */
  private static List<State> cheapestByColumns(List<State> turned) {
    Map<Set<String>, State> cheapest = new LinkedHashMap<>();
    turned.stream()
        .sorted(Comparator.comparingDouble(State::cost))
        .forEach(state -> cheapest.putIfAbsent(state.columns(), state));
    return cheapest.values().stream().limit(2L * MOST_GIVEN).toList();
  }

  /** The same with each number moved back as far as the label stays turned. */
  private State smaller(RawTable one, String label, State state) {
    State best = state;
    for (int place = 0; place < state.moves().size(); place++) {
      List<List<Move>> candidates = new ArrayList<>();
      for (Move move : moves.smaller(one, best.moves().get(place))) {
        List<Move> together = new ArrayList<>(best.moves());
        together.set(place, move);
        candidates.add(together);
      }
      best = asked(one, label, candidates).stream().filter(State::turned).findFirst().orElse(best);
    }
    return best;
  }

  private Counterfactual counterfactual(RawTable one, String label, State state) {
    RawTable then = changed(one, List.of(state.moves()));
    Predictions answer = model.scorer().score(then);
    String turned = answer.labels()[0];
    if (turned.equals(label)) {
      throw new IllegalStateException(
          "The model answers otherwise for one row than for many. Load it anew.");
    }
    double probability = answer.probabilities()[0][classes.indexOf(turned)];
    List<Change> changes =
        state.moves().stream()
            .map(
                move ->
                    new Change(
                        move.column(),
                        Shown.value(one, move.column(), 0),
                        Shown.value(then, move.column(), 0)))
            .toList();
    return new Counterfactual(
        changes,
        turned,
        probability,
        changes.stream()
            .map(
                change ->
                    "%s were %s instead of %s"
                        .formatted(change.column(), change.to(), change.from()))
            .collect(
                Collectors.joining(
                    " and ",
                    "If ",
                    String.format(
                        Locale.ROOT,
                        ", the answer would be '%s' (probability %.3f).",
                        turned,
                        probability))));
  }
}
