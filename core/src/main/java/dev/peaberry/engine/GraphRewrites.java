package dev.peaberry.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** What is better in a graph than TensorFlow's C++ gradients leave it. */
final class GraphRewrites {
  private static final Set<String> ACTIVATIONS = Set.of("Relu", "Relu6");

  private GraphRewrites() {}

  /**
   * Lets the gradients of ReLUs look at what came out of the ReLU rather than at what went in. The
   * numbers are the same, and nobody else then needs what went in, so that convolution, bias and
   * ReLU become one kernel. (Python's gradients do this, those of C++ do not.)
   */
  static GraphDef gradientsFromOutputs(GraphDef graph) {
    Map<String, String> activationOf = new HashMap<>();
    for (NodeDef node : graph.getNodeList()) {
      if (ACTIVATIONS.contains(node.getOp())) {
        activationOf.put(node.getOp() + " " + node.getInput(0), node.getName());
      }
    }
    GraphDef.Builder rewritten = graph.toBuilder();
    for (int i = 0; i < graph.getNodeCount(); i++) {
      NodeDef node = graph.getNode(i);
      if (node.getOp().endsWith("Grad") && node.getInputCount() >= 2) {
        String activation = node.getOp().substring(0, node.getOp().length() - "Grad".length());
        String output = activationOf.get(activation + " " + node.getInput(1));
        if (output != null) {
          rewritten.setNode(i, node.toBuilder().setInput(1, output));
        }
      }
    }
    return rewritten.build();
  }
}
