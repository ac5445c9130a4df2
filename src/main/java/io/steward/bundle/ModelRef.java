package io.steward.bundle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a model version: {@code models:/credit-risk/1} by its number, or {@code
 * models:/credit-risk@champion} by an alias, which may name another version tomorrow.
 *
 * @param name the model's name: a lower-case letter, then lower-case letters, digits and hyphens;
 *     at most 63
 * @param version the number from 1, or null if {@code alias} is given
 * @param alias the alias, or null if {@code version} is given
 */
public record ModelRef(String name, @Nullable Integer version, @Nullable String alias) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final Pattern FORM =
      Pattern.compile("models:/([^/@]+)(?:/([1-9][0-9]{0,8})|@([^/@]+))");

  public ModelRef {
    checkName(name, "model name");
    if ((version == null) == (alias == null)) {
      throw new IllegalArgumentException(
          "A reference to model '" + name + "' needs a version or an alias, and not both.");
    }
    if (alias != null) {
      checkName(alias, "alias");
    }
    if (version != null && version < 1) {
      throw new IllegalArgumentException("Version " + version + " of model '" + name + "' is < 1.");
    }
  }

  /** A version by its number. */
  public static ModelRef version(String name, int version) {
    return new ModelRef(name, version, null);
  }

  /** The version that an alias names at the moment. */
  public static ModelRef alias(String name, String alias) {
    return new ModelRef(name, null, alias);
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException if the text is neither {@code models:/name/1} nor {@code
   *     models:/name@alias}
   */
  @JsonCreator
  public static ModelRef parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Not a model reference: '"
              + text
              + "'. Expected models:/credit-risk/1 or models:/credit-risk@champion.");
    }
    String number = matcher.group(2);
    return number == null
        ? alias(matcher.group(1), matcher.group(3))
        : version(matcher.group(1), Integer.parseInt(number));
  }

  /** Returns the name as it is; throws {@link IllegalArgumentException} if it is not a name. */
  static String checkName(String name, String what) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Not a "
              + what
              + ": '"
              + name
              + "'. Use a lower-case letter, then lower-case letters, digits and hyphens; at most"
              + " 63.");
    }
    return name;
  }

  @Override
  @JsonValue
  public String toString() {
    return "models:/" + name + (version == null ? "@" + alias : "/" + version);
  }
}
