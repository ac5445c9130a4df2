package io.steward.data;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Writes the body of an answer to a file while it comes, and stops where it is too large. */
final class BodyToFile implements BodySubscriber<BodyToFile.Result> {
  /**
   * @param inflow what was written; null if the answer is none that is kept
   */
  record Result(@Nullable Inflow inflow) {}

  private final CompletableFuture<Result> done = new CompletableFuture<>();
  private final @Nullable Inflow inflow;
  private Flow.@Nullable Subscription subscription;

  private BodyToFile(@Nullable Inflow inflow) {
    this.inflow = inflow;
  }

  static BodySubscriber<Result> of(ResponseInfo info, Path file, String name, long most) {
    if (info.statusCode() != 200) {
      return BodySubscribers.replacing(new Result(null));
    }
    if (info.headers().firstValueAsLong("Content-Length").orElse(0) > most) {
      return refused(Inflow.tooLarge(name, most));
    }
    try {
      return new BodyToFile(new Inflow(file, name, most));
    } catch (IOException e) {
      return refused(e);
    }
  }

  /** Takes nothing of the body. */
  private static BodyToFile refused(Throwable fault) {
    BodyToFile body = new BodyToFile(null);
    body.done.completeExceptionally(fault);
    return body;
  }

  @Override
  public CompletionStage<Result> getBody() {
    return done;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (inflow == null) {
      given.cancel();
    } else {
      given.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (inflow == null || subscription == null) {
      return;
    }
    try {
      for (ByteBuffer buffer : buffers) {
        byte[] content = new byte[buffer.remaining()];
        buffer.get(content);
        inflow.write(content, 0, content.length);
      }
      subscription.request(1);
    } catch (IOException | RuntimeException e) {
      subscription.cancel();
      onError(e);
    }
  }

  @Override
  public void onError(Throwable fault) {
    done.completeExceptionally(fault);
    close();
  }

  @Override
  public void onComplete() {
    close();
    done.complete(new Result(inflow));
  }

  /**
   * A file that cannot be closed was not written; where there is a fault already, that one counts.
   */
  private void close() {
    try {
      if (inflow != null) {
        inflow.close();
      }
    } catch (IOException e) {
      done.completeExceptionally(e);
    }
  }
}
