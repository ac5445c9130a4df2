package io.steward.bundle;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.List;

/**
 * Collects the nodes and constants of an ONNX graph (IR 10, ai.onnx 21, ai.onnx.ml 5). The names of
 * inner tensors start with a prefix that no column has; the order of calls is the order in the
 * file, so that equal calls give equal bytes.
 */
final class OnnxGraph {
  static final int IR_VERSION = 10;
  static final int OPSET = 21;
  static final int ML_OPSET = 5;
  static final String ML_DOMAIN = "ai.onnx.ml";

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("steward");
  private final String prefix;
  private int names;

  OnnxGraph(String prefix) {
    this.prefix = prefix;
  }

  /** Declares an input of shape [N, 1]. */
  void input(String name, TensorProto.DataType type) {
    graph.addInput(value(name, type, 1));
  }

  /** Declares an output of shape [N]. */
  void outputVector(String name, TensorProto.DataType type) {
    graph.addOutput(value(name, type, 0));
  }

  /** Declares an output of shape [N, columns]. */
  void outputMatrix(String name, TensorProto.DataType type, int columns) {
    graph.addOutput(value(name, type, columns));
  }

  String constant(String hint, double[] values, long... shape) {
    TensorProto.Builder tensor = tensor(hint, TensorProto.DataType.DOUBLE, shape);
    for (double value : values) {
      tensor.addDoubleData(value);
    }
    return add(tensor);
  }

  String constant(String hint, long[] values, long... shape) {
    TensorProto.Builder tensor = tensor(hint, TensorProto.DataType.INT64, shape);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    return add(tensor);
  }

  String constant(String hint, boolean[] values, long... shape) {
    TensorProto.Builder tensor = tensor(hint, TensorProto.DataType.BOOL, shape);
    for (boolean value : values) {
      tensor.addInt32Data(value ? 1 : 0);
    }
    return add(tensor);
  }

  String constant(String hint, List<String> values, long... shape) {
    TensorProto.Builder tensor = tensor(hint, TensorProto.DataType.STRING, shape);
    for (String value : values) {
      tensor.addStringData(ByteString.copyFromUtf8(value));
    }
    return add(tensor);
  }

  /** Adds a node of the default domain; returns the name of its output. */
  String node(String operator, List<String> inputs, AttributeProto... attributes) {
    String output = name(operator);
    addNode("", operator, inputs, output, attributes);
    return output;
  }

  /** Adds a node that has two outputs, of which the second is not used. */
  String firstOfTwo(String operator, List<String> inputs, AttributeProto... attributes) {
    String output = node(operator, inputs, attributes);
    graph.getNodeBuilder(graph.getNodeCount() - 1).addOutput(name("unused"));
    return output;
  }

  /** Adds a node of the default domain whose output has this very name. */
  void nodeInto(String output, String operator, List<String> inputs, AttributeProto... attributes) {
    addNode("", operator, inputs, output, attributes);
  }

  /** Adds a node of the machine-learning domain; returns the name of its output. */
  String mlNode(String operator, List<String> inputs, List<AttributeProto> attributes) {
    String output = name(operator);
    addNode(ML_DOMAIN, operator, inputs, output, attributes.toArray(new AttributeProto[0]));
    return output;
  }

  /** Joins tensors along an axis; one alone needs no node. */
  String concat(List<String> parts, int axis) {
    return parts.size() == 1 ? parts.getFirst() : node("Concat", parts, attribute("axis", axis));
  }

  /** Picks positions along an axis. */
  String gather(String from, int axis, long... positions) {
    return node(
        "Gather",
        List.of(from, constant("positions", positions, positions.length)),
        attribute("axis", axis));
  }

  /** Picks one position along an axis, which goes away. */
  String pick(String from, int axis, long position) {
    return node(
        "Gather",
        List.of(from, constant("position", new long[] {position})),
        attribute("axis", axis));
  }

  String toDouble(String values) {
    return node(
        "Cast", List.of(values), attribute("to", (long) TensorProto.DataType.DOUBLE.getNumber()));
  }

  byte[] toBytes() {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("steward")
        .addOpsetImport(opset("", OPSET))
        .addOpsetImport(opset(ML_DOMAIN, ML_OPSET))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto attribute(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  static AttributeProto attribute(String name, TensorProto tensor) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.TENSOR)
        .setT(tensor)
        .build();
  }

  private void addNode(
      String domain,
      String operator,
      List<String> inputs,
      String output,
      AttributeProto... attributes) {
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setName(prefix + "node/" + graph.getNodeCount())
            .setOpType(operator)
            .addAllInput(inputs)
            .addOutput(output);
    if (!domain.isEmpty()) {
      node.setDomain(domain);
    }
    for (AttributeProto attribute : attributes) {
      node.addAttribute(attribute);
    }
    graph.addNode(node);
  }

  private String add(TensorProto.Builder tensor) {
    graph.addInitializer(tensor);
    return tensor.getName();
  }

  private TensorProto.Builder tensor(String hint, TensorProto.DataType type, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name(hint)).setDataType(type.getNumber());
    for (long dimension : shape) {
      tensor.addDims(dimension);
    }
    return tensor;
  }

  private String name(String hint) {
    return prefix + hint + "/" + names++;
  }

  private static OperatorSetIdProto opset(String domain, int version) {
    return OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version).build();
  }

  private static ValueInfoProto value(String name, TensorProto.DataType type, int columns) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"));
    if (columns > 0) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)))
        .build();
  }
}
