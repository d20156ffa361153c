package dev.loquat.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A BERT encoder run by ONNX Runtime: the vector of [CLS], of unit length. Texts are run one by
 * one: in a batch, dynamic quantisation would let neighbours change each other's vectors. A text of
 * more than {@value #WINDOW} pieces is embedded in windows, averaged by their size. Safe from any
 * thread.
 */
final class BertEmbeddingModel implements EmbeddingModel {
  private static final int WINDOW = 510;
  private static final int MAX_WINDOWS = 64;

  /** What is behind so many pieces is not read. */
  static final int MOST_TOKENS = WINDOW * MAX_WINDOWS;

  private final String name;
  private final int dimension;
  private final WordPiece tokenizer;
  private final OrtSession session;

  private BertEmbeddingModel(String name, int dimension, WordPiece tokenizer, OrtSession session) {
    this.name = name;
    this.dimension = dimension;
    this.tokenizer = tokenizer;
    this.session = session;
  }

  /** Loads {@code /<name>-q.onnx} and {@code /<name>-q-tokenizer.json} from the class path. */
  static BertEmbeddingModel load(String name, int dimension) {
    try (InputStream vocabulary = resource("/" + name + "-q-tokenizer.json");
        Arena memory = Arena.ofConfined();
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1); // throughput comes from texts side by side
      options.setInterOpNumThreads(1);
      options.setCPUArenaAllocator(false); // the arena keeps the largest request's memory for ever
      options.setMemoryPatternOptimization(false);
      WordPiece tokenizer = WordPiece.read(vocabulary);
      OrtSession session =
          OrtEnvironment.getEnvironment()
              .createSession(bytes("/" + name + "-q.onnx", memory), options);
      return new BertEmbeddingModel(name, dimension, tokenizer, session);
    } catch (IOException | OrtException e) {
      throw new IllegalStateException("cannot load the embedding model " + name, e);
    }
  }

  /** Outside of the heap, which would keep the room for ever. */
  private static ByteBuffer bytes(String path, Arena memory) throws IOException {
    ByteBuffer bytes = memory.allocate(size(path)).asByteBuffer();
    try (ReadableByteChannel in = Channels.newChannel(resource(path))) {
      while (bytes.hasRemaining() && in.read(bytes) >= 0) {
        // until it is full
      }
    }
    return bytes.flip();
  }

  /** Counted only where it is not told, as counting takes as long as reading. */
  private static long size(String path) throws IOException {
    URL url = BertEmbeddingModel.class.getResource(path);
    long told = url == null ? -1 : url.openConnection().getContentLengthLong();
    if (told >= 0) {
      return told;
    }
    try (InputStream in = resource(path)) {
      return in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static InputStream resource(String path) throws FileNotFoundException {
    InputStream in = BertEmbeddingModel.class.getResourceAsStream(path);
    if (in == null) {
      throw new FileNotFoundException("not on the class path: " + path);
    }
    return in;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public String modelName() {
    return name;
  }

  @Override
  public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
    List<Embedding> out = new ArrayList<>(segments.size());
    for (TextSegment segment : segments) {
      out.add(Embedding.from(embedText(segment.text())));
    }
    return Response.from(out);
  }

  /** Number of pieces of a text, as the model counts them. */
  int countTokens(String text) {
    return tokenizer.ids(text).length + 2;
  }

  float[] embedText(String text) {
    int[] ids = tokenizer.ids(text);
    double[] sum = new double[dimension];
    int from = 0;
    int windows = 0;
    do {
      if (Thread.interrupted()) {
        Thread.currentThread().interrupt();
        throw new EmbeddingInterruptedException("interrupted while embedding with " + name);
      }
      int to = Math.min(ids.length, from + WINDOW);
      add(sum, run(Arrays.copyOfRange(ids, from, to)), Math.max(1, to - from));
      from = to;
    } while (from < ids.length && ++windows < MAX_WINDOWS);
    return unit(sum);
  }

  // A loop of its own method: in embedText it would have the compiler take all of it at once, which
  // needs 22 MB.
  private static void add(double[] sum, float[] vector, double weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += vector[i] * weight;
    }
  }

  private float[] run(int[] pieces) {
    int n = pieces.length + 2;
    try (Arena memory = Arena.ofConfined()) {
      LongBuffer ids = buffer(memory, 8L * n).asLongBuffer();
      LongBuffer mask = buffer(memory, 8L * n).asLongBuffer();
      ids.put(WordPiece.CLS);
      for (int piece : pieces) {
        ids.put(piece);
      }
      ids.put(WordPiece.SEP);
      while (mask.hasRemaining()) {
        mask.put(1);
      }
      FloatBuffer rows = buffer(memory, 4L * n * dimension).asFloatBuffer();
      run(n, ids.flip(), mask.flip(), buffer(memory, 8L * n).asLongBuffer(), rows);
      float[] cls = new float[dimension];
      rows.get(0, cls); // [1, n, dimension]: the first row is [CLS]
      return unit(cls);
    } catch (OrtException e) {
      throw new IllegalStateException(name + " failed on a text of " + n + " pieces", e);
    }
  }

  /** Freed at once: the Java classes of ONNX Runtime would leave such buffers to the collector. */
  private static ByteBuffer buffer(Arena memory, long size) {
    return memory.allocate(size, 8).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  private void run(int n, LongBuffer ids, LongBuffer mask, LongBuffer types, FloatBuffer rows)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = {1, n};
    long[] shapeOfRows = {1, n, dimension};
    try (OnnxTensor input = OnnxTensor.createTensor(environment, ids, shape);
        OnnxTensor attention = OnnxTensor.createTensor(environment, mask, shape);
        OnnxTensor segments = OnnxTensor.createTensor(environment, types, shape);
        OnnxTensor output = OnnxTensor.createTensor(environment, rows, shapeOfRows)) {
      session
          .run(
              Map.of("input_ids", input, "attention_mask", attention, "token_type_ids", segments),
              Map.of("last_hidden_state", output))
          .close();
    }
  }

  private static float[] unit(float[] vector) {
    double[] wide = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      wide[i] = vector[i];
    }
    return unit(wide);
  }

  private static float[] unit(double[] vector) {
    double square = 0;
    for (double v : vector) {
      square += v * v;
    }
    double norm = square > 0 ? Math.sqrt(square) : 1;
    float[] out = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      out[i] = (float) (vector[i] / norm);
    }
    return out;
  }
}
