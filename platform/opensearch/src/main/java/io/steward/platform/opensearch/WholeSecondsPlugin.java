package io.steward.platform.opensearch;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.DocWriteRequest;
import org.opensearch.action.bulk.BulkAction;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.action.support.ActionFilter;
import org.opensearch.action.support.ActionFilterChain;
import org.opensearch.action.update.UpdateRequest;
import org.opensearch.common.xcontent.XContentType;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.action.ActionResponse;
import org.opensearch.plugins.ActionPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.tasks.Task;

/**
 * Lets Tasklist 8.6 write a time at a whole second. It writes such a time without milliseconds, but
 * its own index refuses that; the importer then repeats the same record for ever, and Tasklist sees
 * nothing new until its data is deleted. One completed task in a thousand is enough. The index
 * can't be given a wider date format: Tasklist compares it with its own at each start and ends when
 * they differ. So the milliseconds are added on the way in.
 */
public final class WholeSecondsPlugin extends Plugin implements ActionPlugin {

  @Override
  public List<ActionFilter> getActionFilters() {
    return List.of(new Filter());
  }

  private static final class Filter implements ActionFilter {
    private static final String TASKLIST = "tasklist-";

    // A quote inside a text is escaped in JSON, so this finds fields only, never parts of texts.
    private static final Pattern WHOLE_SECOND =
        Pattern.compile(
            "(\"(?:creationTime|completionTime|dueDate|followUpDate)\":\""
                + "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2})(Z|[+-]\\d{2}:?\\d{2})\"");

    @Override
    public int order() {
      return 0;
    }

    @Override
    public <Q extends ActionRequest, A extends ActionResponse> void apply(
        Task task,
        String action,
        Q request,
        ActionListener<A> listener,
        ActionFilterChain<Q, A> chain) {
      if (action.equals(BulkAction.NAME) && request instanceof BulkRequest bulk) {
        bulk.requests().forEach(Filter::complete);
      }
      chain.proceed(task, action, request, listener);
    }

    private static void complete(DocWriteRequest<?> write) {
      if (!Objects.requireNonNullElse(write.index(), "").startsWith(TASKLIST)) {
        return;
      }
      switch (write) {
        case IndexRequest index -> completeSource(index);
        case UpdateRequest update -> {
          completeSource(update.doc());
          completeSource(update.upsertRequest());
        }
        default -> {
          // Deletes carry no document.
        }
      }
    }

    private static void completeSource(@Nullable IndexRequest document) {
      if (document == null || document.getContentType() != XContentType.JSON) {
        return;
      }
      String source = document.source().utf8ToString();
      String completed = WHOLE_SECOND.matcher(source).replaceAll("$1.000$2\"");
      if (!completed.equals(source)) {
        document.source(completed, XContentType.JSON);
      }
    }
  }
}
