package io.steward.features;

import io.steward.charter.Charter;
import io.steward.charter.FeaturePlan;
import io.steward.charter.FeaturePlan.ColumnPlan;
import io.steward.charter.FeaturePlan.Encoding;
import io.steward.charter.FeaturePlan.Outliers;
import io.steward.data.Snapshot;
import io.steward.proposal.Proposal;
import io.steward.proposal.Proposal.Stage;
import io.steward.proposal.Proposals;
import io.steward.schema.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the last evaluation proposed to do about features, as a plan that a recipe is fitted by. A
 * proposal never overrides what the charter decides about a column, and one that does not fit the
 * data of this round is left aside.
 *
 * @param charter the signed charter with the proposals as part of its plan; for fitting only, it is
 *     not signed
 * @param why by column, or by feature of a product, what was taken over and why
 */
public record ProposedPlan(Charter charter, Map<String, String> why) {
  public ProposedPlan {
    why = Map.copyOf(why);
  }

  /** Takes over what can be. */
  public static ProposedPlan of(Charter signed, Snapshot snapshot, Proposals proposals) {
    Map<String, ColumnPlan> columns = new TreeMap<>(signed.features().columns());
    List<List<String>> interactions = new ArrayList<>(signed.features().interactions());
    Map<String, String> why = new TreeMap<>();
    for (Proposal proposal : proposals.of(Stage.FEATURES)) {
      if (!fits(proposal, signed, snapshot, columns, interactions)) {
        continue;
      }
      if (proposal.kind() == Proposal.Kind.COMBINE_COLUMNS) {
        interactions.add(proposal.columns());
        why.put(
            new Interaction(proposal.columns().getFirst(), proposal.columns().getLast())
                .featureName(),
            said(proposal));
      } else {
        String column = proposal.columns().getFirst();
        columns.put(column, plan(proposal.kind()));
        why.put(column, said(proposal));
      }
    }
    return new ProposedPlan(
        signed.withFeatures(new FeaturePlan(columns, interactions, signed.features().selection())),
        why);
  }

  /** The recipe, saying of each choice that follows a proposal that it does. */
  public FeatureRecipe explained(FeatureRecipe recipe) {
    return recipe.withChoices(
        recipe.choices().stream()
            .map(
                choice -> {
                  String reason = why.get(choice.column());
                  return reason == null
                      ? choice
                      : new ColumnChoice(
                          choice.column(),
                          choice.used(),
                          choice.features(),
                          choice.used() && !isProduct(recipe, choice)
                              ? choice.explanation() + " " + reason
                              : reason);
                })
            .toList());
  }

  private static boolean isProduct(FeatureRecipe recipe, ColumnChoice choice) {
    return recipe.interactions().stream()
        .anyMatch(product -> product.featureName().equals(choice.column()));
  }

  private static boolean fits(
      Proposal proposal,
      Charter signed,
      Snapshot snapshot,
      Map<String, ColumnPlan> planned,
      List<List<String>> interactions) {
    boolean free =
        proposal.columns().stream()
            .allMatch(
                name ->
                    snapshot.column(name).isPresent()
                        && !planned.containsKey(name)
                        && FeatureColumns.reasonAgainst(signed, snapshot.column(name).orElseThrow())
                            .isEmpty());
    boolean numbers =
        proposal.columns().stream()
            .allMatch(
                name ->
                    snapshot
                        .column(name)
                        .filter(column -> column.kind() == ColumnKind.NUMBER)
                        .isPresent());
    return free
        && switch (proposal.kind()) {
          case DROP_COLUMN ->
              interactions.stream().noneMatch(pair -> pair.containsAll(proposal.columns()));
          case CLIP_OUTLIERS, COMBINE_COLUMNS -> numbers;
          case MARK_MISSING ->
              signed.features().column(proposal.columns().getFirst()).encode()
                  != Encoding.HASHED_NGRAMS;
          default -> false;
        };
  }

  private static ColumnPlan plan(Proposal.Kind kind) {
    return switch (kind) {
      case DROP_COLUMN -> new ColumnPlan(null, null, null, null, null, null, Encoding.DROP);
      case CLIP_OUTLIERS -> new ColumnPlan(null, null, null, Outliers.WINSORISE, null, null, null);
      case MARK_MISSING -> new ColumnPlan(null, null, true, null, null, null, null);
      default -> throw new IllegalArgumentException(kind + " is no plan of a column.");
    };
  }

  private static String said(Proposal proposal) {
    return "The last evaluation proposed so: " + proposal.words();
  }
}
