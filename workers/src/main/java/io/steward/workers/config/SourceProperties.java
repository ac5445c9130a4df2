package io.steward.workers.config;

import io.steward.data.SourceLimits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where data may come from beside the allowed folders ({@code steward.sources.*}). Whatever is not
 * listed is refused.
 *
 * @param objects what the address of an object must begin with, for example {@code s3://landing/}
 * @param hosts hosts that may be asked over https, with {@code :port} where that is not 443
 * @param innerHosts those of them that may have a private or loopback address
 * @param connections databases by the name that charters use
 */
public record SourceProperties(
    @DefaultValue List<@Pattern(regexp = "s3://[a-z0-9][a-z0-9.-]+/(.*/)?") String> objects,
    @DefaultValue List<@NotBlank String> hosts,
    @DefaultValue List<@NotBlank String> innerHosts,
    @DefaultValue
        Map<@Pattern(regexp = "[a-z][a-z0-9-]{0,40}") String, @Valid Connection> connections,
    @Valid @DefaultValue Limits limits) {

  /**
   * A database. Its password is the secret {@code connection-<name>-password}.
   *
   * @param url without user and password
   * @param user a user who may only read
   */
  public record Connection(
      @NotBlank @Pattern(regexp = "jdbc:postgresql:.*") String url, @NotBlank String user) {}

  /**
   * How much a source may bring.
   *
   * @param bytes as it comes, packed or not
   * @param unpacked after unpacking
   * @param packing the most bytes that one packed byte may become
   * @param rows the most rows
   * @param columns the most columns
   * @param row the longest row of CSV or JSON, up to 64 MB
   * @param time the most time that fetching may take
   */
  public record Limits(
      @NotNull @DefaultValue("4GB") DataSize bytes,
      @NotNull @DefaultValue("20GB") DataSize unpacked,
      @Min(1) @DefaultValue("200") int packing,
      @Min(1) @DefaultValue("200000000") long rows,
      @Min(2) @DefaultValue("2000") int columns,
      @NotNull @DefaultValue("4MB") DataSize row,
      @NotNull @DefaultValue("15m") Duration time) {

    /** The part that the core needs. */
    public SourceLimits toSourceLimits() {
      return new SourceLimits(
          bytes.toBytes(),
          unpacked.toBytes(),
          packing,
          rows,
          columns,
          Math.toIntExact(row.toBytes()),
          time);
    }
  }
}
