package dev.peaberry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTest {
  private static Processor withFlags(String flags) {
    return Processor.parse(
        List.of("processor\t: 0", "model name\t: Xeon: Gold", "flags\t\t: " + flags));
  }

  @Test
  void hasTheNameThatLinuxTells() {
    assertThat(withFlags("fpu").name()).contains("Xeon: Gold");
  }

  @Test
  void multipliesBfloat16WithAmx() {
    assertThat(withFlags("fpu avx512_bf16 amx_bf16 amx_tile").bfloat16()).contains("AMX");
  }

  @Test
  void multipliesBfloat16WithAvx512() {
    assertThat(withFlags("fpu avx512f avx512_bf16").bfloat16()).contains("AVX512-BF16");
  }

  @Test
  void multipliesNoBfloat16WithAvx512Alone() {
    assertThat(withFlags("fpu avx2 avx512f avx512_vnni").bfloat16()).isEmpty();
  }

  @Test
  void isUnknownWhereNothingIsTold() {
    assertThat(Processor.parse(List.of("", "Hardware")).bfloat16()).isEmpty();
  }
}
