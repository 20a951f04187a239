package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.Progress;
import dev.peaberry.golden.RealData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupsTest {
  @TempDir Path temp;

  @Test
  void picturesOfAGroupOfTheSourceAreTogether() {
    ImageSource source = TaggedSource.drawn(2, 5, 4, 1);
    Groups groups = Groups.of(source);
    assertThat(groups.count()).isEqualTo(5);
    for (int i = 1; i < source.size(); i++) {
      assertThat(groups.group(i) == groups.group(i - 1))
          .isEqualTo(source.group(i).equals(source.group(i - 1)));
    }
  }

  @Test
  void picturesWithoutAGroupAreAlone() {
    assertThat(Groups.of(TaggedSource.ofCounts(3, 2))).isEqualTo(Groups.alone(5));
  }

  @Test
  void anExpressionFindsGroupsInNames() throws IOException {
    byte[] picture = Pictures.png(4, 4, 9);
    Map<String, byte[]> files = new HashMap<>();
    for (String name : List.of("a/anna_1", "a/anna_2", "a/bert_1", "b/anna_3", "b/other")) {
      files.put(name + ".png", picture);
    }
    try (ImageFolder folder = ImageFolder.open(Pictures.write(temp, files))) {
      assertThat(Groups.ofNames(folder, Pattern.compile("/([a-z]+)_\\d")))
          .isEqualTo(Groups.listed(5, List.of(List.of(0, 1, 3))));
    }
  }

  @Test
  void anExpressionThatFindsNothingIsRefused() {
    assertThatThrownBy(() -> Groups.ofNames(TaggedSource.ofCounts(3), Pattern.compile("x(.)")))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "Found 'x(.)' in none of 3 names, expected it in some, such as 0; change the"
                + " expression");
  }

  @Test
  void anExpressionHasOneCapturingGroup() {
    assertThatThrownBy(() -> Groups.ofNames(TaggedSource.ofCounts(3), Pattern.compile("(.)(.)")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Found 2 capturing groups in '(.)(.)', expected one");
  }

  @Test
  void listsWithAPictureInCommonAreOneGroup() {
    assertThat(Groups.listed(6, List.of(List.of(4, 1), List.of(2, 3), List.of(1, 2))))
        .isEqualTo(Groups.listed(6, List.of(List.of(1, 2, 3, 4))));
  }

  @Test
  void joinedGroupsHoldWhatIsTogetherThroughAChain() {
    Groups pairs = Groups.listed(6, List.of(List.of(0, 1), List.of(2, 3)));
    Groups bridge = Groups.listed(6, List.of(List.of(1, 2), List.of(4, 5)));
    assertThat(pairs.joined(bridge))
        .isEqualTo(Groups.listed(6, List.of(List.of(0, 1, 2, 3), List.of(4, 5))));
  }

  @Test
  void groupsOfOnePictureAreNotShared() {
    assertThat(Groups.listed(6, List.of(List.of(0, 1), List.of(2, 3))).shared()).isEqualTo(2);
  }

  @Test
  void filesOfTheSameContentAreTogether() throws IOException {
    Map<String, byte[]> files = Pictures.classes(2, 3);
    files.put("b/copy.png", files.get("a/001.png"));
    try (ImageFolder folder = ImageFolder.open(Pictures.write(temp, files))) {
      assertThat(Groups.ofCopies(folder, Progress.none()))
          .isEqualTo(Groups.listed(7, List.of(List.of(1, 6))));
    }
  }

  @Test
  void findsThePairsOfTheFilmStars() {
    try (ImageFolder stars = ImageFolder.open(RealData.path("hollywood_stars"))) {
      Groups copies = Groups.ofCopies(stars, Progress.none());
      assertThat(copies.pictures() - copies.count()).isGreaterThanOrEqualTo(89);
      assertThat(straddling(Split.shuffled(stars, 0.2, 42))).isPositive();
      assertThat(straddling(Split.grouped(stars, copies, 0.2, 42))).isZero();
    }
  }

  private static long straddling(Split split) {
    return Duplicates.among(List.of(split.training(), split.validation()), Long.MAX_VALUE)
        .groups()
        .stream()
        .filter(group -> group.stream().map(Duplicates.Copy::source).distinct().count() > 1)
        .count();
  }
}
