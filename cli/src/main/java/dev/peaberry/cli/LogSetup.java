package dev.peaberry.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Sets logging up: warnings to the error stream, with {@code --debug} everything. In Java, since
 * reading the same from XML would take a quarter of a second of every start. Logback makes one.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  private static volatile Level level = Level.WARN;

  /** For Logback. */
  public LogSetup() {}

  /** Logs everything from now on; to be called before the first logger is made. */
  static void debug() {
    level = Level.DEBUG;
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern(
        level == Level.DEBUG ? "%d{HH:mm:ss.SSS} %level %logger{0}: %msg%n" : "peaberry: %msg%n");
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    context.getLogger("ROOT").addAppender(appender);
    context.getLogger("ROOT").setLevel(level);
    context.getLogger("io.jhdf").setLevel(Level.WARN);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
