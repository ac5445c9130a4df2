package io.steward.bundle;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Scores raw rows with a {@code model.onnx} that {@link OnnxWriter} wrote. One thread a call; safe
 * for use by many threads, also while it is being closed.
 */
public final class OnnxScorer implements AutoCloseable {
  /** Rows a run: bounds the memory that a large table takes. */
  private static final int CHUNK = 4096;

  /** Tables whose numbers fit here are packed into a buffer that the thread keeps. */
  private static final int KEPT_BYTES = 64 * 1024;

  private static final ThreadLocal<ByteBuffer> KEPT =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(KEPT_BYTES));

  private final OrtEnvironment environment = OnnxEnvironment.get();
  private final OrtSession session;
  private final List<ColumnSchema> inputs;
  private final int numberInputs;
  private final boolean classifies;
  private final int classes;
  // Closing a session while a run is in it ends the process.
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  /**
   * Opens a model.
   *
   * @throws BundleException if the bytes are no such model
   */
  public OnnxScorer(byte[] onnx) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      session = environment.createSession(onnx, options);
    } catch (OrtException e) {
      throw new BundleException("The model cannot be opened: " + firstLine(e), e);
    }
    try {
      inputs = readInputs(session);
      numberInputs =
          (int) inputs.stream().filter(column -> column.kind() == ColumnKind.NUMBER).count();
      List<NodeInfo> outputs = List.copyOf(session.getOutputInfo().values());
      classifies = outputs.size() == 2;
      boolean known =
          classifies
              ? type(outputs.get(0)) == OnnxJavaType.STRING
                  && type(outputs.get(1)) == OnnxJavaType.DOUBLE
              : outputs.size() == 1 && type(outputs.get(0)) == OnnxJavaType.DOUBLE;
      if (!known) {
        throw new BundleException(
            "The model's outputs are not label and probabilities, nor a value. It was not written"
                + " by Steward.");
      }
      classes = classifies ? (int) ((TensorInfo) outputs.get(1).getInfo()).getShape()[1] : 0;
    } catch (OrtException | BundleException e) {
      closeSession();
      throw e instanceof BundleException known
          ? known
          : new BundleException("The model cannot be opened: " + e.getMessage(), e);
    }
  }

  /** The raw columns that the model reads, in the order of the graph's inputs. */
  public List<ColumnSchema> inputs() {
    return inputs;
  }

  /** The number of classes, or 0 for regression. */
  public int classes() {
    return classes;
  }

  /**
   * Scores the rows. The table may have more columns than the model reads, in any order.
   *
   * @throws IllegalArgumentException if a column is missing or of another kind
   * @throws IllegalStateException if the scorer is closed
   */
  public Predictions score(RawTable rows) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("The model was unloaded.");
      }
      Object[] columns = columns(rows);
      int count = rows.rows();
      String[] labels = new String[classifies ? count : 0];
      double[][] probabilities = new double[labels.length][];
      double[] values = new double[classifies ? 0 : count];
      for (int from = 0; from < count; from += CHUNK) {
        run(columns, from, Math.min(CHUNK, count - from), labels, probabilities, values);
      }
      return new Predictions(labels, probabilities, values);
    } catch (OrtException e) {
      throw new IllegalStateException("The model cannot score these rows: " + firstLine(e), e);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Waits for running calls and releases the model. May be called twice. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        closeSession();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void closeSession() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("The model cannot be released: " + firstLine(e), e);
    }
  }

  private Object[] columns(RawTable rows) {
    Object[] columns = new Object[inputs.size()];
    for (int i = 0; i < columns.length; i++) {
      ColumnSchema column = inputs.get(i);
      columns[i] =
          column.kind() == ColumnKind.NUMBER
              ? rows.numbers(column.name())
              : rows.texts(column.name());
    }
    return columns;
  }

  private void run(
      Object[] columns,
      int from,
      int rows,
      String[] labels,
      double[][] probabilities,
      double[] values)
      throws OrtException {
    Map<String, OnnxTensor> tensors = HashMap.newHashMap(columns.length);
    ByteBuffer memory = memory(numberInputs * rows * Double.BYTES);
    try {
      int offset = 0;
      long[] shape = {rows, 1};
      for (int i = 0; i < columns.length; i++) {
        OnnxTensor tensor;
        if (columns[i] instanceof double[] numbers) {
          DoubleBuffer packed =
              memory
                  .slice(offset, rows * Double.BYTES)
                  .order(ByteOrder.nativeOrder())
                  .asDoubleBuffer();
          packed.put(0, numbers, from, rows);
          offset += rows * Double.BYTES;
          tensor = OnnxTensor.createTensor(environment, packed, shape);
        } else {
          String[] texts = withoutNull((String[]) columns[i], from, rows);
          tensor = OnnxTensor.createTensor(environment, texts, shape);
        }
        tensors.put(inputs.get(i).name(), tensor);
      }
      try (OrtSession.Result result = session.run(tensors)) {
        if (classifies) {
          System.arraycopy((String[]) result.get(0).getValue(), 0, labels, from, rows);
          System.arraycopy((double[][]) result.get(1).getValue(), 0, probabilities, from, rows);
        } else {
          System.arraycopy((double[]) result.get(0).getValue(), 0, values, from, rows);
        }
      }
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private static ByteBuffer memory(int bytes) {
    return bytes <= KEPT_BYTES ? KEPT.get() : ByteBuffer.allocateDirect(bytes);
  }

  /** A null text would end the process inside the native library. */
  private static String[] withoutNull(String[] texts, int from, int rows) {
    String[] copy = new String[rows];
    for (int i = 0; i < rows; i++) {
      String text = texts[from + i];
      copy[i] = text == null ? "" : text;
    }
    return copy;
  }

  private static List<ColumnSchema> readInputs(OrtSession session) throws OrtException {
    List<ColumnSchema> inputs = new ArrayList<>();
    for (NodeInfo input : session.getInputInfo().values()) {
      ColumnKind kind =
          switch (type(input)) {
            case DOUBLE -> ColumnKind.NUMBER;
            case STRING -> ColumnKind.TEXT;
            default ->
                throw new BundleException(
                    "The model's input '"
                        + input.getName()
                        + "' is neither double nor string. It was not written by Steward.");
          };
      inputs.add(new ColumnSchema(input.getName(), kind));
    }
    return List.copyOf(inputs);
  }

  private static OnnxJavaType type(NodeInfo node) {
    return node.getInfo() instanceof TensorInfo tensor ? tensor.type : OnnxJavaType.UNKNOWN;
  }

  private static String firstLine(OrtException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown reason");
  }
}
