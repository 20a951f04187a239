package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.tune.Sweep;
import dev.peaberry.tune.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A search among three optimizers, one of which diverges, on a few pictures. */
@Timeout(300)
class SweepCommandTest {
  private static final String DIVERGING = "sgd(learning_rate=1e30)";

  @TempDir static Path root;

  private static Path recipe;
  private static SweepFolder folder;
  private static CommandRun run;

  @BeforeAll
  static void search() throws IOException {
    Path pictures = SamplePictures.in(root.resolve("beans"));
    recipe =
        Files.writeString(
            root.resolve("small.yaml"),
            "data: %s\nimage_size: 24x24\nbatch_size: 8\nepochs: 2\n".formatted(pictures));
    folder = new SweepFolder(root.resolve("sweep"));
    run =
        CommandRun.of(
            "sweep",
            recipe,
            "--method",
            "asha",
            "--reduction",
            2,
            "--trials",
            3,
            "--param",
            "optimizer=adam,rmsprop(learning_rate=0.002)," + DIVERGING,
            "--out",
            folder.path());
  }

  private static Sweep sweep() throws IOException {
    return folder.read();
  }

  private static Trial trial(Predicate<Trial> wanted) throws IOException {
    return sweep().trials().stream().filter(wanted).findFirst().orElseThrow();
  }

  private static boolean diverges(Trial trial) {
    return trial.values().get("optimizer").equals(DIVERGING);
  }

  @Test
  void endsWell() {
    assertThat(run.code()).as(run.err()).isZero();
  }

  @Test
  void aTrialThatDivergesHasFailedWithWhyAndTheOthersHaveNot() throws IOException {
    for (Trial trial : sweep().trials()) {
      assertThat(trial.state() == Trial.State.FAILED).isEqualTo(diverges(trial));
    }
    assertThat(trial(SweepCommandTest::diverges).reason().orElseThrow())
        .startsWith("diverged: the loss of step ");
  }

  @Test
  void oneOfTwoHasGoneOn() throws IOException {
    assertThat(sweep().trials().stream().map(trial -> trial.scores().size()))
        .containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void everyTrialSaysWhatItTries() {
    assertThat(run.err())
        .contains("Trial 1/3  optimizer=", "(to epoch 1)", "(goes on to epoch 2)", "failed: ");
  }

  @Test
  void theReportIsHonestAboutTheBest() {
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains(
            "chosen among 2 trials by the same 8 validation pictures, so its score is optimistic")
        .contains("optimizer: too few trials to say (3)")
        .contains("out of the comparison: 1 trial.");
  }

  @Test
  void theReportSaysHowToTrainTheBestLonger() throws IOException {
    assertThat(run.out())
        .contains(
            "peaberry train --resume %s --epochs 4"
                .formatted(folder.run(sweep().best().orElseThrow()).path()));
  }

  @Test
  void aTrialIsARunThatGoesOnAndIsEvaluated() throws IOException {
    Path best = folder.run(sweep().best().orElseThrow()).path();
    assertThat(CommandRun.of("evaluate", best, "--json").code()).isZero();
    assertThat(best.resolve("scores.csv")).exists();
  }

  @Test
  void theRecipeOfATrialIsARecipe() throws IOException {
    Trial best = sweep().best().orElseThrow();
    RecipeFile file = RecipeFile.find(folder.recipe(best).toString());
    assertThat(file.values("optimizer")).containsExactly(best.values().get("optimizer"));
  }

  @Test
  void theTableHasTheBestFirst() throws IOException {
    List<String> lines = Files.readAllLines(folder.csv());
    assertThat(lines.get(0))
        .isEqualTo(
            "rank,trial,state,epochs,rung,val_accuracy,best_epoch,optimizer,seconds,reason,run");
    assertThat(lines.get(1)).startsWith("1,%d,done,2,2,".formatted(sweep().best().get().number()));
    assertThat(lines).hasSize(4);
  }

  @Test
  void thereIsAPage() throws IOException {
    assertThat(Files.readString(folder.page())).contains("rmsprop(learning_rate=0.002)");
  }

  @Test
  void aSweepThatIsDoneHasNothingMoreToDo() throws IOException {
    CommandRun again = CommandRun.of("sweep", "--resume", folder.path(), "--json");
    assertThat(again.code()).isZero();
    assertThat(again.err()).isEmpty();
    JsonNode json = new ObjectMapper().readTree(again.out());
    assertThat(json.get("best").intValue()).isEqualTo(sweep().best().orElseThrow().number());
    assertThat(json.at("/importance/0/share").isNull()).isTrue();
  }

  private Process start(Path out) throws IOException {
    return CommandProcess.start(
        "sweep",
        recipe,
        "--set",
        "epochs=6",
        "--trials",
        2,
        "--param",
        "learning-rate=log:1e-4..1e-2",
        "--out",
        out);
  }

  private static void awaitAnEpoch(Process process, SweepFolder started)
      throws IOException, InterruptedException {
    try (var lines = process.errorReader()) {
      assertThat(lines.readLine()).startsWith("Trial 1/2  learning_rate=");
      boolean over = false;
      while (!over && epochs(started) == 0) {
        over = process.waitFor(100, TimeUnit.MILLISECONDS);
      }
    }
  }

  private static int epochs(SweepFolder started) throws IOException {
    return Files.exists(started.json()) ? started.read().trial(1).scores().size() : 0;
  }

  private static void goesOnWithTheSamePlan(SweepFolder started) throws IOException {
    List<Map<String, String>> plan = started.read().trials().stream().map(Trial::values).toList();
    CommandRun resumed = CommandRun.of("sweep", "--resume", started.path(), "--quiet");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    Sweep done = started.read();
    assertThat(done.trials()).allMatch(trial -> trial.state() == Trial.State.DONE);
    assertThat(done.trials()).allMatch(trial -> trial.scores().size() == 6);
    assertThat(done.trials().stream().map(Trial::values)).containsExactlyElementsOf(plan);
  }

  @Test
  void aSweepThatIsKilledGoesOnWithTheSamePlan() throws IOException, InterruptedException {
    SweepFolder killed = new SweepFolder(root.resolve("killed"));
    Process process = start(killed.path());
    awaitAnEpoch(process, killed);
    process.destroyForcibly().waitFor();
    assertThat(killed.read().trial(1).state()).isEqualTo(Trial.State.RUNNING);
    goesOnWithTheSamePlan(killed);
  }

  @Test
  void ctrlCSavesAndLeavesALeaderboard() throws IOException, InterruptedException {
    SweepFolder stopped = new SweepFolder(root.resolve("stopped"));
    Process process = start(stopped.path());
    try {
      awaitAnEpoch(process, stopped);
      CommandProcess.interrupt(process);
      // Another signal on top of this one would decide the exit code.
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroy();
      process.waitFor();
    }
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(Files.readAllLines(stopped.csv())).hasSize(3);
    assertThat(stopped.read().trial(1).state()).isEqualTo(Trial.State.INTERRUPTED);
    goesOnWithTheSamePlan(stopped);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--param learning_rat=1,2 | Found the parameter 'learning_rat', expected one of",
        "--param learning_rat=1,2 | did you mean 'learning_rate'?",
        "--param learning-rate=5..1 | expected a smaller number before a larger one",
        "--param learning-rate=log:0..1 | expected numbers above 0",
        "--param learning-rate=0.1..1 --method grid | expected values that can be counted",
        "--param learning-rate=1,2 --trials 0 | found '0', expected a whole number, 1 or more",
        "--param learning-rate=1,2 --trials 3 | Found 3 trials of 2 combinations",
        "--param learning-rate=1,2 --method grid --trials 2 | leave it out",
        "--param learning-rate=1,2 --method grit | did you mean 'grid'?",
        "--param learning-rate=1 | found the one value '1', expected several",
        "--param learning-rate | expected NAME=VALUES",
        "--param seed=1,2 --param seed=3,4 | Found the parameter seed twice",
        "--param batch-size=0,32 --trials 2 | found '0', expected a whole number, 1 or more",
        "--param optimizer=adam,adamm --trials 2 | did you mean 'adam'?",
        "--param image-size=2x2,24x24 --trials 2 | cannot take pictures of 2x2",
        "--param epochs=2,4 --trials 2 | expected as many for each",
        "--param folds=2,3 | leave it out",
        "--param seed=1,2 --set epoch=3 | did you mean 'epochs'?",
        "--param seed=1,2 --set epochs | expected NAME=VALUE",
        "--param seed=1,2 --set seed=3 | with --param and with --set",
        "--param seed=1,2 --set epochs=x | Invalid value for option '--epochs'",
        "--param seed=1,2 --method asha --trials 2 | Found 2 epochs of which trials get at least 1",
        "--param seed=1,2 --score val_accuracies --trials 2 | Found the monitored value",
        "--param loss=mse,mae --score val_loss --trials 2 | which changes what it means",
        "--param seed=1,2 --retry-failed | without --resume",
        "--resume sweeps/none | Found no sweep.json",
        "'' | Found no parameter to search for",
      })
  void rubbishIsOneLineAndNothingStarts(String arguments, String message) {
    Path out = root.resolve("rubbish");
    boolean resumes = arguments.contains("--resume");
    Optional<Path> begun = resumes ? Optional.empty() : Optional.of(recipe);
    List<Object> all = new ArrayList<>(List.of("sweep"));
    begun.ifPresent(all::add);
    if (!resumes) {
      all.addAll(List.of("--out", out));
    }
    if (!arguments.isBlank()) {
      all.addAll(List.of(arguments.split(" ", -1)));
    }
    CommandRun refused = CommandRun.of(all.toArray());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err().lines().filter(line -> line.startsWith("peaberry: "))).hasSize(1);
    assertThat(refused.failure()).contains(message);
    assertThat(out).doesNotExist();
  }

  @Test
  void aRecipeThatDoesNotExistIsRefused() {
    assertThat(CommandRun.of("sweep", "cifar10-cn", "--param", "seed=1,2").failure())
        .contains("did you mean 'cifar10-cnn'?");
  }

  @Test
  void aFolderWithASweepIsRefused() {
    CommandRun again =
        CommandRun.of(
            "sweep", recipe, "--param", "seed=1,2", "--trials", 2, "--out", folder.path());
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.failure()).contains("Found a sweep in", "go on with --resume");
  }

  @Test
  void settingsAreNotChangedOnTheWay() {
    assertThat(
            CommandRun.of("sweep", "--resume", folder.path(), "--set", "epochs=3", "--seed", 3)
                .failure())
        .contains("Found --set and --seed together with --resume");
  }
}
