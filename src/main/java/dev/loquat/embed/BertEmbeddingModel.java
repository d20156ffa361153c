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
import java.nio.ByteBuffer;
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
    long size;
    try (InputStream in = resource(path)) {
      size = in.transferTo(OutputStream.nullOutputStream());
    }
    ByteBuffer bytes = memory.allocate(size).asByteBuffer();
    try (ReadableByteChannel in = Channels.newChannel(resource(path))) {
      while (bytes.hasRemaining() && in.read(bytes) >= 0) {
        // until it is full
      }
    }
    return bytes.flip();
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
      float[] vector = run(Arrays.copyOfRange(ids, from, to));
      for (int i = 0; i < dimension; i++) {
        sum[i] += (double) vector[i] * Math.max(1, to - from);
      }
      from = to;
    } while (from < ids.length && ++windows < MAX_WINDOWS);
    return unit(sum);
  }

  private float[] run(int[] pieces) {
    int n = pieces.length + 2;
    long[] ids = new long[n];
    ids[0] = WordPiece.CLS;
    for (int i = 0; i < pieces.length; i++) {
      ids[i + 1] = pieces[i];
    }
    ids[n - 1] = WordPiece.SEP;
    long[] mask = new long[n];
    Arrays.fill(mask, 1);
    long[] shape = {1, n};
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OnnxTensor input = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
        OnnxTensor attention = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
        OnnxTensor types =
            OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[n]), shape);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", input, "attention_mask", attention, "token_type_ids", types))) {
      if (!(result.get(0) instanceof OnnxTensor tensor)) {
        throw new IllegalStateException(name + " answers no tensor but " + result.get(0));
      }
      float[] cls = new float[dimension];
      tensor.getFloatBuffer().get(0, cls); // [1, n, dimension]: the first row is [CLS]
      return unit(cls);
    } catch (OrtException e) {
      throw new IllegalStateException(name + " failed on a text of " + n + " pieces", e);
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
