package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ModelsCommandTest {
  @Test
  void listsNetworksWithTheirParameters() {
    CommandRun run = CommandRun.of("models");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .containsPattern("small-cnn +122,570 ")
        .containsPattern("alexnet +- +56,909,194")
        .contains("vgg16", "efficientnetb0");
  }

  @Test
  void isJsonForScripts() throws IOException {
    JsonNode json = new ObjectMapper().readTree(CommandRun.of("models", "--json").out());
    assertThat(json.get(0).get("name").textValue()).isEqualTo("small-cnn");
    assertThat(json.get(0).get("parameters_32x32").longValue()).isEqualTo(122_570);
  }

  @Test
  void saysWhereWeightsAreFromAndUnderWhichLicence() throws IOException {
    assertThat(CommandRun.of("models").out()).containsPattern("vgg16 .* imagenet  ");
    for (JsonNode each : new ObjectMapper().readTree(CommandRun.of("models", "--json").out())) {
      if (each.get("name").textValue().equals("vgg16")) {
        JsonNode base = each.get("weights").get(0);
        assertThat(base.get("include_top").booleanValue()).isFalse();
        assertThat(base.get("licence").textValue()).isEqualTo("CC BY 4.0");
        assertThat(base.get("address").textValue()).endsWith("_notop.h5");
        assertThat(base.get("md5").textValue()).isEqualTo("6d6bbae143d832006294945121d1f1fc");
      }
    }
  }

  @Test
  void aNetworkThatIsNotThereIsOneLine() {
    CommandRun run = CommandRun.of("summary", "resnet5");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.failure()).contains("did you mean 'resnet50'?");
  }
}
