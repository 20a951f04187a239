package dev.peaberry.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Layer;
import dev.peaberry.layer.Layers;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistrationsTest {
  @TempDir Path folder;

  /** Loads the extensions that a service file of the given line names. */
  private void load(String line) throws IOException {
    Path services = Files.writeString(folder.resolve("services"), line);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(
        new ClassLoader(before) {
          @Override
          public Enumeration<URL> getResources(String name) throws IOException {
            return Collections.enumeration(List.of(services.toUri().toURL()));
          }
        });
    try {
      Registrations.load();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Registers a class that says it is Keras's. */
  public static final class Packageless implements Extension {
    @Override
    public void register(Registrations registrations) {
      registrations.add(Layers.REGISTRY, Schema.of("Mine", Flatten::new));
    }
  }

  /** Registers two classes under one name. */
  public static final class Twice implements Extension {
    @Override
    public void register(Registrations registrations) {
      Schema<? extends Layer> mine = Schema.of("Mine", Flatten::new).inPackage("p");
      registrations.add(Layers.REGISTRY, mine);
      registrations.add(Layers.REGISTRY, mine);
    }
  }

  @Test
  void wantAPackage() {
    assertThatThrownBy(() -> load(Packageless.class.getName()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Found the class Mine without a package, expected SCHEMA.inPackage(\"...\") for a class"
                + " that is not Keras's own");
  }

  @Test
  void wantDifferentNames() {
    assertThatThrownBy(() -> load(Twice.class.getName()))
        .isInstanceOf(ConfigException.class)
        .hasMessage("Found two classes 'p>Mine' of keras.layers, expected different names");
  }

  @Test
  void sayWhichExtensionIsMissing() {
    assertThatThrownBy(() -> load("no.such.Extension"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("Found an extension that cannot be loaded: ")
        .hasMessageContaining("no.such.Extension");
  }

  @Test
  void packagesHavePlainNames() {
    assertThatThrownBy(() -> Schema.of("Mine", Flatten::new).inPackage("a>b"))
        .hasMessage("Found the package 'a>b' of Mine, expected letters, digits, '.', '_' and '-'");
  }
}
