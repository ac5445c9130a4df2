package io.steward.data;

import org.jspecify.annotations.Nullable;

/**
 * Something the contract check found.
 *
 * @param rule the kebab-case name of the rule that was broken
 * @param column the column concerned, or null if it is the table
 * @param message what is wrong, where, and what to do
 * @param rows how many rows are concerned
 */
public record DataFinding(
    Severity severity, String rule, @Nullable String column, String message, long rows) {}
