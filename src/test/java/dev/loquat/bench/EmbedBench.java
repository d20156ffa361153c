package dev.loquat.bench;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallzhv15q.BgeSmallZhV15QuantizedEmbeddingModel;
import dev.loquat.embed.EmbeddingModels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * What an embedding model in the process costs: arguments are {@code ours} or {@code langchain4j},
 * and {@code zh} or {@code en}. Resident memory over the size of the model's file after loading it,
 * and after queries; milliseconds of loading it and of a short query.
 */
public final class EmbedBench {
  private static final int QUERIES = 400;
  private static final int WARM_UP = 100;

  private EmbedBench() {}

  public static void main(String[] arguments) throws IOException {
    boolean chinese = arguments[1].equals("zh");
    String name = chinese ? EmbeddingModels.ZH : EmbeddingModels.EN;
    String query = chinese ? "怎样融合两种检索的结果?" : "how are two searches fused?";
    double file = modelBytes(name) / 1048576.0;
    System.gc();
    double before = resident();
    long begin = System.nanoTime();
    Consumer<String> model = model(arguments[0].equals("ours"), name);
    model.accept(query);
    double first = (System.nanoTime() - begin) / 1e6;
    System.gc();
    double loaded = resident() - before - file;
    double[] millis = new double[QUERIES];
    for (int i = -WARM_UP; i < QUERIES; i++) {
      long start = System.nanoTime();
      model.accept(query + i);
      if (i >= 0) {
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    System.gc();
    Arrays.sort(millis);
    System.out.printf(
        "%s %s: file %.1f MB; over it after the first query %.1f MB, after %d %.1f MB; loading and the first query %.0f ms, query p50 %.2f p95 %.2f ms%n",
        arguments[0],
        name,
        file,
        loaded,
        QUERIES + WARM_UP,
        resident() - before - file,
        first,
        millis[QUERIES / 2],
        millis[QUERIES * 95 / 100]);
    System.exit(0); // ONNX Runtime's and the models' threads are still there
  }

  private static Consumer<String> model(boolean ours, String name) {
    if (ours) {
      EmbeddingModels models = new EmbeddingModels();
      return query -> check(models.query(name, query));
    }
    EmbeddingModel model =
        name.equals(EmbeddingModels.ZH)
            ? new BgeSmallZhV15QuantizedEmbeddingModel()
            : new BgeSmallEnV15QuantizedEmbeddingModel();
    return query -> check(model.embed(query).content().vector());
  }

  private static void check(float[] vector) {
    if (vector.length == 0) {
      throw new IllegalStateException("no vector");
    }
  }

  private static long modelBytes(String name) throws IOException {
    try (InputStream in = EmbedBench.class.getResourceAsStream("/" + name + "-q.onnx")) {
      return in.transferTo(java.io.OutputStream.nullOutputStream());
    }
  }

  private static double resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow()
        / 1024.0;
  }
}
