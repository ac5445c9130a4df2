package io.steward.features;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** How one raw column becomes features. The constants were fitted on the training part only. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NumberRecipe.class, name = "number"),
  @JsonSubTypes.Type(value = TextRecipe.class, name = "text")
})
public sealed interface ColumnRecipe permits NumberRecipe, TextRecipe {

  /** The raw column's name. */
  String column();

  /** The names of the features that the column becomes, in order. */
  @JsonIgnore
  List<String> featureNames();
}
