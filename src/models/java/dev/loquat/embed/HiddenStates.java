package dev.loquat.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the layers of the in-process Chinese embedding model hold of each word: its first and its
 * last piece, layer by layer. One thread, one sentence a run: the same words give the same states.
 */
public final class HiddenStates implements AutoCloseable {
  private static final String MODEL = "/bge-small-zh-v1.5-q";
  private static final int WIDTH = 512;
  private static final int LAYERS = 4;
  private static final int UNKNOWN = 100;
  private static final int MOST = 510;

  /** Numbers a word. */
  public static final int SIZE = 2 * LAYERS * WIDTH;

  private final WordPiece pieces;
  private final OrtSession session;

  /**
   * Loads the model from the class path.
   *
   * @throws IllegalStateException if it cannot be loaded
   */
  public HiddenStates() {
    try (InputStream vocabulary = resource(MODEL + "-tokenizer.json");
        InputStream model = resource(MODEL + ".onnx");
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      pieces = WordPiece.read(vocabulary);
      session =
          OrtEnvironment.getEnvironment()
              .createSession(withInnerLayers(model.readAllBytes()), options);
    } catch (IOException | OrtException e) {
      throw new IllegalStateException("cannot load " + MODEL, e);
    }
  }

  private static InputStream resource(String path) throws FileNotFoundException {
    InputStream in = HiddenStates.class.getResourceAsStream(path);
    if (in == null) {
      throw new FileNotFoundException("not on the class path: " + path);
    }
    return in;
  }

  private static String layer(int i) {
    return i == LAYERS - 1
        ? "last_hidden_state"
        : "/encoder/layer." + i + "/output/LayerNorm/Add_1_output_0";
  }

  /**
   * The model with its inner layers as outputs. Protobuf adds what stands behind a message to it,
   * so a second graph (field 7) of outputs (field 12) that have names alone (field 1) will do.
   */
  private static byte[] withInnerLayers(byte[] model) {
    ByteArrayOutputStream outputs = new ByteArrayOutputStream();
    for (int i = 0; i < LAYERS - 1; i++) {
      ByteArrayOutputStream name = new ByteArrayOutputStream();
      field(1, layer(i).getBytes(StandardCharsets.US_ASCII), name);
      field(12, name.toByteArray(), outputs);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(model);
    field(7, outputs.toByteArray(), all);
    return all.toByteArray();
  }

  private static void field(int number, byte[] bytes, ByteArrayOutputStream out) {
    out.write(number << 3 | 2);
    for (int n = bytes.length; ; n >>>= 7) {
      if (n < 128) {
        out.write(n);
        break;
      }
      out.write(n & 127 | 128);
    }
    out.writeBytes(bytes);
  }

  /** One row of {@link #SIZE} numbers a word of a sentence; beyond 510 pieces, the last one's. */
  public float[][] of(List<String> words) {
    List<Integer> ids = new ArrayList<>(List.of(WordPiece.CLS));
    int[] first = new int[words.size()];
    int[] last = new int[words.size()];
    for (int i = 0; i < first.length; i++) {
      int[] of = pieces.ids(words.get(i));
      first[i] = Math.min(MOST, ids.size());
      Arrays.stream(of.length == 0 ? new int[] {UNKNOWN} : of).forEach(ids::add);
      last[i] = Math.min(MOST, ids.size() - 1);
    }
    ids.add(WordPiece.SEP);
    float[][] out = new float[first.length][SIZE];
    float[][][][] states = run(ids.stream().limit(MOST + 2).mapToLong(i -> i).toArray());
    for (int i = 0; i < first.length; i++) {
      for (int layer = 0; layer < LAYERS; layer++) {
        float[][] of = states[layer][0];
        System.arraycopy(of[first[i]], 0, out[i], 2 * layer * WIDTH, WIDTH);
        System.arraycopy(of[last[i]], 0, out[i], (2 * layer + 1) * WIDTH, WIDTH);
      }
    }
    return out;
  }

  private float[][][][] run(long[] ids) {
    long[] mask = new long[ids.length];
    Arrays.fill(mask, 1);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OnnxTensor input = OnnxTensor.createTensor(environment, new long[][] {ids});
        OnnxTensor attention = OnnxTensor.createTensor(environment, new long[][] {mask});
        OnnxTensor types =
            OnnxTensor.createTensor(environment, new long[][] {new long[ids.length]});
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", input, "attention_mask", attention, "token_type_ids", types),
                Set.of(layer(0), layer(1), layer(2), layer(3)))) {
      float[][][][] states = new float[LAYERS][][][];
      for (int layer = 0; layer < LAYERS; layer++) {
        states[layer] = (float[][][]) result.get(layer(layer)).orElseThrow().getValue();
      }
      return states;
    } catch (OrtException e) {
      throw new IllegalStateException(MODEL + " failed on " + ids.length + " pieces", e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("cannot close " + MODEL, e);
    }
  }
}
