package io.steward.data;

import io.steward.charter.DataSource;
import io.steward.charter.DataSource.Location;
import java.nio.file.Path;

/** Brings the bytes of any source to this machine, as far as the configuration allows. */
public final class SourceFetcher {
  private final AllowedFolders folders;
  private final FileFetcher files;
  private final ObjectFetcher objects;
  private final HttpsFetcher web;
  private final DatabaseFetcher databases;

  /** A fetcher; each of the others knows what is allowed of its kind. */
  public SourceFetcher(
      AllowedFolders folders,
      ObjectFetcher objects,
      HttpsFetcher web,
      DatabaseFetcher databases,
      SourceLimits limits) {
    this.folders = folders;
    this.files = new FileFetcher(limits);
    this.objects = objects;
    this.web = web;
    this.databases = databases;
  }

  /**
   * Fetches a source.
   *
   * @param base the folder that a relative file name starts from
   * @param workspace where the bytes are put
   * @throws UnusableDataException if the source is not allowed, not there or too large
   * @throws SourceUnavailableException if it does not answer at the moment
   */
  public Fetched fetch(DataSource source, Path base, Workspace workspace) {
    return switch (source.location()) {
      case Location.LocalFile file ->
          files.copy(folders.resolve(base, file.path()), file.path(), workspace);
      case Location.StoredObject object ->
          objects.fetch(object.bucket(), object.key(), source.name(), workspace);
      case Location.Web address -> web.fetch(address.address(), source.name(), workspace);
      case Location.Rows rows -> databases.fetch(rows.query(), source.name(), workspace);
    };
  }
}
