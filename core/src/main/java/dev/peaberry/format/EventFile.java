package dev.peaberry.format;

import com.google.protobuf.ByteString;
import dev.peaberry.model.Model;
import dev.peaberry.model.ModelJson;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;
import org.tensorflow.proto.SummaryMetadata;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * A file of TensorBoard's events, as TensorFlow 2's summary writer makes them: records of a length,
 * a protocol buffer and checksums (<a
 * href="https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details">TFRecord</a>).
 * Every record is written in one go, so that TensorBoard can read along and a kill leaves whole
 * records. Confined to one thread.
 */
public final class EventFile implements Closeable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final int MASK = 0xa282ead8;

  private final FileChannel channel;

  private EventFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Begins a new file in a folder, which is made if need be; others in it are left alone. */
  public static EventFile create(Path folder) throws IOException {
    Files.createDirectories(folder);
    String name =
        String.format(
            Locale.ROOT,
            "events.out.tfevents.%010d.peaberry.%d.%d.v2",
            System.currentTimeMillis() / 1000,
            ProcessHandle.current().pid(),
            NUMBER.getAndIncrement());
    EventFile file =
        new EventFile(
            FileChannel.open(
                folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    file.write(Event.newBuilder().setFileVersion("brain.Event:2"));
    return file;
  }

  /** Points of curves, by tag; NaN and infinities are shown as such. */
  public void scalars(long step, Map<String, Double> values) throws IOException {
    Summary.Builder summary = Summary.newBuilder();
    values.forEach(
        (tag, value) ->
            summary.addValue(
                Summary.Value.newBuilder()
                    .setTag(tag)
                    .setMetadata(metadata("scalars"))
                    .setTensor(tensor(DataType.DT_FLOAT).addFloatVal(value.floatValue()))));
    write(step, summary);
  }

  /** The distribution of an array's elements. */
  public void histogram(String tag, long step, float[] elements) throws IOException {
    Buckets buckets = Buckets.of(elements);
    TensorProto.Builder rows = tensor(DataType.DT_DOUBLE, Buckets.COUNT, 3);
    for (int i = 0; i < Buckets.COUNT; i++) {
      rows.addDoubleVal(buckets.left(i)).addDoubleVal(buckets.right(i));
      rows.addDoubleVal(buckets.counts()[i]);
    }
    write(step, tag, metadata("histograms"), rows);
  }

  /**
   * A picture.
   *
   * @param width in pixels
   * @param height in pixels
   * @param png the whole PNG file
   */
  public void picture(String tag, long step, int width, int height, byte[] png) throws IOException {
    TensorProto.Builder parts =
        tensor(DataType.DT_STRING, 3)
            .addStringVal(ByteString.copyFromUtf8(Integer.toString(width)))
            .addStringVal(ByteString.copyFromUtf8(Integer.toString(height)))
            .addStringVal(ByteString.copyFrom(png));
    write(step, tag, metadata("images"), parts);
  }

  /** A model's layers and how they hang together, for TensorBoard's conceptual graph. */
  public void model(Model model) throws IOException {
    SummaryMetadata.Builder metadata = metadata("graph_keras_model");
    metadata.getPluginDataBuilder().setContent(ByteString.copyFromUtf8("1"));
    ByteString json = ByteString.copyFrom(Json.write(ModelJson.write(model)));
    write(0, "keras", metadata, tensor(DataType.DT_STRING).addStringVal(json));
  }

  /**
   * A graph of TensorFlow's operations.
   *
   * @param graphDef the protocol buffer GraphDef
   */
  public void graph(byte[] graphDef) throws IOException {
    write(Event.newBuilder().setGraphDef(ByteString.copyFrom(graphDef)));
  }

  private static SummaryMetadata.Builder metadata(String plugin) {
    return SummaryMetadata.newBuilder()
        .setPluginData(SummaryMetadata.PluginData.newBuilder().setPluginName(plugin));
  }

  private static TensorProto.Builder tensor(DataType type, int... lengths) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int length : lengths) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(length));
    }
    return TensorProto.newBuilder().setDtype(type).setTensorShape(shape);
  }

  private void write(
      long step, String tag, SummaryMetadata.Builder metadata, TensorProto.Builder tensor)
      throws IOException {
    write(
        step,
        Summary.newBuilder()
            .addValue(
                Summary.Value.newBuilder().setTag(tag).setMetadata(metadata).setTensor(tensor)));
  }

  private void write(long step, Summary.Builder summary) throws IOException {
    write(Event.newBuilder().setStep(step).setSummary(summary));
  }

  private void write(Event.Builder event) throws IOException {
    byte[] data = event.setWallTime(System.currentTimeMillis() / 1e3).build().toByteArray();
    ByteBuffer record =
        ByteBuffer.allocate(2 * Integer.BYTES + Long.BYTES + data.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(checksum(record.array(), 0, Long.BYTES));
    record.put(data);
    record.putInt(checksum(data, 0, data.length)).flip();
    while (record.hasRemaining()) {
      channel.write(record);
    }
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
