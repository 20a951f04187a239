package dev.peaberry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

class GraphRewritesTest {
  /** The first node of an operation. */
  private static NodeDef node(GraphDef graph, String operation) {
    return graph.getNodeList().stream()
        .filter(node -> node.getOp().equals(operation))
        .findFirst()
        .orElseThrow();
  }

  private static GraphDef rewrittenWithGradient(boolean six) {
    NativeLibrary.load();
    try (Graph graph = new Graph()) {
      ProgramBuilder builder = new ProgramBuilder(graph, Precision.FP32);
      Operand<TFloat32> x = builder.input(ElementType.FLOAT32, Shape.of(3)).value();
      Operand<TFloat32> y = six ? builder.tf().nn.relu6(x) : builder.tf().nn.relu(x);
      builder.gradients(builder.tf().nn.l2Loss(y), List.of(x));
      return GraphRewrites.gradientsFromOutputs(graph.toGraphDef());
    }
  }

  @Test
  void letsTheGradientOfReluLookAtItsOutput() {
    GraphDef graph = rewrittenWithGradient(false);
    assertThat(node(graph, "ReluGrad").getInput(1)).isEqualTo(node(graph, "Relu").getName());
  }

  @Test
  void letsTheGradientOfRelu6LookAtItsOutput() {
    GraphDef graph = rewrittenWithGradient(true);
    assertThat(node(graph, "Relu6Grad").getInput(1)).isEqualTo(node(graph, "Relu6").getName());
  }
}
